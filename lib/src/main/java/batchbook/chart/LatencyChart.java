package batchbook.chart;

import batchbook.Format;
import batchbook.Result;
import batchbook.Run;
import batchbook.picture.Axis;
import batchbook.picture.CentredWords;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import batchbook.picture.XYPicture;
import java.awt.BasicStroke;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Latency of each row over the time it was sent. */
public final class LatencyChart {
    private LatencyChart() {}

    public static XYChart of(Run run) {
        TimeAxis axis = TimeAxis.of(run);
        XYChart chart = Theme.chart(
                new XYPicture(Theme.HEIGHT, new Texts(ChartData.subtitle(run), LatencyFinding.of(run))),
                "Latency of each prompt",
                "sent, " + axis.title(),
                "latency, ms");
        List<Result> sent = ChartData.sent(run);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(sent.size() > 20_000 ? 3 : sent.size() > 1_000 ? 5 : sent.size() > 200 ? 7 : 9);
        chart.getStyler().setYAxisDecimalPattern("#,##0.###");
        Map<Ending, List<Result>> byEnding = sent.stream().collect(Collectors.groupingBy(ChartData::ending));
        for (Ending ending : Ending.values()) {
            add(chart, axis, byEnding.getOrDefault(ending, List.of()), ending);
        }
        double highest = sent.stream()
                .mapToDouble(row -> DurationValues.millis(row.latency()))
                .max()
                .orElse(1);
        // The whole run, also when all was sent in its first milliseconds.
        axis.set(chart.getStyler());
        Theme.fromZero(chart.getStyler(), Axis.end(highest));
        if (sent.isEmpty()) {
            CentredWords.instead(chart, ChartData.whyEmpty(run));
        }
        return chart;
    }

    private static void add(XYChart chart, TimeAxis axis, List<Result> rows, Ending ending) {
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
        series.setLabel(Format.count(rows.size()) + " " + ending.label);
        // Few that failed among thousands are seen, and many do not hide the others.
        boolean many = rows.size() > 1_000;
        series.setMarkerColor(Theme.transparent(ending.colour, many ? 110 : 220));
        series.setMarker(ending.marker());
        series.setLineStyle(new BasicStroke(0f));
    }
}
