package batchbook.html;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Snapshot.Trouble;
import batchbook.Totals;
import batchbook.report.Words;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of a stream, as a cell shows it. */
public final class TotalsHtml {
    private static final int MOST_WAITS = 3;

    private TotalsHtml() {}

    public static String of(Totals totals) {
        double all = Math.max(1, totals.size());
        int retried = totals.answeredAfterRetry();
        return SnapshotHtml.FRAME
                + headline(totals)
                + Html.bar((totals.answered() - retried) / all, retried / all, totals.failed() / all)
                + SnapshotHtml.about(totals.model(), totals.label())
                + (totals.metrics().attempts() == 0
                        ? ""
                        : Figures.of(totals.metrics(), retried).html())
                + SnapshotHtml.trouble(trouble(totals), totals.stopped().isPresent(), "")
                + notes(totals)
                + totals.stopped()
                        .map(why -> Html.notice("<b>Not finished:</b> ", why))
                        .orElse("")
                + "</div>";
    }

    /** The rest of a stream whose display, in the same cell, has its figures and why it ended. */
    public static String rest(Totals totals) {
        return SnapshotHtml.FRAME
                + Html.dim("Figures above. More: explain(), advice() and failures() of these totals.")
                + notes(totals) + "</div>";
    }

    private static String headline(Totals totals) {
        String words = Words.outcome(totals.size(), totals.answered(), totals.failed(), totals.notRun());
        return Html.line(
                SnapshotHtml.outcome(words, Words.isFailure(totals.answered(), totals.failed())),
                Format.duration(totals.took()) + Html.escape(Words.simulated(totals.speed())));
    }

    private static Trouble trouble(Totals totals) {
        Metrics m = totals.metrics();
        return new Trouble(totals.failures(), Optional.empty(), m.refused());
    }

    private static String notes(Totals totals) {
        Stream<String> earlier = totals.resumed() == 0
                ? Stream.of()
                : Stream.of(Format.plural(totals.resumed(), "row") + " done earlier, and not asked again");
        Stream<String> waits = totals.waits().entrySet().stream()
                .limit(MOST_WAITS)
                .map(wait -> "waited " + Format.duration(wait.getValue()) + ": " + wait.getKey());
        return Stream.of(earlier, waits, totals.advice().stream())
                .flatMap(lines -> lines)
                .map(line -> "<div>" + Html.escape(line) + "</div>")
                .collect(Collectors.joining());
    }
}
