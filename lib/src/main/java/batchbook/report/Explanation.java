package batchbook.report;

import batchbook.Attempt;
import batchbook.Change;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Metrics;
import batchbook.Pause;
import batchbook.Reason;
import batchbook.Result;
import batchbook.journal.Session;
import batchbook.pace.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run in plain words: what came of it, where the time went, which limits there are, what to do. */
public final class Explanation {
    private static final int WIDTH = 100;
    private static final int MOST_NEWS = 6;
    /** With fewer under way on average, nobody would notice. */
    private static final double WORTH_TELLING = 0.1;
    /** How full the workers must be for more of them to be worth a try. */
    private static final double BUSY = 0.85;

    private final Report report;
    private final Metrics metrics;
    private final StringBuilder text = new StringBuilder();

    private Explanation(Report report) {
        this.report = report;
        this.metrics = report.metrics();
    }

    public static String of(Report report) {
        return report.size() == 0 ? Summary.of(report) : new Explanation(report).all();
    }

    private String all() {
        outcome();
        // While it goes on, pauses and changes are not there yet.
        if (report.isOver() && !sent().isEmpty()) {
            time();
            limits();
        }
        List<String> advice = Advice.of(report);
        if (!advice.isEmpty()) {
            heading("What to do");
            advice.forEach(sentence -> line("- ", sentence));
        }
        return text.toString().strip();
    }

    private void outcome() {
        line(
                "",
                Words.asked(report.size(), report.story().model()) + " in "
                        + Format.duration(report.metrics().took())
                        + Words.simulated(report.story().speed()) + ": " + counts() + pace() + "."
                        + metrics.cost().stream()
                                .mapToObj(cost -> " The answers cost " + Format.dollars(cost) + ".")
                                .collect(Collectors.joining()));
        if (!report.isOver()) {
            line("", "It is still running: this is what has come so far.");
        } else {
            report.stopped().ifPresent(why -> line("", "It is not finished: " + why + (why.endsWith(".") ? "" : ".")));
        }
        long resumed = report.results().stream().filter(Result::resumed).count();
        if (resumed > 0) {
            line(
                    "",
                    Words.were(resumed, "row")
                            + " done earlier, in the journal or in the run that was resumed, and not asked again.");
        }
        long shared = report.results().stream().filter(Result::deduplicated).count();
        if (shared > 0) {
            line(
                    "",
                    Format.plural(shared, "row") + (shared == 1 ? " shares" : " share")
                            + " the outcome of an equal prompt, which was asked once (.deduplicate(false) asks each).");
        }
        TypedAnswers.leftOut(report).ifPresent(words -> line("", words));
    }

    private String pace() {
        return metrics.answered() == 0 ? "" : "; " + Format.rate(metrics.perSecond());
    }

    private String counts() {
        if (metrics.answered() == report.size()) {
            return report.size() == 1 ? "answered" : "all answered";
        }
        return (metrics.answered() == 0 ? "none" : Format.count(metrics.answered())) + " answered"
                + Words.also(metrics.failed(), "failed")
                + Words.also(metrics.notRun(), "not run");
    }

    /** The requests of the last part of the run. */
    private List<Attempt> sent() {
        return report.results().stream()
                .flatMap(row -> row.attempts().stream())
                .filter(this::isRecent)
                .toList();
    }

    private boolean isRecent(Attempt attempt) {
        return !attempt.sent().isBefore(report.story().lastSession().started());
    }

    private void time() {
        Session last = report.story().lastSession();
        Duration took = last.took();
        boolean inParts = report.story().sessions().size() > 1;
        heading("Where the time went" + (inParts ? " in the last part, which took " + Format.duration(took) : ""));
        Duration rest = took;
        for (Map.Entry<String, Duration> wait : report.waitsByWords().entrySet()) {
            rest = rest.minus(wait.getValue());
            share(wait.getValue(), took, "nothing could be sent: " + wait.getKey());
        }
        Duration tail = tail(last);
        // Of a run that was cut short, what was under way says nothing about its last prompts.
        boolean tailTold = report.stopped().isEmpty() && Words.worthTelling(tail, took) && tail.compareTo(rest) < 0;
        rest = tailTold ? rest.minus(tail) : rest;
        if (Words.worthTelling(rest, took)) {
            share(rest, took, "requests were sent and answered");
        }
        if (tailTold) {
            share(tail, took, "all was sent, and the last answers were waited for");
        }
        if (!report.waitsByWords().isEmpty() && metrics.meanInFlight() >= WORTH_TELLING) {
            line("", "While nothing could be sent, requests under way went on.");
        }
        if (metrics.mostInFlight() == 0) {
            line("", "The rows came with jobs of the provider, which tell no times of single requests.");
            return;
        }
        line(
                "",
                "A prompt took " + Format.duration(metrics.p50()) + " on the network (median), the slowest "
                        + Format.duration(slowest()) + ". " + concurrency());
        again();
    }

    private void share(Duration part, Duration whole, String what) {
        long percent = whole.isZero() ? 100 : Math.round(100.0 * part.toNanos() / whole.toNanos());
        line(String.format(Locale.ROOT, "  %3d %%  %-12s", percent, Format.duration(part)), what);
    }

    /** The time after the last request was sent, without the part of it in which more could not be sent. */
    private Duration tail(Session last) {
        Instant lastSent =
                sent().stream().map(Attempt::sent).max(Instant::compareTo).orElse(last.ended());
        Duration held = Duration.ZERO;
        for (Pause pause : report.story().pauses()) {
            if (pause.to().isAfter(lastSent)) {
                Instant from = pause.from().isAfter(lastSent) ? pause.from() : lastSent;
                held = held.plus(Duration.between(from, pause.to()));
            }
        }
        return Duration.between(lastSent, last.ended()).minus(held);
    }

    private Duration slowest() {
        return report.results().stream()
                .map(Result::latency)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private String concurrency() {
        String average = Format.mean(metrics.meanInFlight());
        if (report.story().workers() == 1) {
            return "Requests went one after another.";
        }
        boolean stated =
                report.story().plan().filter(plan -> plan.workers().isPresent()).isPresent();
        if (!stated) {
            return "On average " + average + " requests were under way at once, at most "
                    + Format.count(metrics.mostInFlight()) + ".";
        }
        boolean full = report.story().pauses().isEmpty()
                && metrics.meanInFlight() >= BUSY * report.story().workers()
                && report.story().workers() < metrics.attempts();
        return "On average " + average + " of " + Format.count(report.story().workers()) + " workers were busy"
                + (full ? ", which is nearly all: with more, or with none stated, it may be faster." : ".");
    }

    private void again() {
        Words.refused(report.results(), this::isRecent)
                .ifPresent(refused -> line(
                        "",
                        refused + ". That is how limits are found, and a refused request does not count as a try."));
        List<ErrorKind> failed = report.results().stream()
                .flatMap(row ->
                        row.attempts().stream().limit(Math.max(0, row.attempts().size() - 1)))
                .filter(this::isRecent)
                .flatMap(attempt -> attempt.error().stream())
                .filter(kind -> !kind.isRefusal())
                .toList();
        if (!failed.isEmpty()) {
            line(
                    "",
                    Format.plural(failed.size(), "request") + " failed in a way that may pass ("
                            + Words.kinds(failed.stream()) + ") and " + (failed.size() == 1 ? "was" : "were")
                            + " sent again.");
        }
    }

    private void limits() {
        List<Change> news = report.story().changes().stream()
                .filter(change -> change.reason().isNews())
                .toList();
        boolean kept = report.waits().keySet().stream().map(Cause::reason).anyMatch(Reason::isLimitPerMinute);
        if (news.isEmpty() && !kept) {
            return;
        }
        heading("The limits");
        // By the same clock as all other times here, which may be a simulated one.
        news.stream().limit(MOST_NEWS).forEach(change -> line("after " + since(change) + ": ", change.why()));
        if (news.size() > MOST_NEWS) {
            line("", Format.plural(news.size() - MOST_NEWS, "more change") + ": Tables.changes(run) lists all.");
        }
        line(
                "",
                news.isEmpty()
                        ? noNews()
                        : "What a server taught is kept to from the start next time: Batch.limits().");
    }

    private String since(Change change) {
        return Format.duration(Session.worked(report.story().sessions(), change.at()));
    }

    private String noNews() {
        boolean known = report.story().changes().stream()
                .filter(change -> change.reason() == Reason.RUN_BEGINS)
                .anyMatch(change -> change.perMinute().isPresent());
        return known
                ? "The limit was known from the start: stated in the plan, or learned before (Batch.limits())."
                : "The limit was found by another batch meanwhile (Batch.limits()).";
    }

    private void heading(String heading) {
        text.append('\n').append(heading).append(":\n");
    }

    /** A text broken into lines, with a first word before it and as much space before the lines that follow. */
    private void line(String before, String sentence) {
        text.append(before);
        int column = before.length();
        for (String word : sentence.strip().replaceAll("\\s+", " ").split(" ", -1)) {
            if (column + word.length() > WIDTH && column > before.length()) {
                text.append('\n').append(" ".repeat(before.length()));
                column = before.length();
            }
            text.append(column > before.length() ? " " : "").append(word);
            column += word.length() + 1;
        }
        text.append('\n');
    }
}
