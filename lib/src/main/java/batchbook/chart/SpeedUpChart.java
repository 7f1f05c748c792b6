package batchbook.chart;

import batchbook.Run;
import batchbook.picture.CentredWords;
import batchbook.picture.Numbers;
import batchbook.picture.PointLabels;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import batchbook.picture.WholeMarker;
import batchbook.picture.XYPicture;
import java.awt.BasicStroke;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Speed-up over the number of workers, beside the ideal; at each point the median latency, which bends the curve. */
public final class SpeedUpChart {
    private static final BasicStroke IDEAL =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0);

    private SpeedUpChart() {}

    public static XYChart of(List<Run> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no run to draw: pass runs of one list with 1, 2, 4, 8... workers");
        }
        Comparison comparison = Comparison.of(runs);
        XYChart chart = Theme.chart(
                new XYPicture(Theme.HEIGHT, new Texts(Columns.subtitle(runs), SpeedUpFinding.of(comparison))),
                "Speed-up by number of workers",
                "workers, or the most requests at once",
                "speed-up, ratio of wall times");
        List<Integer> drawn = drawn(comparison);
        double[] workers =
                drawn.stream().mapToDouble(i -> runs.get(i).workers()).toArray();
        double[] speedUps = drawn.stream()
                .mapToDouble(i -> comparison.speedUp(i).orElseThrow())
                .toArray();
        double most = Math.max(
                1,
                IntStream.of(runs.stream().mapToInt(Run::workers).toArray())
                        .max()
                        .orElse(1));
        double ideal = most / runs.get(comparison.baseline()).workers();
        double highest = Math.max(ideal, DoubleStream.of(speedUps).max().orElse(1));
        line(chart.addSeries(
                "ideal: twice the workers, half the time", new double[] {0, most}, new double[] {0, ideal}));
        if (workers.length > 0) {
            measured(chart.addSeries("measured", workers, speedUps));
        }
        List<String> medians = drawn.stream()
                .map(i -> ChartData.duration(runs.get(i).metrics().p50()))
                .toList();
        chart.addAnnotation(new PointLabels(medians, workers, speedUps));
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(most * 1.08);
        // There is no half worker.
        chart.getStyler().setXAxisTickMarkSpacingHint((int) Math.max(60, 560 / most));
        Theme.fromZero(chart.getStyler(), highest * 1.1);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(new Numbers(highest)::of);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(new Numbers(most)::of);
        if (runs.stream().allMatch(run -> run.metrics().attempts() == 0)) {
            CentredWords.instead(chart, ChartData.NO_REQUESTS);
        }
        return chart;
    }

    /** Those that can be compared, the fewest workers first. */
    static List<Integer> drawn(Comparison comparison) {
        return IntStream.range(0, comparison.runs().size())
                .filter(i -> comparison.speedUp(i).isPresent())
                .boxed()
                .sorted(Comparator.comparingInt(i -> comparison.runs().get(i).workers()))
                .toList();
    }

    private static void line(XYSeries ideal) {
        ideal.setMarker(SeriesMarkers.NONE);
        ideal.setLineColor(Theme.NOT_RUN);
        ideal.setLineStyle(IDEAL);
    }

    private static void measured(XYSeries measured) {
        measured.setLabel("measured, with the median latency");
        measured.setMarker(WholeMarker.DOT);
        measured.setMarkerColor(Theme.ANSWERED);
        measured.setLineColor(Theme.ANSWERED);
        measured.setLineStyle(new BasicStroke(2.2f));
    }
}
