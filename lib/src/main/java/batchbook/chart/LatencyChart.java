package batchbook.chart;

import batchbook.Result;
import batchbook.Run;
import batchbook.chart.Theme.Ending;
import java.awt.BasicStroke;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Latency of each row over the time it was sent. */
public final class LatencyChart {
    private LatencyChart() {}

    public static XYChart of(Run run) {
        TimeAxis axis = TimeAxis.of(run);
        XYChart chart = Theme.chart(
                new XYChart(Theme.WIDTH, Theme.HEIGHT),
                "Latency of each prompt: " + ChartData.title(run),
                "sent, " + axis.title(),
                "latency, ms");
        List<Result> sent = ChartData.sent(run);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(sent.size() > 1_000 ? 5 : sent.size() > 200 ? 7 : 9);
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        for (Ending ending : Ending.values()) {
            add(chart, axis, ChartData.sent(run, ending), ending, sent.size());
        }
        double highest = sent.stream()
                .mapToDouble(row -> DurationValues.millis(row.latency()))
                .max()
                .orElse(1);
        // The whole run, also when all was sent in its first milliseconds.
        axis.set(chart.getStyler());
        Theme.fromZero(chart.getStyler(), Axis.end(highest));
        // Room for half a marker.
        chart.getStyler().setYAxisMin(-0.02 * Axis.end(highest));
        return chart;
    }

    private static void add(XYChart chart, TimeAxis axis, List<Result> rows, Ending ending, int total) {
        if (rows.isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(
                ending.label,
                rows.stream()
                        .mapToDouble(row -> axis.at(row.attempts().get(0).sent()))
                        .toArray(),
                rows.stream()
                        .mapToDouble(row -> DurationValues.millis(row.latency()))
                        .toArray());
        series.setMarkerColor(Theme.transparent(ending.colour, total > 1_000 ? 130 : 210));
        series.setMarker(ending.marker());
        series.setLineStyle(new BasicStroke(0f));
    }
}
