package batchbook.chart;

import batchbook.Format;
import batchbook.Result;
import batchbook.Run;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What there is to see in latencies, in the order in which they were sent. */
final class LatencyFinding {
    /** So many times the median stands out. */
    static final double STANDS_OUT = 4;

    private static final double DRIFT = 1.5;
    private static final int LEAST_HALF = 20;

    private LatencyFinding() {}

    static String of(Run run) {
        List<Result> sent = ChartData.sent(run);
        if (sent.isEmpty()) {
            return ChartData.whyNothing(run);
        }
        if (sent.size() == 1) {
            return ChartData.sentences(
                    "The one prompt that was sent took "
                            + ChartData.duration(sent.get(0).latency()) + ".",
                    ChartData.failures(run));
        }
        return ChartData.sentences(slowest(sorted(sent)), drift(sent), ChartData.failures(run));
    }

    /**
     * {@code One took 6.00 s, 12 times the median of 500 ms; without it p99 is 612 ms}, or, of several, {@code 3 took at
     * least 4 times the median of 500 ms, the slowest 6.00 s; without them p99 is 612 ms}.
     */
    static String slowest(List<Duration> sorted) {
        Duration median = percentile(sorted, 0.5);
        Duration slowest = sorted.get(sorted.size() - 1);
        if (slowest.equals(sorted.get(0))) {
            return "Each took " + ChartData.duration(slowest) + ".";
        }
        double times = ratio(slowest, median);
        if (sorted.size() < 5 || times < STANDS_OUT) {
            return "The median was " + ChartData.duration(median) + ", the slowest took " + ChartData.duration(slowest)
                    + ".";
        }
        List<Duration> others = sorted.stream()
                .filter(latency -> ratio(latency, median) < STANDS_OUT)
                .toList();
        String p99 = ChartData.duration(percentile(others, 0.99)) + ".";
        int out = sorted.size() - others.size();
        return out == 1
                ? "One took " + ChartData.duration(slowest) + ", " + times(times) + " the median of "
                        + ChartData.duration(median) + "; without it p99 is " + p99
                : Format.count(out) + " took at least " + Math.round(STANDS_OUT) + " times the median of "
                        + ChartData.duration(median) + ", the slowest " + ChartData.duration(slowest)
                        + "; without them p99 is " + p99;
    }

    private static String drift(List<Result> sent) {
        List<Result> inOrder = sent.stream()
                .sorted(Comparator.comparing(row -> row.attempts().get(0).sent()))
                .toList();
        int half = inOrder.size() / 2;
        if (half < LEAST_HALF) {
            return "";
        }
        Duration first = percentile(sorted(inOrder.subList(0, half)), 0.5);
        Duration second = percentile(sorted(inOrder.subList(half, inOrder.size())), 0.5);
        double change = ratio(second, first);
        return (change < DRIFT && change > 1 / DRIFT) || change == 0
                ? ""
                : "Of the first half sent the median was " + ChartData.duration(first) + ", of the second "
                        + ChartData.duration(second) + ".";
    }

    static List<Duration> sorted(List<Result> rows) {
        return rows.stream().map(Result::latency).sorted().toList();
    }

    /** By nearest rank, as in {@link batchbook.Metrics}. */
    static Duration percentile(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    static double ratio(Duration one, Duration other) {
        return other.isZero() ? 0 : one.toNanos() / (double) other.toNanos();
    }

    /** {@code 12 times}, and {@code 4.6 times} below ten. */
    static String times(double factor) {
        return (factor < 9.95 ? Format.mean(factor) : Format.count(Math.round(factor))) + " times";
    }
}
