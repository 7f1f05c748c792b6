package batchbook.sim.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a text sounds like, with the words that people give to it. */
enum Sentiment {
    POSITIVE(
            "positive pos good happy joy like praise satisfied thumbs_up recommend very_positive favourable promoter glad great +"),
    NEGATIVE(
            "negative neg bad unhappy sad anger angry dislike complaint dissatisfied very_negative unfavourable detractor poor -"),
    NEUTRAL("neutral unclear ok okay none other unknown passive neither average"),
    MIXED("mixed ambivalent both");

    private final String labels;

    Sentiment(String labels) {
        this.labels = " " + labels + " ";
    }

    /** The choice that says this sentiment, if the choices are about sentiments at all. */
    Optional<String> among(List<String> choices) {
        if (POSITIVE.in(choices).isEmpty() || NEGATIVE.in(choices).isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(this, this == MIXED ? NEUTRAL : this == NEUTRAL ? MIXED : this)
                .map(mood -> mood.in(choices))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What somebody says who has it wrong: what lies beside it. */
    Sentiment beside(boolean coin) {
        return switch (this) {
            case POSITIVE, NEGATIVE -> NEUTRAL;
            case NEUTRAL, MIXED -> coin ? POSITIVE : NEGATIVE;
        };
    }

    private Optional<String> in(List<String> choices) {
        return choices.stream()
                .filter(choice -> labels.contains(
                        " " + choice.toLowerCase(Locale.ROOT).strip().replace(' ', '_') + " "))
                .findFirst();
    }
}
