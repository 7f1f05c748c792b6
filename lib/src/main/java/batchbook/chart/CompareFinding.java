package batchbook.chart;

import batchbook.Format;
import batchbook.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What there is to see in how long runs took. */
final class CompareFinding {
    private CompareFinding() {}

    static String of(Comparison comparison) {
        List<Run> runs = comparison.runs();
        List<String> names = Columns.names(runs);
        if (runs.stream().allMatch(run -> run.metrics().attempts() == 0)) {
            return ChartData.NOTHING_SENT;
        }
        if (runs.size() == 1) {
            return "It took " + ChartData.duration(runs.get(0).took()) + ".";
        }
        return ChartData.sentences(
                fastest(comparison).map(i -> best(comparison, names, i)).orElse(""), leftOut(comparison, names));
    }

    /** The one with the highest speed-up, the baseline itself when none is faster; empty when nothing can be compared. */
    static Optional<Integer> fastest(Comparison comparison) {
        int baseline = comparison.baseline();
        List<Integer> others = IntStream.range(0, comparison.runs().size())
                .filter(i -> i != baseline && comparison.speedUp(i).isPresent())
                .boxed()
                .toList();
        return others.stream()
                .max(Comparator.comparingDouble(i -> comparison.speedUp(i).orElse(0)))
                .map(best -> comparison.speedUp(best).orElse(0) > 1 ? best : baseline);
    }

    private static String best(Comparison comparison, List<String> names, int fastest) {
        if (fastest == comparison.baseline()) {
            return "None was faster than " + names.get(fastest) + ", which is 1x.";
        }
        return "Fastest: " + names.get(fastest) + ", "
                + Format.times(comparison.speedUp(fastest).orElse(0)) + " where "
                + names.get(comparison.baseline()) + " is 1x. " + medians(comparison, names, fastest);
    }

    /** Why a speed-up is not the number of workers: each request may take longer. */
    static String medians(Comparison comparison, List<String> names, int fastest) {
        List<Run> runs = comparison.runs();
        int baseline = comparison.baseline();
        return "Median latency: "
                + ChartData.duration(runs.get(fastest).metrics().p50()) + ", of "
                + names.get(baseline) + " "
                + ChartData.duration(runs.get(baseline).metrics().p50()) + ".";
    }

    static String leftOut(Comparison comparison, List<String> names) {
        List<String> without = IntStream.range(0, names.size())
                .filter(i -> comparison.speedUp(i).isEmpty())
                .mapToObj(names::get)
                .toList();
        return without.isEmpty()
                ? ""
                : "No speed-up of " + String.join(", ", without)
                        + ": other prompts, or a run that did not go to its end, or has no answer.";
    }
}
