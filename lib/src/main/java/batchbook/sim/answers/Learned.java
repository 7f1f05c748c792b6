package batchbook.sim.answers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the simulator has learned about the words of reviews from those that come with the notebooks: {@code words.tsv},
 * written by {@code bench/words.py}. Of other texts it knows less, and the lists of words have more to say.
 */
final class Learned {
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Map<String, Map<String, Integer>> WEIGHTS = new HashMap<>();
    private static final BitSet PAIRS = read();
    private static final Map<String, Integer> BIAS = WEIGHTS.getOrDefault("#", Map.of());
    private static final Map<String, String> TOPICS = Map.of(
            "delivery",
            "d",
            "quality",
            "q",
            "price",
            "p",
            "support",
            "s",
            "packaging",
            "k",
            "size",
            "z",
            "battery",
            "b",
            "noise",
            "n",
            "usability",
            "u");

    private static final double KNOWN = 0.9;

    private Learned() {}

    /** Above zero if a text is glad, the further the surer. */
    static double glad(String text) {
        return score("P", text);
    }

    /** Above zero if it is not. */
    static double sad(String text) {
        return score("N", text);
    }

    /** Whether a text is about the topic; nothing of topics and of texts that are not known. */
    static Optional<Boolean> about(String topic, String text) {
        return Optional.ofNullable(TOPICS.get(topic))
                .filter(letter -> knows(text))
                .map(letter -> score(letter, text) > 0);
    }

    /** How soon somebody has to do something, 0 to 1; nothing of texts that are not known. */
    static Optional<Double> urgency(String text) {
        return knows(text)
                ? Optional.of(
                        score("V", text) > 0 ? 0.9 : score("U", text) > 0 ? 0.5 : score("N", text) > 0 ? 0.25 : 0.05)
                : Optional.empty();
    }

    /** Whether nearly all of its pairs of words were in the texts that it has learned from. */
    static boolean knows(String text) {
        List<String> words = words(text);
        long known = IntStream.range(0, words.size())
                .filter(i -> PAIRS.get(bit((i == 0 ? "^" : words.get(i - 1)) + " " + words.get(i))))
                .count();
        return !words.isEmpty() && known >= KNOWN * words.size();
    }

    private static int bit(String pair) {
        int code = pair.hashCode();
        return (code ^ code >>> 15) & 0x1FFFF;
    }

    private static double score(String letter, String text) {
        Set<String> words = Set.copyOf(words(text));
        double sum = words.stream()
                .mapToInt(word -> WEIGHTS.getOrDefault(word, Map.of()).getOrDefault(letter, 0))
                .sum();
        return (BIAS.getOrDefault(letter, 0) + sum / Math.sqrt(Math.max(1, words.size()))) / 10;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static BitSet read() {
        BitSet pairs = new BitSet();
        try (InputStream in = Objects.requireNonNull(Learned.class.getResourceAsStream("words.tsv"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] parts = line.split("\t", -1);
                if (parts[0].equals("##")) {
                    pairs.or(BitSet.valueOf(Base64.getDecoder().decode(parts[1])));
                } else {
                    WEIGHTS.put(parts[0], weights(parts[1]));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pairs;
    }

    private static Map<String, Integer> weights(String told) {
        return Arrays.stream(told.split(" ", -1))
                .collect(Collectors.toUnmodifiableMap(
                        weight -> weight.substring(0, 1), weight -> Integer.valueOf(weight.substring(1))));
    }
}
