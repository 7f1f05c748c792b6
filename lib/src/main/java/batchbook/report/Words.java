package batchbook.report;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Metrics;
import batchbook.Reason;
import batchbook.Result;
import batchbook.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the texts about a run have in common: each phrase once, made from values. */
public final class Words {
    public static final String NO_PROMPTS =
            "0 prompts: the list was empty, so nothing was sent. Pass at least one prompt.";

    private static final String NOTHING_IN_THE_FILE =
            "0 rows: no row in the journal is finished, or none is wanted. Rows of"
                    + " jobs under way are not in it: Batch.pending() has those.";

    private static final int WORTH_TELLING = 100;

    private Words() {}

    /** {@code sequential}, {@code 8 workers}, or {@code at most 12 at once} when nobody stated a number. */
    public static String label(Story story, Metrics metrics) {
        if (metrics.mostInFlight() == 0 && (metrics.attempts() > 0 || isInJobs(story))) {
            return "in jobs";
        }
        OptionalInt stated = story.plan().map(Story.Plan::workers).orElse(OptionalInt.empty());
        if (stated.isPresent()) {
            return stated.getAsInt() == 1 ? "sequential" : Format.plural(stated.getAsInt(), "worker");
        }
        return metrics.mostInFlight() == 1
                ? "one at a time"
                : "at most " + Format.count(metrics.mostInFlight()) + " at once";
    }

    /** Also before anything of them is there. */
    private static boolean isInJobs(Story story) {
        return story.stopped()
                .filter(cause -> cause.reason() == Reason.JOBS_UNDER_WAY || cause.reason() == Reason.LEFT_BY_JOBS)
                .isPresent();
    }

    /** A run without rows: of no prompts, or of a file that has none. */
    static String nothing(Story story) {
        return story.plan().isPresent() ? "Run of " + NO_PROMPTS : NOTHING_IN_THE_FILE;
    }

    /** {@code 40 prompts to gemini-2.5-flash}. */
    static String asked(int prompts, String model) {
        return Format.plural(prompts, "prompt") + " to " + model;
    }

    /** {@code , 2 failed}; nothing when there are none. */
    public static String also(int count, String what) {
        return count == 0 ? "" : ", " + Format.count(count) + " " + what;
    }

    /** What came of a run: {@code Done: 40 of 40 prompts}, {@code Done, 3 of 40 prompts failed}, {@code Failed: ..}. */
    public static String outcome(int total, int answered, int failed, int notRun) {
        if (isFailure(answered, failed)) {
            return "Failed: " + Format.count(failed) + " of " + Format.plural(total, "prompt")
                    + also(notRun, "not run");
        }
        if (notRun > 0) {
            return "Stopped: " + Format.count(answered) + " of " + Format.plural(total, "prompt") + " answered"
                    + also(failed, "failed") + also(notRun, "not run");
        }
        return failed == 0
                ? "Done: " + Format.count(answered) + " of " + Format.plural(total, "prompt")
                : "Done, " + Format.count(failed) + " of " + Format.plural(total, "prompt") + " failed";
    }

    /** Whether a run that is over was for nothing. */
    public static boolean isFailure(int answered, int failed) {
        return answered == 0 && failed > 0;
    }

    /**
     * {@code 3 failed: 2 TIMEOUT, 1 BLOCKED · 12 refused (429), sent again}; empty when nothing went wrong. Where a row was
     * given up for a limit, or the run has stopped, not all were sent again.
     */
    public static String trouble(Map<ErrorKind, Integer> failures, int refused, boolean stopped) {
        int failed = failures.values().stream().mapToInt(count -> count).sum();
        boolean givenUp = stopped || failures.keySet().stream().anyMatch(ErrorKind::isRefusal);
        String again = givenUp ? "" : ", sent again";
        return Stream.of(
                        failed == 0 ? "" : Format.count(failed) + " failed: " + kinds(failures),
                        refused == 0 ? "" : Format.count(refused) + " refused (429)" + again)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** {@code 28 OVERLOADED, 2 BLOCKED}: the most frequent first. */
    private static String kinds(Map<ErrorKind, Integer> counts) {
        return mostFirst(counts).entrySet().stream()
                .map(kind -> Format.count(kind.getValue()) + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The same, of failures one by one. */
    static String kinds(Stream<ErrorKind> failures) {
        return kinds(failures.collect(Collectors.toMap(kind -> kind, kind -> 1, Integer::sum)));
    }

    /** Sorted by the counts; equal ones in the order of the kinds. */
    public static Map<ErrorKind, Integer> mostFirst(Map<ErrorKind, Integer> failures) {
        Map<ErrorKind, Integer> sorted = new LinkedHashMap<>();
        failures.entrySet().stream()
                .sorted(Map.Entry.<ErrorKind, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(kind -> sorted.put(kind.getKey(), kind.getValue()));
        return Collections.unmodifiableMap(sorted);
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

    /**
     * {@code 12 requests refused (429) and sent again}, or how many of them were: a request that is refused for a limit is
     * no try. Empty when none was.
     *
     * @param counts which requests
     */
    static Optional<String> refused(List<Result> rows, Predicate<Attempt> counts) {
        long refused = 0;
        long again = 0;
        for (Result row : rows) {
            List<Attempt> attempts = row.attempts();
            for (int i = 0; i < attempts.size(); i++) {
                if (counts.test(attempts.get(i))
                        && attempts.get(i).error().filter(ErrorKind::isRefusal).isPresent()) {
                    refused++;
                    again += i < attempts.size() - 1 ? 1 : 0;
                }
            }
        }
        if (refused == 0) {
            return Optional.empty();
        }
        String left =
                again == 0 ? "" : again == refused ? " and sent again" : ", " + Format.count(again) + " sent again";
        return Optional.of(Format.plural(refused, "request") + " refused (429)" + left);
    }
}
