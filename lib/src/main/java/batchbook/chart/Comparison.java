package batchbook.chart;

import batchbook.Run;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How many times faster some runs were than one of them, the baseline: the first sequential one that went to its end, or
 * else the first that did, or else the first. Immutable.
 *
 * <pre>{@code
 * Comparison.of(runs).speedUp(2)
 * }</pre>
 */
public final class Comparison {
    private final List<Run> runs;
    private final int baseline;

    private Comparison(List<Run> runs, int baseline) {
        this.runs = runs;
        this.baseline = baseline;
    }

    /**
     * Of runs in any order.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Comparison of(List<Run> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there is no run to compare: pass at least one");
        }
        List<Run> inOrder = List.copyOf(runs);
        return new Comparison(inOrder, baseline(inOrder));
    }

    private static int baseline(List<Run> runs) {
        int best = 0;
        // Later ones first, so that the earliest of a kind is kept.
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (rank(runs.get(i)) >= rank(runs.get(best))) {
                best = i;
            }
        }
        return best;
    }

    private static int rank(Run run) {
        boolean comparable = run.speedUp(run).isPresent();
        return comparable ? run.workers() == 1 ? 2 : 1 : 0;
    }

    /** Which of the runs is 1x, from 0. */
    public int baseline() {
        return baseline;
    }

    /**
     * The wall time of the baseline divided by that of a run; empty when the two cannot be compared, as {@link
     * Run#speedUp} says.
     */
    public OptionalDouble speedUp(int run) {
        return runs.get(run).speedUp(runs.get(baseline));
    }

    List<Run> runs() {
        return runs;
    }

    /** How many runs cannot be compared with the baseline. */
    int leftOut() {
        return (int) IntStream.range(0, runs.size())
                .filter(i -> speedUp(i).isEmpty())
                .count();
    }
}
