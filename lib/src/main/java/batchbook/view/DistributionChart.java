package batchbook.view;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Run;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.font.FontRenderContext;
import java.time.Duration;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Histogram of latency with percentiles. */
final class DistributionChart {
    private static final int ABOUT_BINS = 28;
    // What the frame, the axis and its title take of the width; only the place of labels hangs on it.
    private static final double PLOT_WIDTH = Look.WIDTH - 110.0;
    private static final double LABEL_GAP = 8;

    private DistributionChart() {}

    static XYChart of(Run run) {
        XYChart chart = new XYChartBuilder()
                .width(Look.WIDTH)
                .height(Look.HEIGHT)
                .title("Latency distribution: " + Rows.name(run) + ", " + Rows.size(run))
                .xAxisTitle("latency, ms")
                .yAxisTitle("prompts")
                .build();
        Look.style(chart.getStyler());
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
        int most = java.util.stream.IntStream.of(counts).max().orElse(1);
        bars(chart, counts, step);

        double top = Math.max(4, Axis.end(most * 1.22));
        chart.getStyler().setXAxisMin(-1e-6 * end);
        chart.getStyler().setXAxisMax(end);
        Look.fromZero(chart.getStyler(), top);
        if (latencies.length > 0) {
            Metrics metrics = run.metrics();
            percentile(chart, "p50", metrics.p50(), 0.96 * top, end);
            percentile(chart, "p90", metrics.p90(), 0.90 * top, end);
            percentile(chart, "p99", metrics.p99(), 0.84 * top, end);
        }
        return chart;
    }

    /** XChart's own histogram has no numeric axis to put percentiles on, so the bars are the outline of an area. */
    private static void bars(XYChart chart, int[] counts, double step) {
        double[] x = new double[4 * counts.length];
        double[] y = new double[4 * counts.length];
        for (int bin = 0; bin < counts.length; bin++) {
            double left = (bin + 0.06) * step;
            double right = (bin + 0.94) * step;
            int at = 4 * bin;
            x[at] = left;
            x[at + 1] = left;
            x[at + 2] = right;
            x[at + 3] = right;
            y[at + 1] = counts[bin];
            y[at + 2] = counts[bin];
        }
        XYSeries series = chart.addSeries("prompts", x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE);
        series.setFillColor(Look.ANSWERED);
        series.setLineColor(new Color(0, 0, 0, 0));
        series.setLineStyle(new BasicStroke(0f));
    }

    /** The label stands right of its line, or left of it where the picture ends; each percentile has a height of its own. */
    private static void percentile(XYChart chart, String name, Duration value, double height, double end) {
        double at = Rows.millis(value);
        chart.addAnnotation(new AnnotationLine(at, true, false));
        String label = name + "  " + Format.duration(value);
        double width = Look.BOLD_LABEL
                .getStringBounds(label, new FontRenderContext(null, true, true))
                .getWidth();
        double offset = (width / 2 + LABEL_GAP) * end / PLOT_WIDTH;
        boolean fits = at + 2 * offset < end;
        chart.addAnnotation(new AnnotationText(label, fits ? at + offset : at - offset, height, false));
    }
}
