package batchbook.view;

import batchbook.Result;
import batchbook.Run;
import batchbook.view.Look.Ending;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Latency of each row over the time it was sent. */
final class LatencyChart {
    private LatencyChart() {}

    static XYChart of(Run run) {
        XYChart chart = Look.chart(
                new XYChart(Look.WIDTH, Look.HEIGHT),
                "Latency of each prompt: " + Rows.title(run),
                "sent, seconds since the start",
                "latency, ms");
        chart.getStyler().setXAxisDecimalPattern("0.##");
        List<Result> sent = Rows.sent(run);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(sent.size() > 1_000 ? 5 : sent.size() > 200 ? 7 : 9);
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        for (Ending ending : Ending.values()) {
            add(chart, run, ending, sent.size());
        }
        // The whole run, also when all was sent in its first milliseconds.
        double end = run.took().isZero() ? 1 : run.took().toNanos() / 1e9;
        double highest = sent.stream()
                .mapToDouble(row -> Rows.millis(row.latency()))
                .max()
                .orElse(1);
        chart.getStyler().setXAxisMin(-0.015 * end);
        chart.getStyler().setXAxisMax(1.015 * end);
        Look.fromZero(chart.getStyler(), Axis.end(highest));
        // Room for half a marker.
        chart.getStyler().setYAxisMin(-0.02 * Axis.end(highest));
        return chart;
    }

    private static void add(XYChart chart, Run run, Ending ending, int total) {
        List<Result> rows = Rows.sent(run, ending);
        if (rows.isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(
                ending.label,
                rows.stream().mapToDouble(row -> sentAt(run, row)).toArray(),
                rows.stream().mapToDouble(row -> Rows.millis(row.latency())).toArray());
        Color colour = ending.colour;
        int alpha = total > 1_000 ? 130 : 210;
        series.setMarkerColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha));
        series.setMarker(ending.marker());
        series.setLineStyle(new BasicStroke(0f));
    }

    private static double sentAt(Run run, Result row) {
        return Rows.seconds(run, row.attempts().get(0).sent());
    }
}
