package batchbook.chart;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Run;
import batchbook.chart.Rectangles.Rectangle;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** Histogram of latency with percentiles. */
public final class DistributionChart {
    private static final int ABOUT_BINS = 28;
    // What the frame, the axis and its title leave of the width.
    private static final double PLOT_WIDTH = Theme.WIDTH - 110.0;

    private DistributionChart() {}

    public static XYChart of(Run run) {
        XYChart chart = Theme.chart(
                new XYChart(Theme.WIDTH, Theme.HEIGHT),
                "Latency distribution: " + ChartData.title(run),
                "latency, ms",
                "prompts");
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisDecimalPattern("#,##0");
        chart.getStyler().setYAxisDecimalPattern("#,##0");

        double[] latencies = ChartData.sent(run).stream()
                .mapToDouble(row -> DurationValues.millis(row.latency()))
                .toArray();
        double longest = DoubleStream.of(latencies).max().orElse(1);
        double step = Axis.roundStep(longest / ABOUT_BINS);
        int[] counts = new int[(int) (longest / step) + 1];
        for (double latency : latencies) {
            counts[(int) (latency / step)]++;
        }
        double end = counts.length * step;
        int most = IntStream.of(counts).max().orElse(1);
        bars(chart, counts, step);

        double top = Math.max(4, Axis.end(most * 1.22));
        Theme.fromZero(chart.getStyler(), top);
        if (latencies.length > 0) {
            // The higher the percentile, the lower its flag: so no line crosses the label of one to its left.
            Metrics metrics = run.metrics();
            end = percentile(chart, "p50", metrics.p50(), 0.97 * top, end);
            end = percentile(chart, "p90", metrics.p90(), 0.91 * top, end);
            end = percentile(chart, "p99", metrics.p99(), 0.85 * top, end);
        }
        chart.getStyler().setXAxisMin(-1e-6 * end);
        chart.getStyler().setXAxisMax(end);
        return chart;
    }

    /** XChart's own histogram has no numeric axis to put percentiles on. */
    private static void bars(XYChart chart, int[] counts, double step) {
        List<Rectangle> bars = IntStream.range(0, counts.length)
                .mapToObj(bin -> new Rectangle((bin + 0.06) * step, (bin + 0.94) * step, counts[bin]))
                .toList();
        Rectangles.add(chart, "prompts", bars, Theme.ANSWERED);
    }

    /** Marks it, and returns the end of an axis that leaves room for the label. */
    private static double percentile(XYChart chart, String name, Duration value, double height, double end) {
        double at = DurationValues.millis(value);
        String label = name + "  " + Format.duration(value);
        chart.addAnnotation(new LabelledLine(label, at, height));
        return Math.max(end, at / (1 - (10 + Theme.boldWidth(label)) / PLOT_WIDTH));
    }
}
