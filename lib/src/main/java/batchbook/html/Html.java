package batchbook.html;

import java.util.Locale;

/** Small things that all our HTML shares. Text of models and users goes through {@link #escape}. */
public final class Html {
    private Html() {}

    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // HTML has no place for control characters.
                default -> safe.append(c < ' ' && c != '\t' && c != '\n' && c != '\r' ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    /** At most this many characters, cut between code points, with an ellipsis where something is missing. */
    public static String shorten(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }

    /** A bar of coloured parts; shares are of the whole width, from 0 to 1. */
    public static String bar(double answered, double retried, double failed) {
        return "<div style=\"display:flex;height:10px;border-radius:5px;overflow:hidden;"
                + "background:rgba(128,128,128,.18);margin:6px 0\">"
                + part(answered, Palette.ANSWERED)
                + part(retried, Palette.RETRIED)
                + part(failed, Palette.FAILED)
                + "</div>";
    }

    private static String part(double share, String colour) {
        if (share <= 0) {
            return "";
        }
        return String.format(Locale.ROOT, "<div style=\"width:%.3f%%;background:%s\"></div>", share * 100, colour);
    }

    /** Bad news in a box; {@code title} is HTML of ours, {@code why} a text from anywhere. */
    public static String notice(String title, String why) {
        return box(Palette.FAILED, "rgba(227,73,72,.10)", title, why);
    }

    /** What is worth knowing and not bad, in a box; parameters as of {@link #notice}. */
    public static String remark(String title, String words) {
        return box(Palette.RETRIED, "rgba(237,161,0,.10)", title, words);
    }

    private static String box(String colour, String background, String title, String text) {
        return "<div style=\"margin-top:6px;padding:3px 10px;border-left:4px solid " + colour + ";background:"
                + background + "\">" + title + escape(text) + "</div>";
    }

    /** A text of several lines as it is: line breaks and indents kept, columns under each other. */
    public static String lines(String text) {
        return "<div style=\"font-family:var(--jp-code-font-family,monospace);font-size:13px;line-height:1.4;"
                + "white-space:pre-wrap\">" + escape(text) + "</div>";
    }

    /** A coloured dot before a word, for legends inside text. */
    public static String dot(String colour) {
        return "<span style=\"display:inline-block;width:.65em;height:.65em;border-radius:50%;background:" + colour
                + ";margin-right:.35em\"></span>";
    }
}
