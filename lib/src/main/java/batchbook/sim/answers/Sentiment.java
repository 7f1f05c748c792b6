package batchbook.sim.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a text sounds glad or not: a count of plain words, enough to make a lesson's reviews come out right. */
enum Sentiment {
    POSITIVE("positive pos good happy joy like praise satisfied thumbs_up recommend"),
    NEGATIVE("negative neg bad unhappy sad anger angry dislike complaint dissatisfied"),
    NEUTRAL("neutral mixed unclear ok none other unknown");

    private static final Set<String> GLAD = ParsedPrompt.words("""
            amazing awesome beautiful best brilliant charming comfortable delicious delight delighted enjoy enjoyed
            excellent fantastic fast flawless friendly fun glad good gorgeous great happy helpful impressed
            impressive incredible liked love loved loves lovely masterpiece nice outstanding perfect perfectly
            pleasant pleased recommend reliable satisfied smooth superb terrific thanks wonderful worth wow
            """);
    private static final Set<String> SAD = ParsedPrompt.words("""
            angry annoying avoid awful bad boring broke broken cold crashes cheap damaged defective dirty
            disappointed disappointing disgusting dreadful dull fail failed faulty frustrating hate hated horrible
            late lost mediocre noisy overpriced pathetic poor refund regret rude sad slow stopped terrible ugly
            unhappy unreliable unusable useless waste wasted worse worst wrong
            """);
    private static final Set<String> TURNS = ParsedPrompt.words("""
            not never no isn wasn don didn hardly
            """);

    private final String labels;

    Sentiment(String labels) {
        this.labels = " " + labels + " ";
    }

    /** Negations turn the next two words around, so that "not very good" is not glad. */
    static Sentiment of(ParsedPrompt prompt) {
        int score = 0;
        int turned = 0;
        for (String word : prompt.lower().split("[^\\p{L}]+", -1)) {
            int value = GLAD.contains(word) ? 1 : SAD.contains(word) ? -1 : 0;
            score += turned > 0 ? -value : value;
            turned = TURNS.contains(word) ? 2 : turned - (word.length() > 1 ? 1 : 0);
        }
        if (score == 0) {
            return NEUTRAL;
        }
        return score > 0 ? POSITIVE : NEGATIVE;
    }

    /** The choice that says this sentiment, if the choices are about sentiments at all. */
    Optional<String> among(List<String> choices) {
        if (POSITIVE.in(choices).isEmpty() || NEGATIVE.in(choices).isEmpty()) {
            return Optional.empty();
        }
        return in(choices);
    }

    private Optional<String> in(List<String> choices) {
        return choices.stream()
                .filter(choice -> labels.contains(" " + choice.toLowerCase(Locale.ROOT) + " "))
                .findFirst();
    }
}
