package batchbook.chart;

import batchbook.Format;
import batchbook.Run;
import java.util.List;

/** What there is to see in how the speed-up grows with the workers. */
final class SpeedUpFinding {
    private SpeedUpFinding() {}

    static String of(Comparison comparison) {
        List<Run> runs = comparison.runs();
        List<String> names = Columns.names(runs);
        if (runs.stream().allMatch(run -> run.metrics().attempts() == 0)) {
            return ChartData.NOTHING_SENT;
        }
        String best = CompareFinding.fastest(comparison)
                .map(i -> best(comparison, names, i))
                .orElse("A speed-up needs two runs of the same prompts.");
        return ChartData.sentences(best, CompareFinding.leftOut(comparison, names));
    }

    private static String best(Comparison comparison, List<String> names, int fastest) {
        List<Run> runs = comparison.runs();
        int baseline = comparison.baseline();
        if (fastest == baseline) {
            return "None was faster than " + names.get(baseline) + ", which is 1x.";
        }
        double ideal = runs.get(fastest).workers() / (double) runs.get(baseline).workers();
        return "Fastest: " + names.get(fastest) + ", "
                + Format.times(comparison.speedUp(fastest).orElse(0)) + " where " + Format.times(ideal)
                + " is ideal and " + names.get(baseline) + " is 1x. "
                + CompareFinding.medians(comparison, names, fastest);
    }
}
