package batchbook.bench;

import java.util.Locale;

/** Rows of the Markdown table that bench/run begins. */
final class Table {
    private Table() {}

    static void row(String figure, String measured, String target, boolean met) {
        System.out.println("| " + figure + " | " + measured + " | " + target + " | " + (met ? "yes" : "**no**") + " |");
    }

    /** English digits and commas on every machine. */
    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
