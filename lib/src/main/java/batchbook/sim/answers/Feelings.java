package batchbook.sim.answers;

import java.util.List;
import java.util.Locale;

/** How somebody feels, when nobody said which words there are to choose from: each time in others. */
final class Feelings {
    private static final List<String> GLAD =
            List.of("happy", "satisfied", "pleased", "delighted", "content", "impressed");
    private static final List<String> ANGRY =
            List.of("disappointed", "frustrated", "annoyed", "angry", "unhappy", "dissatisfied");
    private static final List<String> BETWEEN = List.of("neutral", "indifferent", "undecided", "so-so");
    private static final List<String> BOTH = List.of("mixed", "ambivalent", "torn");
    private static final List<String> SENTENCES = List.of(
            "The customer is %s.", "They seem to be %s.", "The writer sounds %s.", "I would say that they are %s.");

    private Feelings() {}

    /** One word, capitals and full stop as it happens. */
    static String word(ParsedPrompt prompt) {
        String word = prompt.oneOf(words(prompt.sentiment()));
        return switch (prompt.random().nextInt(4)) {
            case 0 -> word;
            case 1 -> titled(word) + ".";
            default -> titled(word);
        };
    }

    static String sentence(ParsedPrompt prompt) {
        return prompt.oneOf(SENTENCES).formatted(prompt.oneOf(words(prompt.sentiment())));
    }

    private static List<String> words(Sentiment sentiment) {
        return switch (sentiment) {
            case POSITIVE -> GLAD;
            case NEGATIVE -> ANGRY;
            case NEUTRAL -> BETWEEN;
            case MIXED -> BOTH;
        };
    }

    private static String titled(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
