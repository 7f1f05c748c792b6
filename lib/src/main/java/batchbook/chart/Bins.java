package batchbook.chart;

import batchbook.picture.Axis;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Where the bars of a histogram stand: bins of a round width from a round beginning to a limit, and one more for what is
 * above it.
 *
 * <p>The limit is the highest value, unless few values are far above all others: the bulk decides, so that one value of 6
 * seconds does not put all the others into one bar.
 *
 * @param from where the first begins
 * @param step width of each
 * @param count how many there are below the limit
 * @param above how many values are above it
 */
record Bins(double from, double step, int count, int above) {
    private static final int ABOUT = 26;
    private static final int LEAST_FOR_A_LIMIT = 4;
    // Tukey's far-out fence.
    private static final double FENCE = 3;

    /** Of values that are 0 or more, from 0. */
    static Bins fromZero(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        if (sorted.length == 0) {
            return new Bins(0, 1.0 / ABOUT, ABOUT, 0);
        }
        double highest = bulk(sorted);
        double step = Axis.roundStep(highest / ABOUT);
        int count = (int) Math.floor(highest / step) + 1;
        int above = (int)
                DoubleStream.of(sorted).filter(value -> value >= count * step).count();
        return new Bins(0, step, count, above);
    }

    /** Of any values: whole ones in a small range get a bin each, with the value in its middle. */
    static Bins of(double[] values) {
        double least = DoubleStream.of(values).min().orElse(0);
        double most = DoubleStream.of(values).max().orElse(0);
        boolean whole = DoubleStream.of(values).allMatch(value -> value == Math.rint(value));
        if (whole && most - least <= ABOUT + 4) {
            return new Bins(least - 0.5, 1, (int) (most - least) + 1, 0);
        }
        double finest = whole ? 1 : 0;
        double step = Math.max(finest, Axis.roundStep((most - least) / ABOUT));
        double from = Math.floor(least / step) * step;
        return new Bins(from, step, (int) Math.floor((most - from) / step) + 1, 0);
    }

    private static double bulk(double[] sorted) {
        int n = sorted.length;
        double highest = sorted[n - 1];
        if (n < LEAST_FOR_A_LIMIT) {
            return highest;
        }
        double quarter = sorted[n / 4];
        double threeQuarters = sorted[3 * n / 4 == n - 1 ? n - 2 : 3 * n / 4];
        double fence = threeQuarters + FENCE * (threeQuarters - quarter);
        int within = (int) Arrays.stream(sorted).filter(value -> value <= fence).count();
        boolean few = n - within <= Math.max(1, n / 50);
        // Where the picture would gain little, it stays whole.
        return few && within > 0 && highest > 2 * sorted[within - 1] && sorted[within - 1] > 0
                ? sorted[within - 1]
                : highest;
    }

    double limit() {
        return from + count * step;
    }

    /** Which one a value belongs to; {@link #count} for one above the limit. */
    int index(double value) {
        return (int) Math.min(count, Math.max(0, Math.floor((value - from) / step)));
    }

    /** How many of these belong to each, those above the limit last. */
    int[] counts(DoubleStream values) {
        int[] counts = new int[count + 1];
        values.forEach(value -> counts[index(value)]++);
        return counts;
    }
}
