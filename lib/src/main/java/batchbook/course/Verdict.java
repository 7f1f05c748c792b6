package batchbook.course;

import batchbook.html.Html;
import batchbook.html.Rendering;
import batchbook.view.Shown;

/**
 * What a lesson says about an answer: a tick, or a cross and a hint. Shows itself as the last expression of a cell.
 *
 * @param right whether the answer is right
 * @param words {@code right}, with a remark if there is one, or the hint
 */
public record Verdict(boolean right, String words) implements Shown {
    @Override
    public Rendering rendering() {
        // What is printed, a page breaks in the middle of a word.
        return Rendering.html(Html.lines(toString()), toString());
    }

    @Override
    public String toString() {
        return (right ? "✔ " : "✘ not yet: ") + words;
    }
}
