package batchbook.picture;

/** Round numbers for axes. */
public final class Axis {
    private Axis() {}

    /** The smallest of 1, 2, 2.5 or 5 times a power of ten that is at least this. */
    public static double roundStep(double least) {
        if (!(least > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            // A hair of tolerance, because 0.1 * 10 is not quite 1.
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** A round end of an axis, with air above the highest value so that no marker is cut. */
    public static double end(double highest) {
        double step = roundStep(highest / 6);
        return Math.max(step, Math.ceil(highest * 1.06 / step) * step);
    }
}
