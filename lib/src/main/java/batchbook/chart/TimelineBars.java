package batchbook.chart;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Bars in lanes, as the one broken line that XChart draws: NaN breaks it after each bar.
 *
 * <p>A long run has more requests than its picture has pixels. Bars that overlap become one, and lanes that stand closer
 * than a pixel share one: that paints the same pixels, and takes XChart no longer the more requests there are.
 */
final class TimelineBars {
    private final int lanes;
    private final double[] from;
    private final double[] to;
    private final DoubleStream.Builder x = DoubleStream.builder();
    private final DoubleStream.Builder y = DoubleStream.builder();

    /** The points of the line. */
    static final class Line {
        private final double[] x;
        private final double[] y;

        private Line(double[] x, double[] y) {
            this.x = x;
            this.y = y;
        }

        double[] x() {
            return x;
        }

        double[] y() {
            return y;
        }
    }

    /** No bars yet, in so many lanes on so many pixels. */
    TimelineBars(int lanes, int pixels) {
        this.lanes = lanes;
        this.from = new double[Math.min(lanes, pixels)];
        this.to = new double[from.length];
        Arrays.fill(to, Double.NaN);
    }

    /** One more bar, which begins no earlier than the one before it in the same lane. */
    void add(int lane, double begins, double ends) {
        int row = (int) ((long) lane * from.length / lanes);
        if (begins <= to[row]) {
            to[row] = Math.max(to[row], ends);
            return;
        }
        close(row);
        from[row] = begins;
        to[row] = ends;
    }

    /** All of them. */
    Line line() {
        for (int row = 0; row < from.length; row++) {
            close(row);
            to[row] = Double.NaN;
        }
        return new Line(x.build().toArray(), y.build().toArray());
    }

    private void close(int row) {
        if (Double.isNaN(to[row])) {
            return;
        }
        double lane = 1 + (int) ((long) row * lanes / from.length);
        x.add(from[row]).add(to[row]).add(to[row]);
        y.add(lane).add(lane).add(Double.NaN);
    }
}
