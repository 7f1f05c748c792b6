package batchbook.chart;

import batchbook.chart.CountOverTime.Moment;
import batchbook.picture.Theme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The corners of a line that goes in steps.
 *
 * <p>A long run has more steps than a picture has columns of pixels. Of the steps in one column the first, the lowest,
 * the highest and the last are kept: a line through these covers the same pixels as one through all.
 */
record StepLine(List<Point> points) {
    /** Of an image of twice the size; the plot is a little narrower. */
    private static final int COLUMNS = 2 * Theme.WIDTH;

    record Point(double x, double y) {}

    /** From the first moment, oldest first, to the end of the run, until which the last value stays. */
    static StepLine of(TimeAxis axis, List<Moment> moments) {
        List<Point> all = moments.stream()
                .filter(moment -> axis.covers(moment.at()))
                .map(moment -> new Point(axis.at(moment.at()), moment.value()))
                .toList();
        List<Point> kept = new ArrayList<>();
        int first = 0;
        while (first < all.size()) {
            int next = first + 1;
            while (next < all.size() && column(axis, all.get(next)) == column(axis, all.get(first))) {
                next++;
            }
            kept.addAll(extremes(all.subList(first, next)));
            first = next;
        }
        if (!kept.isEmpty()) {
            kept.add(new Point(axis.end(), kept.get(kept.size() - 1).y));
        }
        return new StepLine(kept);
    }

    double[] x() {
        return points.stream().mapToDouble(Point::x).toArray();
    }

    double[] y() {
        return points.stream().mapToDouble(Point::y).toArray();
    }

    double highest() {
        return points.stream().mapToDouble(Point::y).max().orElse(1);
    }

    private static long column(TimeAxis axis, Point point) {
        return (long) (point.x / axis.end() * COLUMNS);
    }

    private static List<Point> extremes(List<Point> column) {
        Comparator<Point> byHeight = Comparator.comparingDouble(Point::y);
        int lowest = column.indexOf(Collections.min(column, byHeight));
        int highest = column.indexOf(Collections.max(column, byHeight));
        return Stream.of(0, Math.min(lowest, highest), Math.max(lowest, highest), column.size() - 1)
                .distinct()
                .map(column::get)
                .toList();
    }
}
