package batchbook.bench;

import java.util.Locale;

/** Rows of the Markdown table that bench/run begins. */
public final class Table {
    private Table() {}

    /** One row; a figure without a target has the target {@code -}. */
    public static void row(String figure, String measured, String target, boolean met) {
        String verdict = target.equals("-") ? "" : met ? "yes" : "**no**";
        System.out.println("| " + figure + " | " + measured + " | " + target + " | " + verdict + " |");
    }

    /** English digits and commas on every machine. */
    public static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
