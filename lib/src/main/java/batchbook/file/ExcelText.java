package batchbook.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as they stand in the XML of a workbook: what XML cannot hold is written as {@code _x0001_}, and so Excel reads it. */
final class ExcelText {
    private static final Pattern WRITTEN = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    /** Not line feed and tab; lone halves of a pair too. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF\\p{Cs}]|_(?=x[0-9A-Fa-f]{4}_)");

    private ExcelText() {}

    static String escape(String text) {
        return UNSAFE.matcher(text)
                .replaceAll(
                        found -> String.format("_x%04X_", (int) found.group().charAt(0)));
    }

    static String unescape(String text) {
        return text.indexOf("_x") < 0
                ? text
                : WRITTEN.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
