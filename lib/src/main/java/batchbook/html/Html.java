package batchbook.html;

import java.util.Locale;

/** Small things that all our HTML shares. Text of models and users goes through {@link #escape}. */
public final class Html {
    private static final int BLOCKS = 40;

    /** Looks of code in a page that are not wanted in what is no code to a reader. */
    static final String AS_AROUND = "background:none;padding:0;color:inherit;font:inherit;white-space:inherit";

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

    /** A bar of coloured parts, and characters in its place where styles are lost; shares are of the whole, from 0 to 1. */
    public static String bar(double answered, double retried, double failed) {
        return "<div style=\"display:flex;height:10px;border-radius:5px;overflow:hidden;"
                + "background:rgba(128,128,128,.18);margin:6px 0\">"
                + part(answered, Palette.ANSWERED)
                + part(retried, Palette.RETRIED)
                + part(failed, Palette.FAILED)
                + plain(blocks(answered, retried, failed))
                + "</div>";
    }

    private static String part(double share, String colour) {
        if (share <= 0) {
            return "";
        }
        // One failure among a thousand is to be seen.
        return String.format(
                Locale.ROOT, "<div style=\"width:%.3f%%;min-width:2px;background:%s\"></div>", share * 100, colour);
    }

    private static String blocks(double answered, double retried, double failed) {
        int again = retried > 0 ? Math.max(1, (int) (BLOCKS * retried)) : 0;
        int bad = failed > 0 ? Math.max(1, (int) (BLOCKS * failed)) : 0;
        int ok = Math.min((int) (BLOCKS * answered), BLOCKS - again - bad);
        int rest = BLOCKS - ok - again - bad;
        // Rounded down, what is whole would not look so.
        boolean whole = answered + retried + failed > 1 - 1e-9;
        return "█".repeat(whole ? ok + rest : ok) + "▓".repeat(again) + "✘".repeat(bad) + "░".repeat(whole ? 0 : rest);
    }

    /** What only those see who see no styles: exporters drop them for safety, and what they kept apart runs together. */
    public static String plain(String text) {
        return "<span style=\"display:none\">" + text + "</span>";
    }

    /**
     * Two parts of one line, to the left and to the right, the second below the first where a long one would have no room.
     *
     * @param left HTML of ours
     * @param right HTML of ours; may be empty
     */
    static String line(String left, String right) {
        return "<div style=\"display:flex;flex-wrap:wrap;justify-content:space-between;column-gap:18px;min-height:1.5em\">"
                + "<span>" + left + "</span>"
                + (right.isEmpty()
                        ? ""
                        : (left.isEmpty() ? "" : plain(" · ")) + "<span style=\"flex:1 1 18em;text-align:right\">"
                                + right + "</span>")
                + "</div>";
    }

    /** Bad news in a box; {@code title} is HTML of ours, {@code why} a text from anywhere. */
    public static String notice(String title, String why) {
        return box(Palette.FAILED, "rgba(227,73,72,.10)", title, why);
    }

    /** What is worth knowing and not bad, in a box; parameters as of {@link #notice}. */
    public static String remark(String title, String words) {
        return box("rgba(128,128,128,.6)", "rgba(128,128,128,.10)", title, words);
    }

    private static String box(String colour, String background, String title, String text) {
        return "<div style=\"margin-top:4px;padding:1px 10px;border-left:4px solid " + colour + ";background:"
                + background + "\">" + title + escape(text) + "</div>";
    }

    /** A text of several lines as it is: line breaks and indents kept, columns under each other. */
    public static String lines(String text) {
        return pre("font-family:var(--jp-code-font-family,monospace);font-size:13px;line-height:1.4", text);
    }

    /** The same in the letters of the text around it. */
    static String verbatim(String text) {
        return pre("font:inherit", text);
    }

    /** Without styles it keeps its line breaks still. */
    private static String pre(String style, String text) {
        return "<pre style=\"margin:0;padding:0;background:none;white-space:pre-wrap;word-break:normal;" + style
                + "\"><code style=\"" + AS_AROUND + "\">" + escape(text) + "</code></pre>";
    }

    /** What is read of HTML of ours. */
    static String read(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** A coloured dot before a word, for legends inside text. */
    static String dot(String colour) {
        return "<span style=\"color:" + colour + "\">●</span> ";
    }

    /** What matters less. */
    public static String dim(String html) {
        return "<span style=\"opacity:.7\">" + html + "</span>";
    }
}
