package batchbook.sim.answers;

import java.util.List;
import java.util.regex.Pattern;

/** How a text for customers sounds. In each list {@code %1$s} is the name of a thing. */
enum Tone {
    PLAYFUL(
            "playful|fun|funny|witty|humorous|cheerful|cheeky|light-hearted|quirky",
            List.of(
                    "Say hello to the %1$s, your new favourite thing!", "Careful: the %1$s may cause sudden smiles!",
                    "Who says everyday things can't be fun? Not the %1$s!", "Psst, the %1$s has been waiting for you!"),
            List.of(
                    "Go on, you know you want it!",
                    "Your shelf will thank you.",
                    "Monday mornings never stood a chance!",
                    "Warning: friends will ask where you got it.")),
    FORMAL(
            "formal|professional|serious|business|factual|sober|matter-of-fact|neutral tone",
            List.of(
                    "The %1$s combines careful workmanship with practical design.",
                    "The %1$s is designed for daily use.", "With the %1$s you choose a dependable companion."),
            List.of(
                    "It is suitable for home and office.",
                    "It meets the demands of everyday use.",
                    "We recommend it to customers who value reliability.")),
    LUXURY(
            "luxur\\w*|elegant|premium|exclusive|sophisticated|refined",
            List.of(
                    "The %1$s is a quiet statement of taste.",
                    "Crafted without compromise, the %1$s elevates every day.",
                    "Some things are simply right: the %1$s is one of them."),
            List.of(
                    "Made for those who notice.",
                    "A small indulgence that lasts.",
                    "Timeless, and a pleasure to own.")),
    PLAIN(
            "",
            List.of(
                    "The %1$s is made for every day.",
                    "Meet the %1$s.",
                    "The %1$s does one thing, and does it well.",
                    "Simple, useful and made to last: the %1$s."),
            List.of(
                    "Easy to use and easy to like.",
                    "A good choice at home and on the road.",
                    "Made to be used, not just looked at.",
                    "A welcome gift, too."));

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker")
    final List<String> openings;

    @SuppressWarnings("ImmutableEnumChecker")
    final List<String> closings;

    Tone(String words, List<String> openings, List<String> closings) {
        this.words = words;
        this.openings = openings;
        this.closings = closings;
    }

    /** The one that is asked for. */
    static Tone of(String told) {
        for (Tone tone : values()) {
            if (!tone.words.isEmpty()
                    && Pattern.compile("\\b(?:" + tone.words + ")\\b")
                            .matcher(told)
                            .find()) {
                return tone;
            }
        }
        return PLAIN;
    }
}
