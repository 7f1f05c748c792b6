package batchbook.view;

import batchbook.Format;
import batchbook.Progress;
import batchbook.Snapshot;
import java.util.UUID;

/**
 * The live display of one run: one output, updated in place, which keeps its last state in the saved notebook. It stays
 * in the cell in which it was opened, also when that cell is over and from whatever thread the updates come.
 */
final class Dashboard implements Progress {
    private final Cell cell;
    private final String id = UUID.randomUUID().toString();
    private boolean shown;

    Dashboard(Cell cell) {
        this.cell = cell;
    }

    @Override
    public synchronized void update(Snapshot snapshot) {
        Rendering rendering = Rendering.html(html(snapshot), text(snapshot));
        if (shown) {
            cell.update(id, rendering);
        } else {
            cell.display(id, rendering);
            shown = true;
        }
    }

    static String html(Snapshot s) {
        double all = Math.max(1, s.total());
        int first = s.answered() - s.answeredAfterRetry();
        return "<div style=\"max-width:860px;font-size:13px;font-variant-numeric:tabular-nums\">"
                + "<div style=\"display:flex;justify-content:space-between\"><b>" + headline(s) + "</b><span>"
                + time(s) + "</span></div>"
                + Html.bar(first / all, s.answeredAfterRetry() / all, s.failed() / all)
                + "<div style=\"opacity:.85\">" + counts(s) + "</div>"
                + s.stopped().map(why -> Html.notice("", why)).orElse("")
                + "</div>";
    }

    private static String headline(Snapshot s) {
        String verb = !s.over() ? "Asking " : s.notRun() > 0 ? "Stopped: " : "Done: ";
        return verb + Html.escape(s.model()) + ", " + Format.count(s.done() - s.notRun()) + " of "
                + Format.plural(s.total(), "prompt") + (s.over() ? ", " + Format.plural(s.workers(), "worker") : "");
    }

    private static String time(Snapshot s) {
        String left = s.remaining()
                .map(remaining -> ", about " + Format.duration(remaining) + " to go")
                .orElse("");
        return Format.duration(s.elapsed()) + left;
    }

    private static String counts(Snapshot s) {
        StringBuilder counts = new StringBuilder()
                .append(Html.dot(Look.ANSWERED_CSS))
                .append(Format.count(s.answered()))
                .append(" ok")
                .append(
                        s.answeredAfterRetry() == 0
                                ? ""
                                : " (" + Html.dot(Look.RETRIED_CSS) + Format.count(s.answeredAfterRetry())
                                        + " after a retry)")
                .append(" &nbsp; ")
                .append(Html.dot(Look.FAILED_CSS))
                .append(Format.count(s.failed()))
                .append(" failed");
        if (s.over()) {
            return counts.append(s.notRun() == 0 ? "" : " &nbsp; " + Format.count(s.notRun()) + " not run")
                    .toString();
        }
        return counts.append(" &nbsp; ")
                .append(Format.count(s.active()))
                .append(" active of ")
                .append(Format.plural(s.workers(), "worker"))
                .append(s.waiting() == 0 ? "" : " &nbsp; " + Format.count(s.waiting()) + " waiting to try again")
                .append(" &nbsp; ")
                .append(Format.count(s.queued()))
                .append(" queued")
                .toString();
    }

    static String text(Snapshot s) {
        return Format.count(s.done() - s.notRun()) + "/" + Format.count(s.total()) + "  ok "
                + Format.count(s.answered())
                + "  failed " + Format.count(s.failed()) + "  " + Format.duration(s.elapsed())
                + s.stopped().map(why -> "  STOPPED: " + why).orElse("");
    }
}
