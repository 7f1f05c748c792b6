package batchbook.compare;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Who did better by a score, of which more is better. Immutable.
 *
 * <p>A mean is over the rows in which everybody has a score: nobody does better by failing at the hard ones. A row is won by
 * who alone has the highest score of at least two.
 */
public final class Scores {
    private final int contestants;
    private final List<double[]> rows;
    private final List<double[]> complete;

    private Scores(int contestants, List<double[]> rows) {
        this.contestants = contestants;
        this.rows = rows;
        this.complete =
                rows.stream().filter(row -> scored(row).size() == contestants).toList();
    }

    /** For each row what each got, not a number for who got nothing. */
    public static Scores of(int contestants, List<double[]> rows) {
        return new Scores(contestants, List.copyOf(rows));
    }

    private static List<Integer> scored(double[] row) {
        return IntStream.range(0, row.length)
                .filter(i -> !Double.isNaN(row[i]))
                .boxed()
                .toList();
    }

    /** How many rows the means are over. */
    public int rows() {
        return complete.size();
    }

    /** Empty when there is no row in which everybody has a score. */
    public OptionalDouble mean(int contestant) {
        return complete.stream().mapToDouble(row -> row[contestant]).average();
    }

    /** In how many rows it did better than all others. */
    public int wins(int contestant) {
        return (int) IntStream.range(0, rows.size())
                .filter(row -> scored(rows.get(row)).size() > 1 && best(row).equals(List.of(contestant)))
                .count();
    }

    /** In how many rows nobody did better than it, but others as well. */
    public int ties(int contestant) {
        return (int) IntStream.range(0, rows.size())
                .filter(row -> best(row).size() > 1 && best(row).contains(contestant))
                .count();
    }

    /** Who has the highest score of a row, in their order: several when they tie, nobody when nobody has one. */
    public List<Integer> best(int row) {
        return highest(rows.get(row), 0);
    }

    /** What one got in a row; not a number when nothing. */
    public double score(int row, int contestant) {
        return rows.get(row)[contestant];
    }

    /** Who has the highest mean, in their order: several when they tie, nobody when there is no mean. */
    public List<Integer> winners() {
        double[] means = IntStream.range(0, contestants)
                .mapToDouble(i -> mean(i).orElse(Double.NaN))
                .toArray();
        // Sums of the same numbers in another order differ in their last digits.
        return highest(means, 1e-9);
    }

    private static List<Integer> highest(double[] scores, double tolerance) {
        double highest =
                scored(scores).stream().mapToDouble(i -> scores[i]).max().orElse(0);
        return scored(scores).stream()
                // Infinite ones have no distance.
                .filter(i -> scores[i] == highest || highest - scores[i] <= tolerance * Math.abs(highest))
                .toList();
    }
}
