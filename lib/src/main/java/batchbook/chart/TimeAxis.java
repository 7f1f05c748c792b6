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
    private final Run run;
    private final AxisUnit unit;
    private final List<Attempt> sent;
    private final Instant lastAnswer;

    private TimeAxis(Run run) {
        this.run = run;
        this.unit = AxisUnit.of(run.took());
        this.sent = run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .filter(attempt -> !attempt.inAJob())
                .sorted(Comparator.comparing(Attempt::sent))
                .toList();
        this.lastAnswer = sent.stream()
                .map(Attempt::finished)
                .max(Comparator.naturalOrder())
                .orElse(run.started());
    }

    static TimeAxis of(Run run) {
        return new TimeAxis(run);
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
        return unit.value(duration);
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
        return unit + " since the start" + simulated(run);
    }

    /** {@code  (simulated time, 60x)}, with a blank before it; nothing of a run in real time. */
    static String simulated(Run run) {
        String label = Time.label(run.speed());
        return label.isEmpty() ? "" : " (" + label + ")";
    }

    /** The whole run. Few labels, so that they fall on whole minutes where there are several. */
    void set(AxesChartStyler styler) {
        styler.setXAxisMin(-1e-6 * end());
        styler.setXAxisMax((1 + 1e-6) * end());
        styler.setXAxisDecimalPattern("0.##");
        styler.setXAxisTickMarkSpacingHint(110);
    }
}
