package batchbook.view;

import batchbook.Run;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/**
 * Runs as pictures: XChart charts that show themselves as a crisp image when they are a cell's last expression.
 *
 * <p>Blue is answered at the first try, amber after a retry, red failed; each has its own marker too. What comes back is
 * a plain XChart chart, to be restyled or saved with {@code BitmapEncoder} as any other.
 *
 * <pre>{@code
 * Charts.latency(run)
 * Charts.compare(sequentialRun, parallelRun)
 * }</pre>
 *
 * <p>A run in which nothing was sent gives an empty chart that says so.
 */
public final class Charts {
    static {
        Notebook.install();
    }

    private Charts() {}

    /** Each row as a dot: when it was sent (seconds since the start) and how long it took (ms), coloured by outcome. */
    public static XYChart latency(Run run) {
        return LatencyChart.of(run);
    }

    /** How many rows took how long (ms), with the 50th, 90th and 99th percentile marked. */
    public static XYChart distribution(Run run) {
        return DistributionChart.of(run);
    }

    /** Every request as a bar in the lane of its worker, over the seconds since the start: who waited for whom. */
    public static XYChart timeline(Run run) {
        return TimelineChart.of(run);
    }

    /** Share of answered, answered after a retry, and failed rows, one column for each run. */
    public static CategoryChart outcomes(Run... runs) {
        return ComparisonCharts.outcomes(List.of(runs));
    }

    /** Seconds each run took, with its measured speed-up over one request at a time. */
    public static CategoryChart compare(Run... runs) {
        return ComparisonCharts.compare(List.of(runs));
    }

    /** Measured speed-up of each run over its number of workers, beside the ideal line. */
    public static XYChart speedUp(Run... runs) {
        return SpeedUpChart.of(List.of(runs));
    }

    /** {@link #speedUp(Run...)} for runs made in a loop. */
    public static XYChart speedUp(List<Run> runs) {
        return SpeedUpChart.of(runs);
    }
}
