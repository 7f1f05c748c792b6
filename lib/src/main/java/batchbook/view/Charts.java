package batchbook.view;

import batchbook.Run;
import batchbook.chart.ComparisonCharts;
import batchbook.chart.DistributionChart;
import batchbook.chart.InFlightChart;
import batchbook.chart.LatencyChart;
import batchbook.chart.RateChart;
import batchbook.chart.SpeedUpChart;
import batchbook.chart.TimelineChart;
import java.util.Collection;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/**
 * Runs as pictures: XChart charts that show themselves as a crisp image when they are a cell's last expression.
 *
 * <p>Blue is answered at the first request, amber after a retry, red failed; each has its own marker too. What comes back is
 * a plain XChart chart, to be restyled or saved with {@code BitmapEncoder} as any other.
 *
 * <pre>{@code
 * Charts.latency(run)
 * Charts.compare(sequentialRun, parallelRun)
 * }</pre>
 *
 * <p>The time since the start is in seconds, in minutes of a run of more than 150 seconds, in hours of one of more than
 * five. Time between the parts of a run that was resumed is left out, and of a simulator whose time passes faster the
 * axis says so.
 *
 * <p>A run in which nothing was sent gives an empty chart that says so.
 */
public final class Charts {
    static {
        Notebook.install();
    }

    private Charts() {}

    /** Each row as a dot: when it was sent (time since the start) and how long it took (ms), coloured by outcome. */
    public static XYChart latency(Run run) {
        return LatencyChart.of(run);
    }

    /** How many rows took how long (ms), with the 50th, 90th and 99th percentile marked. */
    public static XYChart distribution(Run run) {
        return DistributionChart.of(run);
    }

    /** Every request as a bar in the lane of its worker, over the time since the start: who waited for whom. */
    public static XYChart timeline(Run run) {
        return TimelineChart.of(run);
    }

    /**
     * How fast the run sent: at each moment the requests of the 60 seconds before it, refused ones and retries too, as a
     * blue area over the time since the start.
     *
     * <ul>
     *   <li>A red cross is a request that was refused (429), at the moment it was sent.
     *   <li>The dashed line is the limit of requests a minute, from the moment the run knew it; there is none in a run
     *       that learned none. Of a run that was resumed, it is that of its last part.
     *   <li>Grey is a pause: prompts were ready and nothing could be sent. The longest says why, where that fits.
     *   <li>An upright dashed line is where a run was resumed; the time between its parts is left out.
     * </ul>
     *
     * <pre>{@code
     * Charts.rate(Batch.of(gemini).run(prompts))
     * }</pre>
     */
    public static XYChart rate(Run run) {
        return RateChart.of(run);
    }

    /**
     * How many requests were under way at each moment, as a blue area over the time since the start, with the same red
     * crosses, grey pauses and marks of a resumed run as {@link #rate}.
     *
     * <p>The dashed line is how many were allowed at once: the number of workers that the plan stated, or what the run
     * found out. There, growth that a refusal cuts off, again and again, is a saw-tooth. Of a run that was resumed, it is
     * that of its last part. Before the first change of pace that a run tells of, it is the most that went out.
     *
     * <p>Steps that fall into one column of pixels are thinned to the first, lowest, highest and last of them, so that a
     * run of ten thousand prompts is drawn as quickly as one of a hundred.
     */
    public static XYChart inFlight(Run run) {
        return InFlightChart.of(run);
    }

    /** Share of answered, answered after a retry, and failed rows, one column for each run. */
    public static CategoryChart outcomes(Run... runs) {
        return outcomes(List.of(runs));
    }

    /** {@link #outcomes(Run...)} for runs made in a loop. */
    public static CategoryChart outcomes(Collection<Run> runs) {
        return ComparisonCharts.outcomes(List.copyOf(runs));
    }

    /** Seconds each run took, with its measured speed-up over one request at a time. */
    public static CategoryChart compare(Run... runs) {
        return compare(List.of(runs));
    }

    /** {@link #compare(Run...)} for runs made in a loop. */
    public static CategoryChart compare(Collection<Run> runs) {
        return ComparisonCharts.compare(List.copyOf(runs));
    }

    /** Measured speed-up of each run over its number of workers, beside the ideal line. */
    public static XYChart speedUp(Run... runs) {
        return speedUp(List.of(runs));
    }

    /** {@link #speedUp(Run...)} for runs made in a loop. */
    public static XYChart speedUp(Collection<Run> runs) {
        return SpeedUpChart.of(List.copyOf(runs));
    }
}
