package batchbook.chart;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Run;
import batchbook.chart.CountOverTime.Moment;
import java.awt.BasicStroke;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    // Marks nearer to each other than this share of the picture cover each other.
    private static final double ACROSS = 1.0 / Theme.WIDTH;
    private static final double UP = 1.0 / Theme.HEIGHT;

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
    record Words(String title, String yTitle, String count, String limit) {}

    static XYChart of(Run run, Words words, TimeAxis axis, CountOverTime level, List<Moment> limit) {
        XYChart chart = Theme.chart(
                new XYChart(Theme.WIDTH, Theme.HEIGHT),
                words.title + ": " + ChartData.title(run),
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
        int[] refused = IntStream.range(0, sent.size())
                .filter(i -> refused(sent.get(i)))
                .toArray();
        if (refused.length == 0) {
            return;
        }
        Set<List<Long>> taken = new HashSet<>();
        int[] seen = IntStream.of(refused)
                .filter(i -> taken.add(List.of(
                        Math.round(axis.at(sent.get(i).sent()) / axis.end() / ACROSS),
                        Math.round(level.afterSending().get(i) / top / UP))))
                .toArray();
        XYSeries series = chart.addSeries(
                Format.count(refused.length) + " refused (429)",
                IntStream.of(seen).mapToDouble(i -> axis.at(sent.get(i).sent())).toArray(),
                IntStream.of(seen).mapToDouble(i -> level.afterSending().get(i)).toArray());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(new CrossMarker());
        series.setMarkerColor(Theme.FAILED);
        chart.getStyler().setMarkerSize(refused.length > 100 ? 6 : 8);
    }

    static boolean refused(Attempt attempt) {
        return attempt.error().filter(ErrorKind::isRefusal).isPresent();
    }
}
