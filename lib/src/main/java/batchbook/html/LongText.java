package batchbook.html;

import batchbook.Format;

/**
 * A text of a table's cell: its beginning, which is always seen, and the rest, which opens on a click. Both are as they
 * were written, line breaks included, so that they read on when open.
 */
record LongText(String beginning, String rest) {
    private static final int LONGEST_BEGINNING = 140;
    private static final int MOST_LINES = 4;

    /** The last line that is seen fades, and so tells that there are more. */
    private static final String FADES = "linear-gradient(#000 4.2em,transparent 6.2em)";

    private static final String CLOSED =
            "display:block;max-height:6.2em;overflow:auto;resize:vertical;cursor:pointer;" + "mask-image:" + FADES;
    private static final String CLICK =
            "if(document.getSelection().isCollapsed){var open=this.style.maxHeight==='none';"
                    + "this.style.maxHeight=open?'6.2em':'none';this.style.maskImage=open?'" + FADES + "':'none'}";

    static LongText of(String text) {
        String whole = text.stripTrailing();
        int end = endOfLines(whole);
        if (whole.codePointCount(0, end) > LONGEST_BEGINNING) {
            end = betweenWords(whole, whole.offsetByCodePoints(0, LONGEST_BEGINNING));
        }
        return new LongText(
                whole.substring(0, end).stripTrailing(), whole.substring(end).stripTrailing());
    }

    boolean isWhole() {
        return rest.isBlank();
    }

    /**
     * The whole text, of which the beginning is seen: the rest scrolls, and a click opens it, and closes it again unless it
     * was to mark words. Where a page takes the styles away it is all seen.
     */
    String opening(int most) {
        String between = rest.substring(0, rest.length() - rest.stripLeading().length());
        return "<span tabindex=\"0\" title=\"click to open or close\" style=\"" + CLOSED + "\" onclick=\"" + CLICK
                + "\">" + Html.escape(beginning) + between + restHtml(most) + "</span>";
    }

    /** Characters of HTML that the rest takes; of a very long one only that it takes more than this. */
    int restSize(int most) {
        return Html.escape(rest.substring(0, Math.min(rest.length(), most + 1))).length();
    }

    /** The rest with at most so many characters of HTML, and in words how much more there is. */
    String restHtml(int most) {
        String shown = rest.stripLeading();
        int end = 0;
        int size = 0;
        while (end < shown.length()) {
            int next = shown.offsetByCodePoints(end, 1);
            size += Html.escape(shown.substring(end, next)).length();
            if (size > most) {
                return Html.escape(shown.substring(0, end)) + "… ("
                        + Format.plural((long) shown.length() - end, "more character") + ")";
            }
            end = next;
        }
        return Html.escape(shown);
    }

    /** The end of the last line that is always seen. */
    private static int endOfLines(String text) {
        int end = -1;
        for (int line = 0; line < MOST_LINES; line++) {
            end = text.indexOf('\n', end + 1);
            if (end < 0) {
                return text.length();
            }
        }
        return end;
    }

    /** In a script without blanks, or in a long link, that is between two characters. */
    private static int betweenWords(String text, int end) {
        for (int i = end; i > end / 2; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return end;
    }
}
