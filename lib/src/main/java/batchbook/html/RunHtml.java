package batchbook.html;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
        String label = Time.label(run.speed());
        double all = m.total();
        long retried = run.answered().stream().filter(Result::retried).count();
        return "<div style=\"max-width:860px;font-size:13px;font-variant-numeric:tabular-nums\">"
                + "<div><b>" + Format.plural(run.size(), "prompt") + " to " + Html.escape(run.model()) + " with "
                + Format.plural(run.workers(), "worker") + "</b> in " + Format.duration(run.took())
                + (label.isEmpty() ? "" : " (" + Html.escape(label) + ")") + "</div>"
                + Html.bar((m.answered() - retried) / all, retried / all, m.failed() / all)
                + "<div style=\"display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0\">"
                + figure(Format.percent(m.successRate()), "answered", retriedNote(retried))
                + figure(
                        Format.duration(m.p50()),
                        "median latency",
                        "p90 " + Format.duration(m.p90()) + ", p99 " + Format.duration(m.p99()))
                + figure(
                        Format.mean(m.meanInFlight()),
                        "under way on average",
                        "at most " + Format.count(m.mostInFlight()))
                + figure(
                        String.format(Locale.ROOT, "%.1f", m.perSecond()),
                        "prompts a second",
                        Format.duration(m.perPrompt()) + " each")
                + cost(run, m)
                + figure(
                        Format.count(m.tokens().total()),
                        "tokens",
                        Format.count(m.tokens().in()) + " in, "
                                + Format.count(m.tokens().out()) + " out"
                                + (m.tokens().thinking() == 0
                                        ? ""
                                        : ", " + Format.count(m.tokens().thinking()) + " thinking"))
                + "</div>" + notes(run)
                + ending(run)
                + advice(run) + "</div>";
    }

    /** An answer as the text it is: line breaks kept, nothing of it read as HTML. */
    public static String of(Reply reply) {
        return "<div style=\"max-width:760px;white-space:pre-wrap\">" + Html.escape(reply.text()) + "</div>";
    }

    /** One row: what was asked, what came of it, how long it took. */
    public static String of(Result row) {
        String note = "requests: " + row.attempts().size() + ", " + Format.duration(row.latency())
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
                + "</div><div style=\"opacity:.7;font-size:12px\">" + Html.escape(note) + "</div></div>";
    }

    private static String ending(Run run) {
        return run.isOver()
                ? run.stopped()
                        .map(why -> Html.notice("<b>Not finished:</b> ", why))
                        .orElse("")
                : Html.remark("<b>Still running:</b> ", "this is what has come so far.");
    }

    private static String cost(Run run, Metrics m) {
        if (m.cost().isEmpty()) {
            return "";
        }
        double dollars = m.cost().getAsDouble();
        int asked = (int) run.results().stream()
                .filter(row -> row.reply().isPresent() && !row.deduplicated())
                .count();
        return figure(
                Format.dollars(dollars),
                "cost",
                asked == 0 ? "" : Format.dollars(1_000 * dollars / asked) + " per 1,000");
    }

    /** The rows that were not asked in this run, and the waits: what else explains the figures. */
    private static String notes(Run run) {
        List<String> notes = new ArrayList<>();
        long resumed = run.results().stream().filter(Result::resumed).count();
        if (resumed > 0) {
            notes.add(Format.plural(resumed, "row") + " done earlier");
        }
        long shared = run.results().stream().filter(Result::deduplicated).count();
        if (shared > 0) {
            notes.add(Format.plural(shared, "row") + " with the outcome of an equal prompt");
        }
        run.waits().entrySet().stream()
                .limit(MOST_WAITS)
                .forEach(wait -> notes.add("waited " + Format.duration(wait.getValue()) + ": " + wait.getKey()));
        return notes.stream()
                .map(note -> "<div>" + Html.escape(note) + "</div>")
                .collect(Collectors.joining());
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
