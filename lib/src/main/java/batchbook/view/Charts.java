package batchbook.view;

import batchbook.Run;
import batchbook.chart.BarsChart;
import batchbook.chart.CompareChart;
import batchbook.chart.DistributionChart;
import batchbook.chart.HistogramChart;
import batchbook.chart.InFlightChart;
import batchbook.chart.LatencyChart;
import batchbook.chart.OutcomesChart;
import batchbook.chart.RateChart;
import batchbook.chart.SpeedUpChart;
import batchbook.chart.TimelineChart;
import batchbook.picture.Theme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * Runs and tables as pictures: XChart charts that show themselves as a crisp image when they are a cell's last expression.
 *
 * <p>Blue is answered, amber answered after a retry, red failed, and a red cross in the charts of time a request that was
 * refused (429); each has its own marker too. Each chart says what it is of, and below what there is to see in it; that is
 * its plain text as well, for terminals and screen readers.
 *
 * <p>What comes back is a plain XChart chart, to be restyled or saved as any other. In a cell its ground is transparent, so
 * that it does not glare on a dark page; in a file it is white. For print, {@code BitmapEncoder.saveBitmapWithDPI(chart,
 * "latency", BitmapFormat.PNG, 300)}; with VectorGraphics2D on the class path, {@code VectorGraphicsEncoder} writes it as
 * SVG, of 150 kB and more.
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
 * <p>A run in which nothing was sent gives an empty chart that says so. The methods may be called from any thread; a chart
 * belongs to one.
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

    /**
     * How many rows took how long (ms), those that failed red at the bottom, with the 50th, 90th and 99th percentile
     * marked. Few rows that took far longer than all others are one last bar, apart, which says how long.
     */
    public static XYChart distribution(Run run) {
        return DistributionChart.of(run);
    }

    /**
     * Every request as a bar in the lane of its worker, over the time since the start: who waited for whom. Red is a
     * request that failed, also when a later one was answered; one that was refused is a cross.
     *
     * <p>Of more than 64 workers, or more bars than can be told apart, it is how many requests were under way at each
     * moment, by what came of them; the caption says so.
     */
    public static XYChart timeline(Run run) {
        return TimelineChart.of(run);
    }

    /**
     * How fast the run sent: at each moment the requests of the 60 seconds before it, refused ones and retries too, as a
     * blue area over the time since the start. Of a run of less than two minutes, where that would be a ramp, all that were
     * sent since the start.
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

    /**
     * Share of answered, answered after a retry, and failed rows (%), one column for each run, with the counts above. What
     * would be too thin to be seen is drawn thicker.
     *
     * @throws IllegalArgumentException when there is no run
     */
    public static CategoryChart outcomes(Run... runs) {
        return outcomes(List.of(runs));
    }

    /** {@link #outcomes(Run...)} for runs made in a loop. */
    public static CategoryChart outcomes(Collection<Run> runs) {
        return OutcomesChart.of(List.copyOf(runs));
    }

    /**
     * The wall time of each run as a column, red for the share of its prompts that failed. Above it the speed-up over the
     * sequential run, or else the first, which is 1x, and the median latency: where that grows with the workers, the
     * server has become the limit. A run that cannot be compared, see {@link Run#speedUp}, has no speed-up.
     *
     * @throws IllegalArgumentException when there is no run
     */
    public static CategoryChart compare(Run... runs) {
        return compare(List.of(runs));
    }

    /** {@link #compare(Run...)} for runs made in a loop. */
    public static CategoryChart compare(Collection<Run> runs) {
        return CompareChart.of(List.copyOf(runs));
    }

    /**
     * The speed-up of each run, as in {@link #compare}, over its number of workers (or the most requests at once, when the
     * plan stated none), beside the ideal line; at each point with room for it the median latency. A run that cannot be compared is left
     * out, and the caption names it.
     *
     * @throws IllegalArgumentException when there is no run
     */
    public static XYChart speedUp(Run... runs) {
        return speedUp(List.of(runs));
    }

    /** {@link #speedUp(Run...)} for runs made in a loop. */
    public static XYChart speedUp(Collection<Run> runs) {
        return SpeedUpChart.of(List.copyOf(runs));
    }

    /**
     * All pictures that say something of a run, one below the other in a cell: latency, its distribution, the timeline, and
     * the pace of a run that was held up or refused.
     */
    public static List<Chart<?, ?>> all(Run run) {
        List<Chart<?, ?>> charts = new ArrayList<>(List.of(latency(run)));
        if (run.metrics().mostInFlight() > 0 && run.metrics().attempts() > 1) {
            charts.add(distribution(run));
            charts.add(timeline(run));
        }
        if (run.metrics().refused() > 0
                || !run.waits().isEmpty()
                || !run.changes().isEmpty()) {
            charts.add(rate(run));
            charts.add(inFlight(run));
        }
        if (run.metrics().answered() < run.size() || run.metrics().retried() > 0) {
            charts.add(outcomes(run));
        }
        return List.copyOf(charts);
    }

    /**
     * How many rows of a table have each value of a column of texts, truth values or numbers, the most frequent first.
     * Above 20 different values the rarest are one bar. A row without a value is counted in the caption.
     *
     * <pre>{@code
     * Charts.bars(table, "sentiment")
     * }</pre>
     *
     * @throws IllegalArgumentException when there is no such column; the message lists those there are
     */
    public static HorizontalBarChart bars(Table table, String column) {
        return BarsChart.counts(table, column);
    }

    /**
     * The mean of a column of numbers for each value of another column, the highest first; of more than 20 values those of
     * the 20 most frequent.
     *
     * <pre>{@code
     * Charts.bars(table, "sentiment", "score")
     * }</pre>
     *
     * @throws IllegalArgumentException when there is no such column, or the second holds no numbers
     */
    public static HorizontalBarChart bars(Table table, String column, String mean) {
        return BarsChart.means(table, column, mean);
    }

    /**
     * One figure of {@link Compare#summary()} as a bar for each run: {@code "accuracy"}, {@code "p50_ms"}, {@code "cost"}.
     *
     * @throws IllegalArgumentException when there is no such figure
     */
    public static HorizontalBarChart bars(Compare compare, String figure) {
        return CompareView.bars(compare.contest(), figure);
    }

    /**
     * How often each two of the compared runs gave the same answer, with Cohen's kappa below: {@link Compare#agreement()} as
     * a heat map, of the part that {@link Compare#on} says, or else of the whole answer.
     *
     * @throws IllegalArgumentException when there is one run only
     */
    public static HeatMapChart agreement(Compare compare) {
        return CompareView.agreement(compare.contest());
    }

    /**
     * What one run answered where people gave a label, as a heat map: {@link Compare#confusion(String)} with the share of each
     * row. Right ones are blue, wrong ones red, missing ones grey.
     *
     * @throws IllegalArgumentException when there is no such run, or no label
     * @throws IllegalStateException without {@link Compare#against}
     */
    public static HeatMapChart confusion(Compare compare, String run) {
        return CompareView.confusion(compare.contest(), run);
    }

    /** {@link #confusion(Compare, String)} of the first run. */
    public static HeatMapChart confusion(Compare compare) {
        return confusion(compare, compare.names().get(0));
    }

    /**
     * How often the numbers of a column occur. Whole numbers in a small range, such as scores from 1 to 5, have a bar each,
     * others fall into bins of a round width. A row without a value is counted in the caption.
     *
     * <pre>{@code
     * Charts.histogram(table, "score")
     * }</pre>
     *
     * @throws IllegalArgumentException when there is no such column, or it holds no numbers
     */
    public static XYChart histogram(Table table, String column) {
        return HistogramChart.of(table, column);
    }

    /**
     * Gives a chart of your own the look of these: fonts, colours, grid, and a ground that is transparent in a cell. What
     * it shows stays as it is, and so does its size; 680 pixels wide, its words still read on a narrow page.
     *
     * <pre>{@code
     * var chart = new XYChartBuilder().width(680).height(400).title("mine").build();
     * chart.addSeries("a", x, y);
     * Charts.style(chart)
     * }</pre>
     *
     * @return the same chart
     */
    public static <C extends Chart<?, ?>> C style(C chart) {
        return Theme.style(chart);
    }
}
