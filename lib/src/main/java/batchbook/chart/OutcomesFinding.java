package batchbook.chart;

import batchbook.Format;
import batchbook.Result;
import batchbook.Run;
import java.util.Comparator;
import java.util.List;

/** What there is to see in what came of the prompts of runs. */
final class OutcomesFinding {
    private OutcomesFinding() {}

    static String of(List<Run> runs) {
        List<String> names = Columns.names(runs);
        List<Run> asked = runs.stream().filter(run -> run.size() > 0).toList();
        if (asked.isEmpty()) {
            return ChartData.NOTHING_SENT;
        }
        if (asked.stream().allMatch(run -> run.metrics().answered() == run.size())) {
            return "Every prompt was answered." + thin(runs);
        }
        Run worst = asked.stream()
                .min(Comparator.comparingDouble(run -> run.metrics().successRate()))
                .orElseThrow();
        String rate = ChartData.unbroken(Format.percent(worst.metrics().successRate()));
        String share = Format.count(worst.metrics().answered()) + " of " + Format.plural(worst.size(), "prompt")
                + " answered (" + rate + ").";
        return (runs.size() == 1 ? "" : "Lowest: " + names.get(runs.indexOf(worst)) + ", ") + share + thin(runs);
    }

    private static String thin(List<Run> runs) {
        boolean any = runs.stream()
                .anyMatch(run -> List.of(run.metrics().failed(), run.metrics().notRun(), retried(run)).stream()
                        .anyMatch(count -> count > 0 && 100.0 * count / run.size() < OutcomesChart.THINNEST));
        return any ? " " + ChartData.THICKER : "";
    }

    private static int retried(Run run) {
        return (int) run.answered().stream().filter(Result::retried).count();
    }
}
