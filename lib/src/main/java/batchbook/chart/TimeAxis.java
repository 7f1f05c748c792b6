package batchbook.chart;

import batchbook.Attempt;
import batchbook.Run;
import batchbook.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;

/** The time of a run as a horizontal axis: from its start to its end, without gaps, in a unit that fits. */
final class TimeAxis {
    private static final Duration IN_MINUTES = Duration.ofSeconds(150);
    private static final Duration IN_HOURS = Duration.ofHours(5);

    private final Run run;
    private final Duration unit;
    private final String unitName;
    private final List<Attempt> sent;
    private final Instant lastAnswer;

    private TimeAxis(Run run, Duration unit, String unitName) {
        this.run = run;
        this.unit = unit;
        this.unitName = unitName;
        this.sent = run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .sorted(Comparator.comparing(Attempt::sent))
                .toList();
        this.lastAnswer = sent.stream()
                .map(Attempt::finished)
                .max(Comparator.naturalOrder())
                .orElse(run.started());
    }

    static TimeAxis of(Run run) {
        if (run.took().compareTo(IN_HOURS) > 0) {
            return new TimeAxis(run, Duration.ofHours(1), "hours");
        }
        return run.took().compareTo(IN_MINUTES) > 0
                ? new TimeAxis(run, Duration.ofMinutes(1), "minutes")
                : new TimeAxis(run, Duration.ofSeconds(1), "seconds");
    }

    /** Every request of the run in the order in which they were sent. */
    List<Attempt> sent() {
        return sent;
    }

    /** Where a moment stands; all moments of a gap before the run was resumed stand at the same place. */
    double at(Instant time) {
        return length(run.elapsed(time));
    }

    double length(Duration duration) {
        return duration.toNanos() / (double) unit.toNanos();
    }

    double end() {
        return run.took().isZero() ? 1 : length(run.took());
    }

    /** Whether the run was not over yet. */
    boolean covers(Instant time) {
        return !time.isAfter(lastAnswer) || run.elapsed(time).compareTo(run.took()) < 0;
    }

    /** {@code minutes since the start (simulated time, 60x)}. */
    String title() {
        String speed = run.speed() == 1 ? "" : " (" + Time.scaled(run.started(), run.speed()) + ")";
        return unitName + " since the start" + speed;
    }

    /** Few labels, so that they fall on whole minutes where there are several. The whole run, and room for half a marker at both ends. */
    void set(AxesChartStyler styler) {
        styler.setXAxisMin(-0.015 * end());
        styler.setXAxisMax(1.015 * end());
        styler.setXAxisDecimalPattern("0.##");
        styler.setXAxisTickMarkSpacingHint(110);
    }
}
