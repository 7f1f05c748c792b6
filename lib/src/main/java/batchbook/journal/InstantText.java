package batchbook.journal;

import java.time.Instant;
import java.time.LocalDate;

/** Instants as journals have them, a few in every row: the JDK's parser is made for all forms of them, and takes its time. */
final class InstantText {
    /** {@code 2026-11-25T09:30:00}; then a fraction or nothing, and {@code Z}. */
    private static final int SECONDS = 19;

    private static final int LONGEST = SECONDS + 11;
    private static final String SHAPE = "0000-00-00T00:00:00";

    private InstantText() {}

    /**
     * The same as {@code Instant.parse}.
     *
     * @throws java.time.format.DateTimeParseException when it is none
     */
    static Instant parse(String text) {
        return isUsual(text) ? usual(text) : Instant.parse(text);
    }

    private static boolean isUsual(String text) {
        int last = text.length() - 1;
        if (last < SECONDS || last >= LONGEST || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < last; i++) {
            char wanted = i < SECONDS ? SHAPE.charAt(i) : i == SECONDS ? '.' : '0';
            if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        // What is no time, or a leap second, is for the JDK to tell.
        return last != SECONDS + 1
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 28
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60;
    }

    private static boolean isDigit(char character) {
        return '0' <= character && character <= '9';
    }

    private static Instant usual(String text) {
        int last = text.length() - 1;
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        long second = day * 86_400 + number(text, 11, 13) * 3_600L + number(text, 14, 16) * 60L + number(text, 17, 19);
        long nanos = last == SECONDS ? 0 : number(text, SECONDS + 1, last);
        for (int digits = last - SECONDS; last > SECONDS && digits <= 9; digits++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(second, nanos);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
