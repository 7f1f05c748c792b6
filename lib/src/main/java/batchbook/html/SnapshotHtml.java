package batchbook.html;

import batchbook.Format;
import batchbook.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** How far a run has come, as a cell shows it while it runs and at its end. */
public final class SnapshotHtml {
    private SnapshotHtml() {}

    public static String of(Snapshot s) {
        double all = Math.max(1, s.total());
        int first = s.answered() - s.answeredAfterRetry();
        return "<div style=\"max-width:860px;font-size:13px;line-height:1.5;font-variant-numeric:tabular-nums\">"
                + line("<b>" + headline(s) + "</b>", Html.escape(s.timeWords()))
                + Html.bar(first / all, s.answeredAfterRetry() / all, s.failed() / all)
                + line(done(s), toDo(s))
                + (s.over() ? atTheEnd(s) : underWay(s))
                + "</div>";
    }

    /** Two texts, one to the left and one to the right, on one line whatever they are. */
    private static String line(String left, String right) {
        return "<div style=\"display:flex;justify-content:space-between;gap:18px;white-space:nowrap\">"
                + "<span style=\"min-width:0;overflow:hidden;text-overflow:ellipsis\">" + left + "</span><span>" + right
                + "</span></div>";
    }

    private static String headline(Snapshot s) {
        String verb = !s.over() ? "Asking " : s.notRun() > 0 ? "Stopped: " : "Done: ";
        return verb + Html.escape(s.model()) + ", " + Format.count(s.done() - s.notRun()) + " of "
                + Format.plural(s.total(), "prompt") + (s.over() ? ", " + Format.plural(s.workers(), "worker") : "");
    }

    private static String done(Snapshot s) {
        List<String> of = new ArrayList<>();
        if (s.answeredAfterRetry() > 0) {
            of.add(Html.dot(Palette.RETRIED) + Format.count(s.answeredAfterRetry()) + " after a retry");
        }
        if (s.resumed() > 0) {
            of.add(Format.count(s.resumed()) + " done earlier");
        }
        return Html.dot(Palette.ANSWERED) + Format.count(s.answered()) + " ok"
                + (of.isEmpty() ? "" : ", of these " + String.join(", ", of))
                + " &nbsp; " + Html.dot(Palette.FAILED) + Format.count(s.failed()) + " failed";
    }

    private static String toDo(Snapshot s) {
        return s.over()
                ? s.notRun() == 0 ? "" : Format.count(s.notRun()) + " not run"
                : place(s.active(), " active") + place(s.waiting(), " retrying") + place(s.queued(), " queued");
    }

    /** As wide for any number up to 9,999, so that its neighbours stand still. */
    private static String place(int count, String what) {
        return "<span style=\"display:inline-block;min-width:7em;text-align:right\">" + Format.count(count) + what
                + "</span>";
    }

    /** Each thing at its place, used or not, so that nothing moves when a wait begins or ends. */
    private static String underWay(Snapshot s) {
        return line(Html.escape(s.paceWords()), Html.escape(s.costWords().orElse("")))
                + line(Html.escape(s.capWords()), "")
                + "<div style=\"min-height:3.5em;margin-top:6px\">"
                + s.stopped()
                        .map(why -> Html.notice("<b>Ending:</b> ", why))
                        .or(() -> s.holdWords().map(words -> Html.remark("<b>Waiting:</b> ", words)))
                        .orElse("")
                + "</div>";
    }

    private static String atTheEnd(Snapshot s) {
        return line(
                        s.waitWords()
                                .map(words -> "waited " + Html.escape(words))
                                .orElse(""),
                        Html.escape(s.costWords().orElse("")))
                + s.stopped().map(why -> Html.notice("", why)).orElse("");
    }
}
