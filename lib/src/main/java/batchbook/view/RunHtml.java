package batchbook.view;

import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Metrics;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run as a cell shows it: the figures that matter, and why rows failed. */
final class RunHtml {
    private static final int KINDS_SHOWN = 6;

    private RunHtml() {}

    static String of(Run run) {
        if (run.size() == 0) {
            return "<div>" + Html.escape(run.toString()) + "</div>";
        }
        Metrics m = run.metrics();
        double all = m.total();
        long retried = run.answered().stream().filter(Result::retried).count();
        return "<div style=\"max-width:860px;font-size:13px;font-variant-numeric:tabular-nums\">"
                + "<div><b>" + Format.plural(run.size(), "prompt") + " to " + Html.escape(run.model()) + " with "
                + Format.plural(run.workers(), "worker") + "</b> in " + Format.duration(run.took()) + "</div>"
                + Html.bar((m.answered() - retried) / all, retried / all, m.failed() / all)
                + "<div style=\"display:flex;flex-wrap:wrap;gap:4px 22px;margin:8px 0\">"
                + figure(Format.percent(m.successRate()), "answered", retriedNote(retried))
                + figure(
                        Format.duration(m.p50()),
                        "median latency",
                        "p90 " + Format.duration(m.p90()) + ", p99 " + Format.duration(m.p99()))
                + figure(Format.times(m.speedUp()), "speed-up, measured", "ideal " + Format.times(m.idealSpeedUp()))
                + figure(
                        String.format(Locale.ROOT, "%.1f", m.perSecond()),
                        "prompts a second",
                        Format.duration(m.perPrompt()) + " each")
                + figure(
                        Format.count(m.tokens().total()),
                        "tokens",
                        Format.count(m.tokens().in()) + " in, "
                                + Format.count(m.tokens().out()) + " out"
                                + (m.tokens().thinking() == 0
                                        ? ""
                                        : ", " + Format.count(m.tokens().thinking()) + " thinking"))
                + "</div>" + failures(run)
                + run.stopped().map(why -> Html.notice("<b>Stopped.</b> ", why)).orElse("") + "</div>";
    }

    /** An answer as the text it is: line breaks kept, nothing of it read as HTML. */
    static String of(Reply reply) {
        return "<div style=\"max-width:760px;white-space:pre-wrap\">" + Html.escape(reply.text()) + "</div>";
    }

    /** One row: what was asked, what came of it, how long it took. */
    static String of(Result row) {
        String note = "tries: " + row.attempts().size() + ", " + Format.duration(row.latency())
                + row.kind().map(kind -> ", " + kind).orElse("");
        return "<div style=\"max-width:860px\"><div style=\"opacity:.7;white-space:pre-wrap\">"
                + Html.escape(Html.shorten(row.prompt().text(), 300)) + "</div>"
                + "<div style=\"white-space:pre-wrap;margin:4px 0\">" + Html.escape(row.text()) + "</div>"
                + (row.ok() ? "" : Html.notice("<b>No answer.</b> ", row.error()))
                + "<div style=\"opacity:.7;font-size:12px\">" + note + "</div></div>";
    }

    private static String retriedNote(long retried) {
        return retried == 0 ? "none needed a retry" : Format.count(retried) + " after a retry";
    }

    private static String figure(String value, String what, String note) {
        return "<div><div style=\"font-size:20px;font-weight:600\">" + Html.escape(value) + "</div><div>" + what
                + "</div><div style=\"opacity:.7\">" + Html.escape(note) + "</div></div>";
    }

    private static String failures(Run run) {
        Map<ErrorKind, List<Result>> byKind = run.failed().stream()
                .collect(Collectors.groupingBy(
                        row -> row.kind().orElse(ErrorKind.UNEXPECTED), TreeMap::new, Collectors.toList()));
        return byKind.entrySet().stream()
                .sorted((one, other) -> other.getValue().size() - one.getValue().size())
                .limit(KINDS_SHOWN)
                .map(entry -> "<div>" + Html.dot(Look.FAILED_CSS) + "<b>"
                        + Format.count(entry.getValue().size())
                        + " " + entry.getKey() + "</b> "
                        + Html.escape(Html.shorten(entry.getValue().get(0).error(), 200)) + "</div>")
                .collect(Collectors.joining());
    }
}
