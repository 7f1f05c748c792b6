package batchbook.chart;

import batchbook.Attempt;
import batchbook.Format;
import batchbook.Metrics;
import batchbook.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What there is to see in who waited for whom. */
final class TimelineFinding {
    /** A wait for the last one that is a larger part of the run is told. */
    private static final double TAIL = 0.1;

    private TimelineFinding() {}

    static String of(Run run, TimeAxis axis, boolean many) {
        Metrics metrics = run.metrics();
        if (ChartData.isUntimed(run)) {
            return ChartData.whyNothing(run);
        }
        return ChartData.sentences(
                many ? "Too many requests for a bar each: the height is how many were under way." : "",
                metrics.mostInFlight() == 1
                        ? "One request at a time."
                        : "On average " + Format.mean(metrics.meanInFlight()) + " of at most "
                                + Format.count(metrics.mostInFlight()) + " requests were under way.",
                tail(run, axis),
                PaceFinding.refused(metrics));
    }

    private static String tail(Run run, TimeAxis axis) {
        List<Instant> ends = axis.sent().stream()
                .map(Attempt::finished)
                .sorted(Comparator.reverseOrder())
                .limit(2)
                .toList();
        if (ends.size() < 2 || run.metrics().mostInFlight() < 2) {
            return "";
        }
        Duration alone = run.elapsed(ends.get(0)).minus(run.elapsed(ends.get(1)));
        boolean sentBefore = axis.sent().stream()
                .filter(request -> request.finished().equals(ends.get(0)))
                .anyMatch(request -> request.sent().isBefore(ends.get(1)));
        double share = LatencyFinding.ratio(alone, run.took());
        return share < TAIL || !sentBefore
                ? ""
                : "The last " + ChartData.duration(alone) + " (" + ChartData.unbroken(Format.percent(share))
                        + " of the time) one request was alone.";
    }
}
