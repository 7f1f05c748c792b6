package batchbook.chart;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Run;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** What there is to see in the pace of a run. */
final class PaceFinding {
    private PaceFinding() {}

    /** How many were sent in the busiest minute, or in all. */
    static String ofRate(Run run, TimeAxis axis, long most) {
        Metrics metrics = run.metrics();
        if (ChartData.isUntimed(run)) {
            return ChartData.whyNothing(run);
        }
        String sent = Format.plural(metrics.attempts(), "request") + " in " + ChartData.duration(run.took()) + ".";
        String busiest = isShort(run) ? sent : "At most " + Format.plural(most, "request") + " in any 60 s. " + sent;
        return ChartData.sentences(busiest, refused(metrics), waits(run));
    }

    /** Whether it was over before there was a rate: in its first minute that is a ramp. */
    static boolean isShort(Run run) {
        return run.took().compareTo(Duration.ofMinutes(2)) < 0;
    }

    static String ofInFlight(Run run) {
        Metrics metrics = run.metrics();
        if (ChartData.isUntimed(run)) {
            return ChartData.whyNothing(run);
        }
        return ChartData.sentences(
                "On average " + Format.mean(metrics.meanInFlight()) + ", at most "
                        + Format.count(metrics.mostInFlight()) + " under way at once.",
                refused(metrics),
                waits(run));
    }

    static String refused(Metrics metrics) {
        return metrics.refused() == 0
                ? ""
                : Format.plural(metrics.refused(), "request") + (metrics.refused() == 1 ? " was" : " were")
                        + " refused for a limit.";
    }

    private static String waits(Run run) {
        Map<String, Duration> waits = run.waits();
        return waits.isEmpty()
                ? ""
                : "Nothing could be sent for "
                        + waits.entrySet().stream()
                                .map(wait -> ChartData.duration(wait.getValue()) + " (" + wait.getKey() + ")")
                                .collect(Collectors.joining(", "))
                        + ".";
    }
}
