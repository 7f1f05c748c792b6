package batchbook.html;

import batchbook.Format;
import batchbook.Reply;
import batchbook.Result;
import java.util.regex.Pattern;

/** An answer as it was meant to be read: Markdown formatted, JSON as it is, and nothing of it is HTML. */
public final class AnswerHtml {
    private static final Pattern JSON =
            Pattern.compile("(?s)\\{.*}|\\[\\s*(?:[\\[{\"]|-?[0-9][-+.0-9eE]*\\s*,).*]|\\[\\s*]");

    private AnswerHtml() {}

    public static String of(Reply reply) {
        return "<div style=\"max-width:760px\">" + answer(reply.text()) + "</div>";
    }

    /** One row: what was asked, what came of it, how long it took. */
    public static String of(Result row) {
        String note = "requests: " + row.attempts().size() + ", " + Format.duration(row.latency())
                + row.kind().map(kind -> ", " + kind).orElse("");
        return "<div style=\"max-width:760px\">"
                + PromptHtml.of(row.prompt())
                + (row.text().isEmpty() ? "" : "<div style=\"margin:6px 0\">" + answer(row.text()) + "</div>")
                + (row.ok() ? "" : Html.notice("<b>No answer.</b> ", row.error()))
                + "<div style=\"opacity:.7;font-size:12px\">" + note + "</div></div>";
    }

    /** Markdown would take the indents of JSON away. */
    private static String answer(String text) {
        boolean json = JSON.matcher(text.strip()).matches();
        return json ? Html.lines(text) : MarkdownHtml.of(text);
    }
}
