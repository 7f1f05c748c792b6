package batchbook.chart;

import batchbook.Attempt;
import batchbook.Format;
import batchbook.Run;
import batchbook.chart.Theme.Ending;
import java.awt.BasicStroke;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Every request as a bar in the lane of its worker. */
public final class TimelineChart {
    private static final int LABELLED_LANES = 16;
    private static final double PLOT_WIDTH = Theme.WIDTH - 90.0;

    private TimelineChart() {}

    public static XYChart of(Run run) {
        TimeAxis axis = TimeAxis.of(run);
        List<Attempt> attempts = axis.sent();
        int lanes = 1 + attempts.stream().mapToInt(Attempt::lane).max().orElse(0);
        int plotHeight = Math.max(90, Math.min(26 * lanes, 460));
        XYChart chart = Theme.chart(
                new XYChart(Theme.WIDTH, plotHeight + 130),
                "Requests by worker: " + ChartData.title(run),
                axis.title(),
                "worker");
        chart.getStyler().setXAxisDecimalPattern("0.##");
        chart.getStyler().setPlotGridVerticalLinesVisible(true);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        chart.getStyler()
                .setYAxisTickMarkSpacingHint(lanes > LABELLED_LANES ? 40 : (int) (0.85 * plotHeight / (lanes + 0.7)));
        chart.getStyler().setYAxisTickLabelsFormattingFunction(tick -> label(tick, lanes));

        double end = attempts.stream()
                .mapToDouble(attempt -> axis.at(attempt.finished()))
                .max()
                .orElse(1);
        double gap = 0.6 * end / PLOT_WIDTH;
        float thickness = (float) Math.max(1.5, Math.min(16, 0.62 * plotHeight / lanes));
        for (Ending ending : Ending.values()) {
            TimelineBars bars = new TimelineBars(lanes, ChartImage.SCALE * plotHeight);
            // A refusal comes in milliseconds, and must be seen in a run of minutes.
            double least = ending == Ending.FAILURE ? 4 * gap : gap;
            attempts.stream().filter(attempt -> ending(attempt) == ending).forEach(attempt -> {
                double from = axis.at(attempt.sent());
                bars.add(attempt.lane(), from, Math.max(from + least, axis.at(attempt.finished()) - gap));
            });
            TimelineBars.Line line = bars.line();
            if (line.x().length > 0) {
                add(chart, ending, line, thickness);
            }
        }
        chart.getStyler().setXAxisMin(-1e-6 * end);
        chart.getStyler().setXAxisMax(end * 1.01);
        // From 0, so that the ticks fall on whole lanes.
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(lanes + 0.7);
        return chart;
    }

    private static String label(double tick, int lanes) {
        double lane = Math.rint(tick);
        if (lane >= 1 && lane <= lanes && Math.abs(tick - lane) < 1e-6) {
            return "#" + Format.count((long) lane);
        }
        // XChart leaves all labels out when those of both ends are the same.
        return tick < 1 ? " " : "  ";
    }

    /** Here a request that failed is red even when a later one was answered: it took its worker's time. */
    private static Ending ending(Attempt attempt) {
        if (attempt.error().isPresent()) {
            return Ending.FAILURE;
        }
        return attempt.number() > 1 ? Ending.AFTER_RETRY : Ending.FIRST_TRY;
    }

    private static void add(XYChart chart, Ending ending, TimelineBars.Line bars, float thickness) {
        String label = ending == Ending.FAILURE ? "request failed" : ending.label;
        XYSeries series = chart.addSeries(label, bars.x(), bars.y());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(ending.colour);
        series.setLineStyle(new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }
}
