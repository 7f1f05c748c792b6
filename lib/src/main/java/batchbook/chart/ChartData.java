package batchbook.chart;

import batchbook.Format;
import batchbook.Result;
import batchbook.Run;
import batchbook.chart.Theme.Ending;
import java.util.List;

/** What the charts read from a run. */
final class ChartData {
    private ChartData() {}

    static List<Result> sent(Run run) {
        return run.results().stream().filter(row -> !row.attempts().isEmpty()).toList();
    }

    static List<Result> sent(Run run, Ending ending) {
        return sent(run).stream().filter(row -> ending(row) == ending).toList();
    }

    static Ending ending(Result row) {
        if (!row.ok()) {
            return Ending.FAILURE;
        }
        return row.retried() ? Ending.AFTER_RETRY : Ending.FIRST_TRY;
    }

    /** A run's name in legends and titles: {@code sequential} or {@code 8 workers}. */
    static String name(Run run) {
        return run.label();
    }

    static String title(Run run) {
        boolean sent = run.metrics().attempts() > 0;
        return name(run) + ", " + (sent ? Format.plural(run.size(), "prompt") : "nothing was sent");
    }
}
