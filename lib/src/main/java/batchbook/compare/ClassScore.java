package batchbook.compare;

import java.util.OptionalDouble;

/**
 * How well one class was found. Immutable.
 *
 * @param name as the first label of it is written
 * @param labelled rows whose label is this class
 * @param answered rows with a label, of whatever class, that were answered so
 * @param right rows that are both
 */
public record ClassScore(String name, int labelled, int answered, int right) {
    /** Of the rows that were answered so, the share that is labelled so; empty when none was. */
    public OptionalDouble precision() {
        return answered == 0 ? OptionalDouble.empty() : OptionalDouble.of(right / (double) answered);
    }

    /** Of the rows that are labelled so, the share that was answered so. */
    public double recall() {
        return right / (double) labelled;
    }

    /** The harmonic mean of both; 0 when none is right. */
    public double f1() {
        return 2.0 * right / (labelled + answered);
    }
}
