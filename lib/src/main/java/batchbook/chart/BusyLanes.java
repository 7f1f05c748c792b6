package batchbook.chart;

import batchbook.picture.Axis;
import batchbook.picture.Rectangles;
import batchbook.picture.Rectangles.Rectangle;
import batchbook.picture.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/**
 * How many requests were under way in each moment, by what came of them: what is left of a timeline of more bars than
 * pixels. Each column is the mean over its time.
 */
final class BusyLanes {
    static final int COLUMNS = 290;

    private BusyLanes() {}

    static void draw(XYChart chart, TimeAxis axis, List<SentRequest> all) {
        List<Ending> left = new ArrayList<>(List.of(Ending.values()));
        double highest = 0;
        for (Ending ending : Ending.values()) {
            double[] heights = means(
                    axis,
                    all.stream()
                            .filter(one -> !one.refused() && left.contains(one.ending()))
                            .toList());
            highest = Math.max(highest, DoubleStream.of(heights).max().orElse(0));
            double top = highest;
            if (all.stream().anyMatch(one -> !one.refused() && one.ending() == ending)) {
                double width = axis.end() / COLUMNS;
                List<Rectangle> columns = IntStream.range(0, COLUMNS)
                        .mapToObj(i -> new Rectangle(i * width, (i + 1) * width, Theme.thick(heights[i], top)))
                        .toList();
                Rectangles.add(chart, SentRequest.name(ending), columns, ending.colour);
            }
            left.remove(ending);
        }
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        Theme.fromZero(chart.getStyler(), Math.max(4, Axis.end(1.04 * highest)));
    }

    /** How many of these were under way in each column, on average. */
    private static double[] means(TimeAxis axis, List<SentRequest> requests) {
        double[] means = new double[COLUMNS];
        for (SentRequest one : requests) {
            double from = axis.at(one.request().sent()) / axis.end() * COLUMNS;
            double to = axis.at(one.request().finished()) / axis.end() * COLUMNS;
            for (int i = Math.max(0, (int) from); i < Math.min(COLUMNS, to); i++) {
                means[i] += Math.min(to, i + 1) - Math.max(from, i);
            }
        }
        return means;
    }
}
