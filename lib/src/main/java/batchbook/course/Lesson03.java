package batchbook.course;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The exercises of lesson 3, how much faster.
 *
 * <pre>{@code
 * Lesson03.question1(0)
 * }</pre>
 */
public final class Lesson03 {
    private static final Set<String> FIGURES = Set.of("mean", "median", "p99");

    private Lesson03() {}

    /** How many workers it takes for 30 answers a second when an answer takes two seconds. */
    public static Verdict question1(double workers) {
        return Check.begin()
                .mistake(workers == 0, "replace the zero")
                .mistake(
                        workers == 15,
                        "look at the units: with 15 under way, and each two seconds, how many end in a second?")
                .mistake(workers == 30, "that would be right if an answer took one second")
                .mistake(workers == 60_000, "the latency belongs into the law in seconds")
                .right(workers == 60, "what does Little's law say about rate and latency?");
    }

    /** Whether the waves are counted. */
    public static Verdict question2(Exercise.AtBest code) {
        return WaveTrial.of(code);
    }

    /** Whether the plan goes by what fills the lanes. */
    public static Verdict question3(Exercise.Plan code) {
        return PlanTrial.of(code);
    }

    /**
     * Which figure answers which question: {@code mean}, {@code median} or {@code p99}.
     *
     * @param wholeBatch when ten thousand rows will be done
     * @param timeOut how long to wait for one answer before giving up
     * @param usual what one answer of the usual kind takes
     */
    public static Verdict question4(String wholeBatch, String timeOut, String usual) {
        List<String> given = Stream.of(wholeBatch, timeOut, usual)
                .map(text -> text.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("p50", "median")
                        .replace("average", "mean"))
                .toList();
        return Check.begin()
                .mistake(given.contains(""), "write mean, median or p99 between the quotes, each once")
                .mistake(!FIGURES.containsAll(given), "there are three names: mean, median and p99")
                .mistake(
                        given.get(0).equals("median"),
                        "the whole batch: half of the rows take longer than that, and some much longer; who counts those?")
                .mistake(given.get(0).equals("p99"), "the whole batch: are most rows as slow as that?")
                .mistake(
                        !given.get(1).equals("p99"),
                        "the time-out: it would give up on many rows that are only a little slow")
                .right(given.get(2).equals("median"), "the usual row: a few very slow rows must not move the figure");
    }
}
