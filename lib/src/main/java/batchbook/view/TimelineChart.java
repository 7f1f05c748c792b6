package batchbook.view;

import batchbook.Attempt;
import batchbook.Result;
import batchbook.Run;
import batchbook.view.Look.Ending;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Every request as a bar in the lane of its worker. */
final class TimelineChart {
    private static final int LABELLED_LANES = 16;
    private static final double PLOT_WIDTH = Look.WIDTH - 90.0;

    private TimelineChart() {}

    static XYChart of(Run run) {
        int lanes = 1 + attempts(run).stream().mapToInt(Attempt::lane).max().orElse(0);
        int plotHeight = Math.max(90, Math.min(26 * lanes, 460));
        XYChart chart = new XYChartBuilder()
                .width(Look.WIDTH)
                .height(plotHeight + 130)
                .title("Requests by worker: " + Rows.name(run) + ", " + Rows.size(run))
                .xAxisTitle("seconds since the start")
                .yAxisTitle("worker")
                .build();
        Look.style(chart.getStyler());
        chart.getStyler().setXAxisDecimalPattern("0.##");
        chart.getStyler().setPlotGridVerticalLinesVisible(true);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        chart.getStyler()
                .setYAxisTickMarkSpacingHint(lanes > LABELLED_LANES ? 40 : (int) (0.85 * plotHeight / (lanes + 0.7)));
        chart.getStyler().setYAxisTickLabelsFormattingFunction(tick -> label(tick, lanes));

        double end = attempts(run).stream()
                .mapToDouble(attempt -> Rows.seconds(run, attempt.finished()))
                .max()
                .orElse(1);
        Map<Ending, List<Attempt>> byEnding = byEnding(run);
        float thickness = (float) Math.max(1.5, Math.min(16, 0.62 * plotHeight / lanes));
        for (Ending ending : Ending.values()) {
            List<Attempt> bars = byEnding.getOrDefault(ending, List.of());
            if (!bars.isEmpty()) {
                add(chart, run, ending, bars, thickness, 0.6 * end / PLOT_WIDTH);
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
        long lane = Math.round(tick);
        if (Math.abs(tick - lane) < 1e-6 && lane >= 1 && lane <= lanes) {
            return "#" + lane;
        }
        // XChart takes other steps when two labels are the same, so even those that show nothing must differ; it also
        // tries ticks far beyond the axis.
        boolean onAxis = tick > -1 && tick < lanes + 1;
        return onAxis ? "\u200b".repeat(10 + (int) Math.round(4 * tick)) : String.valueOf(tick);
    }

    private static List<Attempt> attempts(Run run) {
        return run.results().stream().flatMap(row -> row.attempts().stream()).toList();
    }

    /** Here a try that failed is red even when a later one was answered: it took its worker's time. */
    private static Map<Ending, List<Attempt>> byEnding(Run run) {
        Map<Ending, List<Attempt>> byEnding = new EnumMap<>(Ending.class);
        for (Result row : run) {
            for (Attempt attempt : row.attempts()) {
                Ending ending = attempt.error().isPresent()
                        ? Ending.FAILURE
                        : attempt.number() > 1 ? Ending.AFTER_RETRY : Ending.FIRST_TRY;
                byEnding.computeIfAbsent(ending, unused -> new ArrayList<>()).add(attempt);
            }
        }
        return byEnding;
    }

    /** One series of an ending: its bars are a line that NaN breaks between them. */
    private static void add(XYChart chart, Run run, Ending ending, List<Attempt> bars, float thickness, double gap) {
        double[] x = new double[3 * bars.size()];
        double[] y = new double[3 * bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            Attempt bar = bars.get(i);
            double from = Rows.seconds(run, bar.sent());
            double to = Rows.seconds(run, bar.finished());
            x[3 * i] = from;
            x[3 * i + 1] = Math.max(from + gap, to - gap);
            x[3 * i + 2] = x[3 * i + 1];
            y[3 * i] = bar.lane() + 1;
            y[3 * i + 1] = bar.lane() + 1;
            y[3 * i + 2] = Double.NaN;
        }
        String label = ending == Ending.FAILURE ? "try failed" : ending.label;
        XYSeries series = chart.addSeries(label, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(ending.colour);
        series.setLineStyle(new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }
}
