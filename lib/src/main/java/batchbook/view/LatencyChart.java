package batchbook.view;

import batchbook.Result;
import batchbook.Run;
import batchbook.view.Look.Ending;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Latency of each row over the time it was sent. */
final class LatencyChart {
    private LatencyChart() {}

    static XYChart of(Run run) {
        XYChart chart = new XYChartBuilder()
                .width(Look.WIDTH)
                .height(Look.HEIGHT)
                .title("Latency per request: " + Rows.name(run) + ", " + Rows.size(run))
                .xAxisTitle("sent, seconds since the start")
                .yAxisTitle("latency, ms")
                .build();
        Look.style(chart.getStyler());
        chart.getStyler().setXAxisDecimalPattern("0.##");
        List<Result> sent = Rows.sent(run);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(sent.size() > 1_000 ? 5 : sent.size() > 200 ? 7 : 9);
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        for (Ending ending : Ending.values()) {
            add(chart, run, ending, sent.size());
        }
        double last = sent.stream().mapToDouble(row -> sentAt(run, row)).max().orElse(1);
        double highest = sent.stream()
                .mapToDouble(row -> Rows.millis(row.latency()))
                .max()
                .orElse(1);
        chart.getStyler().setXAxisMin(-0.015 * last);
        chart.getStyler().setXAxisMax(1.015 * last);
        Look.fromZero(chart.getStyler(), Axis.end(highest));
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
