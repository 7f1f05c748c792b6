package batchbook.view;

import batchbook.Metrics;
import batchbook.Run;
import batchbook.text.Format;
import java.awt.BasicStroke;
import java.awt.Color;
import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Histogram of latency with percentiles. */
final class DistributionChart {
    private static final int ABOUT_BINS = 28;
    // What the frame, the axis and its title leave of the width.
    private static final double PLOT_WIDTH = Look.WIDTH - 110.0;

    private DistributionChart() {}

    static XYChart of(Run run) {
        XYChart chart = Look.chart(
                new XYChart(Look.WIDTH, Look.HEIGHT),
                "Latency distribution: " + Rows.title(run),
                "latency, ms",
                "prompts");
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisDecimalPattern("#,##0");
        chart.getStyler().setYAxisDecimalPattern("#,##0");

        double[] latencies = Rows.sent(run).stream()
                .mapToDouble(row -> Rows.millis(row.latency()))
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
        Look.fromZero(chart.getStyler(), top);
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

    /** XChart's own histogram has no numeric axis to put percentiles on, so the bars are the outline of an area. */
    private static void bars(XYChart chart, int[] counts, double step) {
        double[] x = new double[4 * counts.length];
        double[] y = new double[4 * counts.length];
        for (int bin = 0; bin < counts.length; bin++) {
            for (int corner = 0; corner < 4; corner++) {
                x[4 * bin + corner] = (bin + (corner < 2 ? 0.06 : 0.94)) * step;
                y[4 * bin + corner] = corner == 1 || corner == 2 ? counts[bin] : 0;
            }
        }
        XYSeries series = chart.addSeries("prompts", x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE);
        series.setFillColor(Look.ANSWERED);
        series.setLineColor(new Color(0, 0, 0, 0));
        series.setLineStyle(new BasicStroke(0f));
    }

    /** Marks it, and returns the end of an axis that leaves room for the label. */
    private static double percentile(XYChart chart, String name, Duration value, double height, double end) {
        double at = Rows.millis(value);
        String label = name + "  " + Format.duration(value);
        chart.addAnnotation(new Flag(label, at, height));
        return Math.max(end, at / (1 - (10 + Look.boldWidth(label)) / PLOT_WIDTH));
    }
}
