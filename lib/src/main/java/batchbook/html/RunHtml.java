package batchbook.html;

import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Metrics;
import batchbook.Result;
import batchbook.Run;
import batchbook.Snapshot.Trouble;
import batchbook.report.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as a cell shows it: the figures that matter, and what to do about the rest. */
public final class RunHtml {
    private static final int MOST_WAITS = 3;
    private static final int MOST_ADVICE = 6;

    private RunHtml() {}

    public static String of(Run run) {
        if (run.size() == 0) {
            return "<div>" + Html.escape(run.toString()) + "</div>";
        }
        Metrics m = run.metrics();
        double all = m.total();
        long retried = run.answered().stream().filter(Result::retried).count();
        return SnapshotHtml.FRAME
                + headline(run, m)
                + Html.bar((m.answered() - retried) / all, retried / all, m.failed() / all)
                + SnapshotHtml.about(run.model(), run.label())
                + Figures.of(m, retried).html()
                + SnapshotHtml.trouble(trouble(run, m), run.stopped().isPresent(), "")
                + notes(run)
                + ending(run)
                + advice(run) + "</div>";
    }

    /** The rest of a run whose display, in the same cell, has its figures and why it ended. */
    public static String rest(Run run) {
        return SnapshotHtml.FRAME
                + Html.dim("Figures above. More: explain(), Tables.of(..) and Charts of this run.")
                + earlier(run).map(RunHtml::note).collect(Collectors.joining())
                + advice(run) + "</div>";
    }

    private static String headline(Run run, Metrics m) {
        String words = run.isOver()
                ? Words.outcome(m.total(), m.answered(), m.failed(), m.notRun())
                : Format.count(m.answered() + m.failed()) + " of " + Format.plural(m.total(), "prompt") + " so far";
        boolean failure = run.isOver() && Words.isFailure(m.answered(), m.failed());
        return Html.line(
                SnapshotHtml.outcome(words, failure),
                Format.duration(run.took()) + Html.escape(Words.simulated(run.speed())));
    }

    private static Trouble trouble(Run run, Metrics m) {
        Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);
        run.failed().forEach(row -> row.kind().ifPresent(kind -> failures.merge(kind, 1, Integer::sum)));
        return new Trouble(failures, run.failed().stream().max(Comparator.comparing(RunHtml::ended)), m.refused());
    }

    private static Instant ended(Result row) {
        int last = row.attempts().size() - 1;
        // A row without a request of its own shares what came of an equal one.
        return last < 0 ? Instant.MIN : row.attempts().get(last).finished();
    }

    private static String ending(Run run) {
        return run.isOver()
                ? run.stopped()
                        .map(why -> Html.notice("<b>Not finished:</b> ", why))
                        .orElse("")
                : Html.remark("<b>Still running:</b> ", "this is what has come so far.");
    }

    /** The rows that were not asked in this run, and the waits: what else explains the figures. */
    private static String notes(Run run) {
        Stream<String> waits = run.waits().entrySet().stream()
                .limit(MOST_WAITS)
                .map(wait -> "waited " + Format.duration(wait.getValue()) + ": " + wait.getKey());
        return Stream.concat(earlier(run), waits).map(RunHtml::note).collect(Collectors.joining());
    }

    private static Stream<String> earlier(Run run) {
        long resumed = run.results().stream().filter(Result::resumed).count();
        long shared = run.results().stream().filter(Result::deduplicated).count();
        return Stream.of(
                        resumed == 0 ? "" : Format.plural(resumed, "row") + " done earlier",
                        shared == 0 ? "" : Format.plural(shared, "row") + " with the outcome of an equal prompt")
                .filter(words -> !words.isEmpty());
    }

    private static String note(String words) {
        return "<div>" + Html.escape(words) + "</div>";
    }

    private static String advice(Run run) {
        List<String> advice = run.advice();
        if (advice.isEmpty()) {
            return "";
        }
        return "<div style=\"margin-top:8px\"><b>What to do</b></div>"
                + advice.stream()
                        .limit(MOST_ADVICE)
                        .map(sentence -> "<div style=\"margin:2px 0 0 1em;text-indent:-1em\">– " + Html.escape(sentence)
                                + "</div>")
                        .collect(Collectors.joining())
                + (advice.size() > MOST_ADVICE ? "<div style=\"opacity:.7\">more: run.explain()</div>" : "");
    }
}
