package batchbook.chart;

import batchbook.Format;
import batchbook.Result;
import batchbook.Run;
import java.time.Duration;
import java.util.List;

/** What there is to see in how many took how long. */
final class DistributionFinding {
    private static final int LEAST_FOR_PERCENTILES = 10;

    private DistributionFinding() {}

    static String of(Run run, Bins bins) {
        List<Result> sent = ChartData.sent(run);
        if (sent.size() < LEAST_FOR_PERCENTILES) {
            return ChartData.sentences(LatencyFinding.of(run), above(bins));
        }
        List<Duration> sorted = LatencyFinding.sorted(sent);
        double times = LatencyFinding.ratio(
                sorted.get(sorted.size() - 1), run.metrics().p50());
        String bulk = "Half took at most " + ChartData.duration(run.metrics().p50()) + ", 9 of 10 at most "
                + ChartData.duration(run.metrics().p90()) + ".";
        return ChartData.sentences(
                times < LatencyFinding.STANDS_OUT ? bulk : LatencyFinding.slowest(sorted),
                above(bins),
                ChartData.failures(run));
    }

    private static String above(Bins bins) {
        if (bins.above() == 0) {
            return "";
        }
        return "The last bar, apart from the others, is "
                + (bins.above() == 1 ? "the one" : "all " + Format.count(bins.above())) + " above "
                + ChartData.duration(limit(bins)) + ".";
    }

    static Duration limit(Bins bins) {
        return Duration.ofNanos(Math.round(bins.limit() * 1e6));
    }
}
