package batchbook.foreign;

/**
 * Makes text of a stranger (a server, a proxy, a file) safe for a terminal, a log and a journal: control characters and
 * those that turn the direction of writing are spelt out, such as {@code \}{@code u001B}, so that none clears a screen,
 * forges a line or hides what follows. Doing it twice changes nothing.
 */
public final class SafeText {
    /** Longer than any sentence for a person, and enough for what a server says and the way out. */
    public static final int MESSAGE = 4_000;

    /** For a name: of a quota, of a model, of a reason. */
    public static final int NAME = 200;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private SafeText() {}

    /** On one line and of at most so many characters; a longer text ends with {@code …}. */
    public static String line(String text, int most) {
        String safe = text.codePoints().allMatch(SafeText::isHarmless) ? text : spelt(text, false);
        if (safe.length() <= most) {
            return safe;
        }
        int cut = Character.isHighSurrogate(safe.charAt(most - 2)) ? most - 2 : most - 1;
        return safe.substring(0, cut) + "…";
    }

    /** With its own lines, and as long as it is. Signs for right-to-left writing stay: an answer may need them. */
    public static String text(String text) {
        return text.codePoints().noneMatch(SafeText::isCommand) ? text : spelt(text, true);
    }

    private static String spelt(String text, boolean lines) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (lines ? !isCommand(c) : isHarmless(c)) {
                safe.appendCodePoint(c);
            } else if (!lines && Character.isWhitespace(c)) {
                safe.append(' ');
            } else if (!(lines && c == '\r')) {
                safe.append(c > 0xFFFF ? String.format("\\U%08X", c) : String.format("\\u%04X", c));
            }
        });
        return safe.toString();
    }

    /** What a terminal may obey. */
    private static boolean isCommand(int c) {
        return Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t';
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // Emoji and some scripts join letters with these two.
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }
}
