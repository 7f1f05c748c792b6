package batchbook.chart;

import batchbook.Attempt;
import batchbook.Run;
import batchbook.chart.CountOverTime.Moment;
import batchbook.chart.Refusals.Cross;
import batchbook.picture.Axis;
import batchbook.picture.CentredWords;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import batchbook.picture.XYPicture;
import java.awt.BasicStroke;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What {@link RateChart} and {@link InFlightChart} share: a count over time, its limit, refusals, and pauses. */
final class PaceChart {
    private static final BasicStroke OUTLINE = new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke LIMIT =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

    private final XYChart chart;
    private final TimeAxis axis;
    private final CountOverTime level;
    private final StepLine count;
    private final StepLine limit;
    private final double highest;

    private PaceChart(XYChart chart, TimeAxis axis, CountOverTime level, List<Moment> limit) {
        this.chart = chart;
        this.axis = axis;
        this.level = level;
        this.count = StepLine.of(axis, level.moments());
        this.limit = StepLine.of(axis, limit);
        this.highest = Math.max(count.highest(), this.limit.highest());
    }

    /** What is written on it; the last two name the lines of the count and of its limit. */
    record Words(String title, String yTitle, String caption, String count, String limit) {}

    static XYChart of(Run run, Words words, TimeAxis axis, CountOverTime level, List<Moment> limit) {
        XYChart chart = Theme.chart(
                new XYPicture(Theme.HEIGHT, new Texts(ChartData.subtitle(run), words.caption)),
                words.title,
                axis.title(),
                words.yTitle);
        PaceChart pace = new PaceChart(chart, axis, level, limit);
        RunParts parts = RunParts.of(run, axis);
        // Labels stand above the highest step, that of a pause below "resumed".
        boolean labels = parts.resumed() || !run.pauses().isEmpty();
        double top = labels ? Math.max(4, 1.3 * pace.highest) : Math.max(4, Axis.end(pace.highest));
        axis.set(chart.getStyler());
        Theme.fromZero(chart.getStyler(), top);
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        PauseShading.shade(run, axis, chart, top, (parts.resumed() ? 0.92 : 0.98) * top);
        pace.count(words.count);
        pace.limit(words.limit);
        pace.refusals(top);
        parts.mark(chart, 0.98 * top);
        if (axis.sent().isEmpty()) {
            CentredWords.instead(chart, ChartData.whyEmpty(run));
        }
        return chart;
    }

    private void count(String name) {
        if (count.points().isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(name, count.x(), count.y());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(Theme.ANSWERED);
        series.setLineStyle(OUTLINE);
        series.setFillColor(Theme.transparent(Theme.ANSWERED, 60));
    }

    private void limit(String name) {
        if (limit.points().isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(name, limit.x(), limit.y());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(Theme.INK);
        series.setLineStyle(LIMIT);
    }

    private void refusals(double top) {
        List<Attempt> sent = axis.sent();
        Refusals.mark(
                chart,
                IntStream.range(0, sent.size())
                        .filter(i -> Refusals.isRefused(sent.get(i)))
                        .mapToObj(i -> new Cross(
                                axis.at(sent.get(i).sent()),
                                level.afterSending().get(i)))
                        .toList(),
                axis.end(),
                top);
    }
}
