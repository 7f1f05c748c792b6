package batchbook.sim.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How soon somebody has to do something about a text. */
final class Urgency {
    private static final Pattern DANGER = Pattern.compile(
            "danger|unsafe|\\bfire\\b|smoke|smoking|spark|electric shock|burn(?:t|ed|ing)? (?:my|her|his|smell|plastic)|injur|short circuit|blister|rash\\b|splinter|bulging|medicine|hot oil|scald|hospital|bleed|"
                    + "allerg|overheat|explod|melted|child could|sharp edge|mould|mold\\b");
    private static final Pattern AT_ONCE = Pattern.compile(
            "immediately|urgent|asap|as soon as possible|at once|right away|by tomorrow|today\\b|third time|lawyer|legal|fraud|"
                    + "charged (?:me )?twice|chargeback|deadline|police|unacceptable");
    private static final Pattern SOON =
            Pattern.compile("refund|money back|broke|never arrived|not arrived|stopped \\w+ing|"
                    + "wrong (?:item|size|colou?r|model|product|one)|still waiting|no (?:reply|answer|response)(?! (?:is )?(?:needed|necessary))|replace|return|damaged|defect|"
                    + "missing|leak|crack|doesn't work|does not work|faulty|dead\\b|useless");

    private Urgency() {}

    /** 0 for what can wait, 1 for what must not. */
    static double of(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        if (DANGER.matcher(lower).find()) {
            return 1;
        }
        Optional<Double> learned = Learned.urgency(text);
        if (learned.isPresent()) {
            return learned.get();
        }
        Sentiment mood = Mood.of(text).sentiment();
        if (mood == Sentiment.POSITIVE) {
            return 0.05;
        }
        long reasons = SOON.matcher(lower)
                .results()
                .map(found -> found.group())
                .distinct()
                .count();
        if (AT_ONCE.matcher(lower).find()) {
            return reasons > 0 ? 0.95 : 0.8;
        }
        if (reasons > 0) {
            return Math.min(0.75, 0.4 + 0.15 * reasons);
        }
        return mood == Sentiment.NEGATIVE ? 0.35 : mood == Sentiment.MIXED ? 0.25 : 0.1;
    }

    private static final List<String> SCALE = List.of(
            "none",
            "trivial",
            "minor",
            "can_wait",
            "low",
            "medium",
            "normal",
            "moderate",
            "major",
            "high",
            "urgent",
            "severe",
            "critical",
            "blocker");

    /** Whether labels are the steps of such a scale. */
    static boolean scales(List<String> labels) {
        return labels.size() > 1 && labels.stream().allMatch(label -> SCALE.contains(label.toLowerCase(Locale.ROOT)));
    }

    /** The step for a text. */
    static String step(List<String> labels, double level) {
        List<String> steps = labels.stream()
                .sorted((one, other) -> Integer.compare(
                        SCALE.indexOf(one.toLowerCase(Locale.ROOT)), SCALE.indexOf(other.toLowerCase(Locale.ROOT))))
                .toList();
        return steps.get((int) Math.min(steps.size() - 1L, Math.round(level * (steps.size() - 1))));
    }
}
