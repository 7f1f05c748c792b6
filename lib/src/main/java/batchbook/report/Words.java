package batchbook.report;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What the texts about a run have in common: each phrase once, made from values. */
public final class Words {
    public static final String NO_PROMPTS =
            "0 prompts: the list was empty, so nothing was sent. Pass at least one prompt.";

    private static final int WORTH_TELLING = 100;

    private Words() {}

    /** {@code sequential}, {@code 8 workers}, or {@code up to 12 at once} when nobody stated a number. */
    public static String label(Story story, Metrics metrics) {
        OptionalInt stated = story.plan().map(Story.Plan::workers).orElse(OptionalInt.empty());
        if (stated.isPresent()) {
            return stated.getAsInt() == 1 ? "sequential" : Format.plural(stated.getAsInt(), "worker");
        }
        return metrics.mostInFlight() == 1
                ? "one at a time"
                : "up to " + Format.count(metrics.mostInFlight()) + " at once";
    }

    /** {@code 40 prompts to gemini-2.5-flash}. */
    static String asked(int prompts, String model) {
        return Format.plural(prompts, "prompt") + " to " + model;
    }

    /** {@code , 2 failed}; nothing when there are none. */
    public static String also(int count, String what) {
        return count == 0 ? "" : ", " + Format.count(count) + " " + what;
    }

    /** {@code 1 row was}, {@code 2 rows were}. */
    static String were(long count, String noun) {
        return Format.plural(count, noun) + (count == 1 ? " was" : " were");
    }

    /** What follows a time that is not real: {@code (simulated time, 60x)}, after a blank. */
    public static String simulated(double speed) {
        String label = Time.label(speed);
        return label.isEmpty() ? "" : " (" + label + ")";
    }

    public static String stopped(String why) {
        return "STOPPED: " + why;
    }

    /** Sorted by the times. */
    public static <T> Map<T, Duration> longestFirst(Map<T, Duration> waits) {
        Map<T, Duration> sorted = new LinkedHashMap<>();
        waits.entrySet().stream()
                .sorted(Map.Entry.<T, Duration>comparingByValue().reversed())
                .forEach(wait -> sorted.put(wait.getKey(), wait.getValue()));
        return Collections.unmodifiableMap(sorted);
    }

    /** Whether a wait was long enough, beside the whole time, to be worth a line: a hundredth of it. */
    static boolean worthTelling(Duration wait, Duration whole) {
        return !wait.isZero() && wait.multipliedBy(WORTH_TELLING).compareTo(whole) >= 0;
    }

    /** {@code 2 min 22 s (10 requests a minute), 12.0 s (server in trouble)}; empty when nothing is worth telling. */
    public static Optional<String> waited(Map<String, Duration> waits, Duration whole) {
        String words = waits.entrySet().stream()
                .filter(wait -> worthTelling(wait.getValue(), whole))
                .map(wait -> Format.duration(wait.getValue()) + " (" + wait.getKey() + ")")
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
