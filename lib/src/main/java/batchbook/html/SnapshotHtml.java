package batchbook.html;

import batchbook.Format;
import batchbook.Snapshot;
import batchbook.Snapshot.Trouble;
import batchbook.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a run has come, as a cell shows it while it runs and at its end: a headline, a bar, figures, what went wrong, and
 * what it waits for. Each has its place, used or not, so that nothing below moves while it runs nor when it ends.
 */
public final class SnapshotHtml {
    private static final int LONGEST_MODEL = 40;
    private static final int LONGEST_ERROR = 300;
    private static final String ON_ONE_LINE = "overflow:hidden;text-overflow:ellipsis;white-space:nowrap";

    private SnapshotHtml() {}

    public static String of(Snapshot s) {
        double all = Math.max(1, s.total());
        int first = s.answered() - s.answeredAfterRetry();
        return FRAME
                + headline(s)
                // Of what nobody knows the length of there is no share.
                + (s.totalKnown() || s.over()
                        ? Html.bar(first / all, s.answeredAfterRetry() / all, s.failed() / all)
                        : Html.bar(0, 0, 0))
                + which(s)
                + s.figures()
                        .map(end -> Figures.of(end.metrics(), s.answeredAfterRetry()))
                        .orElseGet(() -> soFar(s))
                        .html()
                // On a narrow page what is told here takes more lines.
                + "<div style=\"display:flow-root;min-height:max(3.5em,calc(12em - 11.5vw))\">"
                + (s.over() ? atTheEnd(s) : trouble(s.trouble(), s.stopped().isPresent(), "", ON_ONE_LINE) + goingOn(s))
                + "</div></div>";
    }

    /** Around all that is told of a run. */
    static final String FRAME =
            "<div style=\"max-width:860px;font-size:13px;line-height:1.5;font-variant-numeric:tabular-nums;"
                    + "overflow-wrap:anywhere\">";

    private static String headline(Snapshot s) {
        boolean failure = s.over() && Words.isFailure(s.answered(), s.failed());
        return Html.line(outcome(s.headWords(), failure), Html.escape(s.timeWords()));
    }

    /** Which run it is, and how old this is: of a kernel that is gone it stays for ever. */
    private static String which(Snapshot s) {
        return about(
                s.model(),
                s.figures().map(Snapshot.Figures::label).orElse(""),
                (s.over() ? "ended at " : "as of ") + Format.time(s.asOf()));
    }

    /** A line of what matters less; empty texts are left out. */
    static String about(String model, String... more) {
        String words = Stream.concat(Stream.of(Html.shorten(model, LONGEST_MODEL)), Stream.of(more))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
        return "<div style=\"opacity:.7;font-size:12px\">" + Html.escape(words) + "</div>";
    }

    /** What came of a run; when it was for nothing, to be seen at once. */
    static String outcome(String words, boolean failure) {
        return failure
                ? "<b style=\"color:" + Palette.FAILED + "\">✘ " + Html.escape(words) + "</b>"
                : "<b>" + Html.escape(words) + "</b>";
    }

    private static Figures soFar(Snapshot s) {
        List<String> answered = new ArrayList<>();
        if (s.answeredAfterRetry() > 0) {
            answered.add(Format.count(s.answeredAfterRetry()) + " after a retry");
        }
        if (s.resumed() > 0) {
            answered.add(Format.count(s.resumed()) + " done earlier");
        }
        Figures figures = new Figures()
                .add(Format.count(s.answered()), Html.dot(Palette.ANSWERED) + "answered", String.join(", ", answered))
                .add(Format.count(s.failed()), Html.dot(Palette.FAILED) + "failed", "")
                .add(Format.count(s.active()), "under way", "up to " + Format.count(s.workers()) + " at once")
                .add(
                        s.totalKnown() ? Format.count(s.queued() + s.waiting()) : Format.count(s.done()),
                        s.totalKnown() ? "to go" : "done so far",
                        s.waiting() == 0 ? "" : Format.count(s.waiting()) + " to be tried again");
        addPace(figures, s.tempo());
        s.spending()
                .ifPresent(dollars -> figures.add(
                        Format.dollars(dollars.soFar()),
                        "cost so far",
                        dollars.projected() <= dollars.soFar()
                                ? ""
                                : "about " + Format.dollars(dollars.projected())
                                        + (s.resumed() > 0 ? " in this part" : " in all")));
        return figures;
    }

    private static void addPace(Figures figures, Snapshot.Tempo tempo) {
        long sent = tempo.inLastMinute();
        long most = tempo.perMinute().orElse(Long.MAX_VALUE);
        // So many went out before a refusal taught the limit.
        String note = sent > most ? "in the last minute; the limit is " + Format.count(most) : "in the last minute";
        String of = tempo.perMinute().isPresent() && sent <= most ? " of " + Format.count(most) : "";
        figures.add(Format.count(sent) + of, "requests sent", note);
    }

    /** What went wrong: how often and of which kinds, and the last failure. */
    static String trouble(Trouble trouble, boolean stopped, String waits) {
        return trouble(trouble, stopped, waits, "overflow-wrap:anywhere");
    }

    /** While it goes on, as much of the last failure as one line has room for: nothing may move. */
    private static String trouble(Trouble trouble, boolean stopped, String waits, String lastStyle) {
        List<String> words = new ArrayList<>();
        String counts = Words.trouble(trouble.failures(), trouble.refused(), stopped);
        if (!counts.isEmpty()) {
            words.add((trouble.failures().isEmpty() ? "" : Html.dot(Palette.FAILED)) + Html.escape(counts));
        }
        if (!waits.isEmpty()) {
            words.add(Html.escape(waits));
        }
        String last = trouble.lastFailureWords()
                .map(error -> Html.escape(Html.shorten("last: " + error.strip(), LONGEST_ERROR)))
                .orElse("");
        if (words.isEmpty()) {
            return "";
        }
        return "<div style=\"display:flex;flex-wrap:wrap;column-gap:1em\"><span>" + String.join(" · ", words)
                + "</span>"
                + (last.isEmpty()
                        ? ""
                        : Html.plain(" · ") + "<span style=\"flex:1 1 16em;min-width:0;opacity:.7;" + lastStyle + "\">"
                                + last + "</span>")
                + "</div>";
    }

    private static String atTheEnd(Snapshot s) {
        String waits = s.waitWords().map(words -> "waited " + words).orElse("");
        return s.stopped()
                .map(why -> trouble(s.trouble(), true, waits) + Html.notice("", why))
                .orElseGet(() ->
                        trouble(s.trouble(), false, "") + "<div style=\"opacity:.7\">" + Html.escape(waits) + "</div>");
    }

    private static String goingOn(Snapshot s) {
        return s.stopped()
                .map(why -> Html.notice("<b>Ending:</b> ", why))
                .or(() -> s.holdWords().map(words -> Html.remark("<b>Waiting:</b> ", words)))
                .or(() -> s.changeWords().map(words -> Html.dim(Html.escape(words))))
                .orElse("");
    }
}
