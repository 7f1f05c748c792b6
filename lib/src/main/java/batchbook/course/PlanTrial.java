package batchbook.course;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Asks a learner's plan about rows of which a few are very slow. */
final class PlanTrial {
    /** Mean 3 s, median 1 s. */
    private static final PlanTrial SECONDS =
            new PlanTrial(100, 4, 1000, 20_000, 1000, 1000, 1000, 1000, 1000, 2000, 1000, 1000);

    /** Mean 375 ms, none a whole second. */
    private static final PlanTrial PARTS = new PlanTrial(50, 5, 200, 200, 900, 200);

    private static final Duration MEAN = Duration.ofSeconds(3);
    private static final Duration SUM = Duration.ofSeconds(30);
    private static final Duration MEDIAN = Duration.ofSeconds(1);
    private static final Duration SLOWEST = Duration.ofSeconds(20);

    private final int rows;
    private final int workers;
    private final List<Duration> latencies;

    private PlanTrial(int rows, int workers, long... millis) {
        this.rows = rows;
        this.workers = workers;
        this.latencies = LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
    }

    static Verdict of(Exercise.Plan code) {
        Trial<Duration> seconds = SECONDS.run(code);
        Trial<Duration> parts = PARTS.run(code);
        Duration given = seconds.value() == null ? Duration.ZERO : seconds.value();
        Duration small = parts.value() == null ? Duration.ZERO : parts.value();
        return Check.begin()
                .mistake(seconds.problem())
                .mistake(given.isZero(), "it gives zero: replace the zero")
                .mistake(
                        SECONDS.is(given, MEDIAN),
                        "half of the rows take longer than that, and a few far longer: they keep their workers busy too")
                .mistake(SECONDS.is(given, SLOWEST), "as if every row were as slow as the slowest")
                .mistake(
                        near(given, MEAN.multipliedBy(SECONDS.rows)) || near(given, MEDIAN.multipliedBy(SECONDS.rows)),
                        "that is one after another: where are the workers?")
                .mistake(
                        near(given, SUM) || near(given, SUM.dividedBy(SECONDS.workers)),
                        "those are only the rows that were measured, and not all rows of the batch")
                .mistake(parts.problem())
                .mistake(
                        SECONDS.is(given, MEAN) && small.isZero(),
                        "latencies of less than a second count nothing in it: whole seconds are too coarse")
                .right(
                        SECONDS.is(given, MEAN) && near(small, Duration.ofMillis(3750)),
                        "%s: what do all rows together take, and who shares it?".formatted(SECONDS.words(given)));
    }

    private Trial<Duration> run(Exercise.Plan code) {
        return Trial.of(() -> code.plan(latencies, rows, workers));
    }

    /** Whether the plan was made with this time for each row. */
    private boolean is(Duration plan, Duration each) {
        return near(plan, each.multipliedBy(rows).dividedBy(workers));
    }

    private String words(Duration given) {
        return "for %d rows and %d workers you plan %d seconds".formatted(rows, workers, given.toSeconds());
    }

    private static boolean near(Duration given, Duration truth) {
        return Check.near(given.toMillis() / 1000.0, truth.toMillis() / 1000.0, 0.03);
    }
}
