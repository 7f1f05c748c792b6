package batchbook.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How often two said the same. Immutable.
 *
 * @param rows in which both said something; only these count
 * @param agreed the rows of them in which both said the same
 * @param byChance the share of rows, from 0 to 1, in which they would agree if each had said what it did, but in random
 *     order: the sum over categories of the product of both shares
 */
public record Agreement(int rows, int agreed, double byChance) {
    /** Of two lists of the same length, row by row; null where one of them said nothing. */
    public static Agreement of(List<@Nullable String> one, List<@Nullable String> other) {
        Map<String, long[]> counts = new HashMap<>();
        int rows = 0;
        int agreed = 0;
        for (int i = 0; i < one.size(); i++) {
            String first = Category.keyOrNull(one.get(i));
            String second = Category.keyOrNull(other.get(i));
            if (first != null && second != null) {
                rows++;
                agreed += first.equals(second) ? 1 : 0;
                counts.computeIfAbsent(first, any -> new long[2])[0]++;
                counts.computeIfAbsent(second, any -> new long[2])[1]++;
            }
        }
        long pairs =
                counts.values().stream().mapToLong(count -> count[0] * count[1]).sum();
        // Whole numbers, so that 1 is exactly 1.
        return new Agreement(rows, agreed, rows == 0 ? 0 : pairs / ((double) rows * rows));
    }

    /** From 0 to 1; empty when there is no row in which both said something. */
    public OptionalDouble share() {
        return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(agreed / (double) rows);
    }

    /**
     * Cohen's kappa: 1 when they always agree, 0 when no more than by chance, below 0 when less. Empty when there is no
     * row, or when both said one and the same thing in all: chance alone would have them agree then (0 / 0).
     *
     * <p>Jacob Cohen, A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20 (1960),
     * 37-46.
     */
    public OptionalDouble kappa() {
        return rows == 0 || byChance == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((agreed / (double) rows - byChance) / (1 - byChance));
    }
}
