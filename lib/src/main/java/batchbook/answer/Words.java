package batchbook.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A few words of which one is asked: finds the one that was meant, whatever was put around it. */
final class Words {
    private static final Pattern GAPS = Pattern.compile("[\\s_-]+");
    private static final List<String> PAIRS =
            List.of("\"\"", "''", "``", "**", "__", "“”", "„“", "‘’", "«»", "()", "[]");
    private static final String ENDS = ".!,;:";

    private final List<String> words;
    /** What is longer is no word with something around it. */
    private static final int MOST_AROUND = 100;

    private final int longest;
    private final Map<String, Optional<String>> byLetters = new HashMap<>();

    Words(Collection<String> words) {
        this.words = List.copyOf(words);
        this.longest = words.stream().mapToInt(String::length).max().orElse(0) + MOST_AROUND;
        for (String word : words) {
            byLetters.merge(letters(word), Optional.of(word), (one, other) -> Optional.empty());
        }
    }

    List<String> all() {
        return words;
    }

    /** The word itself, or the only one that differs by capitals, blanks, hyphens and underscores at most. */
    Optional<String> find(String text) {
        return words.contains(text) ? Optional.of(text) : byLetters.getOrDefault(letters(text), Optional.empty());
    }

    static String letters(String word) {
        return GAPS.matcher(word.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    /**
     * The word in quotes, in a code fence, with a full stop.
     *
     * @throws UnreadableAnswerException when it is none of them
     */
    Reading<String> peel(String text) {
        List<String> leftOut = new ArrayList<>();
        String rest = text.replace("\uFEFF", "").strip();
        while (true) {
            Optional<String> found = rest.length() > longest ? Optional.empty() : find(rest);
            if (found.isPresent()) {
                if (!found.get().equals(rest)) {
                    leftOut.add("other letters");
                }
                return new Reading<>(found.get(), leftOut.stream().distinct().toList());
            }
            String less = rest.length() > longest ? rest : inner(rest, leftOut);
            if (less.equals(rest)) {
                throw new UnreadableAnswerException(
                        "the answer is " + Place.quoted(text.strip()) + ": " + asked() + " was asked");
            }
            rest = less;
        }
    }

    private static String inner(String text, List<String> leftOut) {
        int last = text.length() - 1;
        if (text.startsWith("```") && text.endsWith("```") && last > 5) {
            leftOut.add("a code fence");
            return text.substring(text.indexOf('\n') > 0 ? text.indexOf('\n') : 3, last - 2)
                    .strip();
        }
        if (last > 0 && PAIRS.contains("" + text.charAt(0) + text.charAt(last))) {
            leftOut.add("quotes");
            return text.substring(1, last).strip();
        }
        if (last > 0 && ENDS.indexOf(text.charAt(last)) >= 0) {
            leftOut.add("punctuation");
            return text.substring(0, last).strip();
        }
        return text;
    }

    /** What is asked, for a reason. */
    String asked() {
        int most = 20;
        return "one of " + String.join(", ", words.subList(0, Math.min(most, words.size())))
                + (words.size() > most ? " and " + (words.size() - most) + " more" : "");
    }
}
