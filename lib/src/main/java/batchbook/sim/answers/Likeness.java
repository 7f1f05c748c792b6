package batchbook.sim.answers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Things with names, such as products: the one that a text calls by a name like it. */
final class Likeness {
    private static final Pattern THING = Field.any("product|item|article|bought|ordered|purchased?|model|brand");
    private static final Pattern NONE =
            Pattern.compile("(?i)none|other|unknown|unclear|not[_ ](?:said|given|known)|n/a|something[_ ]else");

    private Likeness() {}

    /** Of such choices; empty when they are no things. */
    static Optional<String> of(Passage passage, String what, List<String> choices) {
        if (!THING.matcher(what.lines().findFirst().orElse("")).find()) {
            return Optional.empty();
        }
        Optional<String> none = choices.stream()
                .filter(choice -> NONE.matcher(choice).matches())
                .findFirst();
        List<String> things = choices.stream()
                .filter(choice -> none.filter(choice::equals).isEmpty())
                .toList();
        return passage.fact(THING)
                .flatMap(called -> likest(called, what, things))
                .or(() -> likest(passage.text(), what, things))
                .or(() -> none);
    }

    private static Optional<String> likest(String text, String what, List<String> things) {
        return things.stream()
                .filter(thing -> likeness(text, thing, what) > 0)
                .max(Comparator.comparingLong(thing -> likeness(text, thing, what)));
    }

    /** Letters of the words that both have; a name that stands there whole goes before everything. */
    private static long likeness(String text, String thing, String what) {
        String name = plain(thing);
        String said = plain(text);
        if ((" " + said + " ").contains(" " + name + " ")) {
            return Long.MAX_VALUE;
        }
        String all = name + " " + plain(meaning(thing, what));
        return within(all, said, 3) + within(said, all, 5);
    }

    /** Letters of the words of one that stand in the other, be it in a longer word. */
    private static long within(String words, String text, int shortest) {
        return Arrays.stream(words.split(" ", -1))
                .distinct()
                .filter(word -> word.length() >= shortest && text.contains(word))
                .mapToLong(String::length)
                .sum();
    }

    /** What the description has behind the name: {@code HH_102: Iron Pan; HH_105: Lunchbox}. */
    private static String meaning(String thing, String what) {
        Matcher told =
                Pattern.compile("\\b" + Pattern.quote(thing) + ":([^;]*)").matcher(what);
        return told.find() ? told.group(1) : "";
    }

    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip();
    }
}
