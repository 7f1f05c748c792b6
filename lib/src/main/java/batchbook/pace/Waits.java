package batchbook.pace;

import batchbook.Pause;
import batchbook.text.Format;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** For how long a run could send nothing, by the reason. */
public final class Waits {
    private static final int WORTH_TELLING = 100;

    private Waits() {}

    /** Those that are worth telling. */
    public static Map<String, Duration> of(Iterable<Pause> pauses, Duration whole) {
        Map<String, Duration> byReason = new LinkedHashMap<>();
        pauses.forEach(pause -> byReason.merge(pause.why(), pause.lasted(), Duration::plus));
        byReason.values().removeIf(wait -> !worthTelling(wait, whole));
        return longestFirst(byReason);
    }

    public static Map<String, Duration> longestFirst(Map<String, Duration> waits) {
        Map<String, Duration> sorted = new LinkedHashMap<>();
        waits.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .forEach(wait -> sorted.put(wait.getKey(), wait.getValue()));
        return Collections.unmodifiableMap(sorted);
    }

    /** Whether a wait was long enough, beside the whole time, to be worth a line: a hundredth of it. */
    public static boolean worthTelling(Duration wait, Duration whole) {
        return !wait.isZero() && wait.multipliedBy(WORTH_TELLING).compareTo(whole) >= 0;
    }

    /** {@code 2 min 22 s (10 requests a minute), 12.0 s (server in trouble)}; empty when nothing is worth telling. */
    public static Optional<String> words(Map<String, Duration> waits, Duration whole) {
        String words = waits.entrySet().stream()
                .filter(wait -> worthTelling(wait.getValue(), whole))
                .map(wait -> Format.duration(wait.getValue()) + " (" + wait.getKey() + ")")
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
