package batchbook.html;

import batchbook.Format;
import batchbook.night.NightStatus;
import java.util.List;
import java.util.stream.Collectors;

/** Jobs that are waited for, as a cell shows them. */
public final class NightHtml {
    private static final String CELL = "padding:2px 14px 2px 0;text-align:left;vertical-align:top";

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

    private static String jobs(NightStatus s) {
        if (s.jobs().isEmpty()) {
            return "";
        }
        // The exporter that makes HTML safe would show the tags of head and body as text.
        return "<table style=\"border-collapse:collapse;margin:6px 0;font-size:13px\">"
                + row(";font-size:12px;opacity:.7", List.of("job", "state", "rows done", "submitted"))
                + s.jobs().stream().map(job -> job(s, job)).collect(Collectors.joining()) + "</table>";
    }

    private static String job(NightStatus s, NightStatus.Job job) {
        String submitted = Format.time(job.since()) + (job.over() ? "" : ", " + s.ageWords(job) + " ago");
        return row(
                        "",
                        List.of(
                                job.name(),
                                job.state(),
                                Format.count(job.done()) + " of " + Format.count(job.rows()),
                                submitted))
                + job.remarks().stream()
                        .map(words -> "<tr><td></td><td colspan=\"3\" style=\"" + CELL + ";opacity:.8\">"
                                + Html.escape(words) + "</td></tr>")
                        .collect(Collectors.joining());
    }

    private static String row(String style, List<String> cells) {
        return "<tr>"
                + cells.stream()
                        .map(cell -> "<td style=\"" + CELL + style + "\">" + Html.escape(cell) + "</td>")
                        .collect(Collectors.joining())
                + "</tr>";
    }

    private static String remark(String words) {
        return "<div>" + Html.escape(words) + "</div>";
    }
}
