package batchbook.course;

import batchbook.Format;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A moment in a batch that asks one after another.
 *
 * @param done rows that are done, at least 1
 * @param passed the time that they took
 */
record BatchMoment(int done, int total, Duration passed) {
    /** Where typical wrong estimates differ; the last is the end. */
    static final List<BatchMoment> ALL = List.of(
            new BatchMoment(6, 24, Duration.ofMillis(1_500)),
            new BatchMoment(1, 50, Duration.ofMillis(800)),
            new BatchMoment(7, 10, Duration.ofSeconds(10)),
            new BatchMoment(40, 40, Duration.ofSeconds(33)));

    double seconds() {
        return passed.toNanos() / 1e9;
    }

    int left() {
        return total - done;
    }

    /** Seconds for one row. */
    double each() {
        return seconds() / done;
    }

    /** Seconds for the rows that are left. */
    double rest() {
        return each() * left();
    }

    /** Whether these seconds, one for each moment, are what a rule gives. */
    static boolean all(List<Double> given, ToDoubleFunction<BatchMoment> rule) {
        return IntStream.range(0, ALL.size())
                .allMatch(i -> ALL.get(i).near(given.get(i), rule.applyAsDouble(ALL.get(i))));
    }

    /** What is told about the first of these seconds that are not those of the rest. */
    static Optional<String> firstWrong(List<Double> given) {
        return IntStream.range(0, ALL.size())
                .filter(i -> !ALL.get(i).near(given.get(i), ALL.get(i).rest()))
                .mapToObj(i -> ALL.get(i) + " it gives "
                        + Format.duration(Duration.ofNanos(Math.round(given.get(i) * 1e9)))
                        + ": what does one row take, and how many are left?")
                .findFirst();
    }

    /** Within a millisecond for each row, as some divide milliseconds. */
    private boolean near(double given, double truth) {
        return Math.abs(given - truth) <= 0.001 * total;
    }

    @Override
    public String toString() {
        return "for " + done + " of " + total + " rows in " + Format.duration(passed);
    }
}
