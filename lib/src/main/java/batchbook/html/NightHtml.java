package batchbook.html;

import batchbook.Format;
import batchbook.night.NightStatus;
import java.util.List;
import java.util.stream.Collectors;

/** Jobs that are waited for, as a cell shows them. */
public final class NightHtml {
    private NightHtml() {}

    public static String of(NightStatus s) {
        double all = Math.max(1, s.rows());
        return SnapshotHtml.FRAME
                + Html.line("<b>" + Html.escape(s.headWords()) + "</b>", Html.escape(s.openWords()))
                + Html.bar(s.answered() / all, 0, s.failed() / all)
                + SnapshotHtml.about(s.model(), "journal " + s.journal(), "as of " + Format.time(s.now()))
                + jobs(s)
                + s.remarks().stream().map(NightHtml::remark).collect(Collectors.joining())
                + (s.costWords().isEmpty() ? "" : "<div>cost " + Html.escape(s.costWords()) + "</div>")
                + "<div style=\"margin-top:4px\"><b>Next</b> " + Html.escape(s.next()) + "</div></div>";
    }

    /**
     * A grid and no table: the exporter that makes HTML safe shows the tags of a table's head and body as text, and a parser
     * puts in what was left out. Where styles are lost each row is a line.
     */
    private static String jobs(NightStatus s) {
        if (s.jobs().isEmpty()) {
            return "";
        }
        return "<div style=\"display:grid;gap:2px 14px;margin:6px 0;justify-content:start;"
                + "grid-template-columns:minmax(9em,max-content) repeat(3,minmax(0,max-content))\">"
                + row("font-size:12px;opacity:.7", List.of("job", "state", "rows done", "submitted"))
                + s.jobs().stream().map(job -> job(s, job)).collect(Collectors.joining()) + "</div>";
    }

    private static String job(NightStatus s, NightStatus.Job job) {
        String submitted = Format.time(job.since()) + (job.over() ? "" : ", " + s.ageWords(job));
        return row(
                        "",
                        List.of(
                                job.name(),
                                job.state(),
                                Format.count(job.done()) + " of " + Format.count(job.rows()),
                                submitted))
                + job.remarks().stream()
                        .map(words -> "<div style=\"grid-column:1/-1;padding-left:1.5em;opacity:.8\">"
                                + Html.escape(words) + "</div>")
                        .collect(Collectors.joining());
    }

    private static String row(String style, List<String> cells) {
        return "<div style=\"display:contents\">"
                + cells.stream()
                        .map(cell -> "<span style=\"" + style + "\">" + Html.escape(cell) + "</span>")
                        .collect(Collectors.joining(Html.plain(" · ")))
                + "</div>";
    }

    private static String remark(String words) {
        return "<div>" + Html.escape(words) + "</div>";
    }
}
