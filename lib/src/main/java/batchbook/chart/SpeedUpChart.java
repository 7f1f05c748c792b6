package batchbook.chart;

import batchbook.Run;
import java.awt.BasicStroke;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Measured speed-up over the number of workers. */
public final class SpeedUpChart {
    private SpeedUpChart() {}

    public static XYChart of(List<Run> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no run to draw: pass runs of one list with 1, 2, 4, 8... workers");
        }
        XYChart chart = Theme.chart(
                new XYChart(Theme.WIDTH, Theme.HEIGHT), "Speed-up, measured against ideal", "workers", "speed-up");
        List<Run> ordered =
                runs.stream().sorted(Comparator.comparingInt(Run::workers)).toList();
        double[] workers = ordered.stream().mapToDouble(Run::workers).toArray();
        double most = workers[workers.length - 1];

        XYSeries ideal = chart.addSeries("ideal: one for each worker", new double[] {0, most}, new double[] {0, most});
        ideal.setMarker(SeriesMarkers.NONE);
        ideal.setLineColor(Theme.NOT_RUN);
        ideal.setLineStyle(
                new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0));

        XYSeries measured = chart.addSeries(
                "measured: sum of latencies / time taken",
                workers,
                ordered.stream()
                        .mapToDouble(run -> run.metrics().meanInFlight())
                        .toArray());
        measured.setMarker(SeriesMarkers.CIRCLE);
        measured.setMarkerColor(Theme.ANSWERED);
        measured.setLineColor(Theme.ANSWERED);
        measured.setLineStyle(new BasicStroke(2.2f));
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setXAxisMin(-0.015 * most);
        chart.getStyler().setXAxisMax(most * 1.03);
        // There is no half worker.
        chart.getStyler().setXAxisTickMarkSpacingHint((int) Math.max(74, 620 / most));
        Theme.fromZero(chart.getStyler(), most * 1.06);
        chart.getStyler().setYAxisMin(-0.02 * most);
        chart.getStyler().setYAxisDecimalPattern("#,##0.#");
        chart.getStyler().setXAxisDecimalPattern("#,##0.#");
        return chart;
    }
}
