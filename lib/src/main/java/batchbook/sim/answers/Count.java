package batchbook.sim.answers;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of something are asked for in words: {@code one or two topics}. */
final class Count {
    private static final List<String> WORDS = List.of("no", "one", "two", "three", "four", "five", "six");
    private static final String NUMBER = "(one|two|three|four|five|six|[1-6])";

    private Count() {}

    /** The most; empty where nothing is said of these. */
    static OptionalInt most(String plural, String told) {
        String one = plural.toLowerCase(Locale.ROOT).replaceFirst("s$", "");
        if (one.isEmpty()) {
            return OptionalInt.empty();
        }
        Matcher said = Pattern.compile(
                        "\\b" + NUMBER + "(?: (?:or|to) " + NUMBER + ")? (?:\\p{L}+ )?" + Pattern.quote(one))
                .matcher(told.toLowerCase(Locale.ROOT));
        return said.find()
                ? OptionalInt.of(value(said.group(2) == null ? said.group(1) : said.group(2)))
                : OptionalInt.empty();
    }

    private static int value(String number) {
        int word = WORDS.indexOf(number);
        return word >= 0 ? word : Integer.parseInt(number);
    }
}
