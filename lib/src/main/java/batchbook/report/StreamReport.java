package batchbook.report;

import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Metrics;
import batchbook.foreign.SafeText;
import batchbook.journal.Session;
import batchbook.pace.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a stream when it is over, of which no row was kept, and the words for it. Immutable.
 *
 * @param metrics of the rows that were asked
 * @param prompts how many were read, or are known of
 * @param answered with those that the journal had
 * @param failed with those that the journal had
 * @param retried the answered rows that took more than one try
 * @param resumed the rows that the journal had
 * @param failures the failed rows by kind, each with the message of the first
 * @param held for how long nothing could be sent, by the cause
 */
public record StreamReport(
        Story story,
        Metrics metrics,
        int prompts,
        int answered,
        int failed,
        int retried,
        int resumed,
        Map<ErrorKind, Failures> failures,
        Map<Cause, Duration> held) {
    private static final String NEXT_LINE = "\n  ";
    private static final int LONGEST_ERROR = 160;
    private static final int MOST_NEWS = 6;

    /** So many rows of one kind, and what the first of them said. */
    public record Failures(int count, String first) {}

    /** Copies the maps. */
    public StreamReport {
        failures = Map.copyOf(failures);
        held = Map.copyOf(held);
    }

    /** The rows that have no result. */
    public int notRun() {
        return prompts - answered - failed;
    }

    /** The failed rows by kind, the most frequent first. */
    public Map<ErrorKind, Integer> counts() {
        Map<ErrorKind, Integer> counts = new LinkedHashMap<>();
        failures.forEach((kind, rows) -> counts.put(kind, rows.count()));
        return Words.mostFirst(counts);
    }

    /** For how long nothing could be sent, by the words for why, the longest first; only what is worth telling. */
    public Map<String, Duration> waits() {
        Map<String, Duration> waits = new LinkedHashMap<>();
        held.forEach((cause, wait) -> waits.merge(cause.words(), wait, Duration::plus));
        waits.values()
                .removeIf(wait -> !Words.worthTelling(wait, story.lastSession().took()));
        return Words.longestFirst(waits);
    }

    /** Why it ended before its last prompt, in words. */
    public Optional<String> stopped() {
        return story.stopped().map(Cause::words);
    }

    /** What came of it in one line: {@code Done: 40 of 40 prompts}. */
    public String outcome() {
        return prompts == 0 && story.stopped().isEmpty()
                ? Words.NO_PROMPTS
                : Words.outcome(prompts, answered, failed, notRun());
    }

    /** In a few lines, as a plain jshell shows it. */
    public String summary() {
        StringBuilder text = new StringBuilder("Stream of ")
                .append(Words.asked(prompts, story.model()))
                .append(", ")
                .append(Words.label(story, metrics))
                .append(" in ")
                .append(Format.duration(metrics.took()))
                .append(Words.simulated(story.speed()))
                .append(NEXT_LINE)
                .append("answered ")
                .append(Format.count(answered))
                .append(Words.also(retried, "of these after a retry"))
                .append(Words.also(failed, "failed"))
                .append(Words.also(notRun(), "not run"))
                .append(Words.also(resumed, "of all done earlier"));
        trouble().ifPresent(words -> text.append(NEXT_LINE).append(words));
        if (metrics.attempts() > 0) {
            text.append(NEXT_LINE)
                    .append(Summary.latency(metrics))
                    .append(NEXT_LINE)
                    .append(Summary.pace(metrics));
        }
        stopped().ifPresent(why -> text.append(NEXT_LINE).append("STOPPED  ").append(why));
        return text.toString();
    }

    private Optional<String> trouble() {
        String words =
                Words.trouble(counts(), metrics.refused(), story.stopped().isPresent());
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** What to do about the failures and the end, in sentences. */
    public List<String> advice() {
        List<String> advice = new ArrayList<>();
        for (ErrorKind kind : counts().keySet()) {
            Failures rows = failures.getOrDefault(kind, new Failures(0, ""));
            advice.add(Format.plural(rows.count(), "row") + " " + kind + ", the first: "
                    + SafeText.line(rows.first(), LONGEST_ERROR));
        }
        int open = notRun();
        if (open > 0) {
            advice.add(
                    Words.were(open, "row") + " read and not settled. The same prompts with the same .journal(..) go on"
                            + " there, and ask nothing twice that it has.");
        }
        return List.copyOf(advice);
    }

    /** In plain words: what came of it, where the time went, which limits there are, what to do. */
    public String explanation() {
        List<String> lines = new ArrayList<>();
        lines.add(outcome() + " to " + story.model() + " in " + Format.duration(metrics.took())
                + Words.simulated(story.speed())
                + (metrics.answered() == 0 ? "" : "; " + Format.rate(metrics.perSecond())) + "."
                + (metrics.cost().isEmpty()
                        ? ""
                        : " The answers cost " + Format.dollars(metrics.cost().getAsDouble()) + "."));
        stopped().ifPresent(why -> lines.add("It is not finished: " + why));
        if (resumed > 0) {
            lines.add(Words.were(resumed, "row") + " done earlier, in the journal, and not asked again.");
        }
        trouble().ifPresent(words -> lines.add("On the way: " + words + "."));
        waits().forEach((why, wait) ->
                lines.add("For " + Format.duration(wait) + " nothing could be sent: " + why + "."));
        if (metrics.attempts() > 0) {
            lines.add("A prompt took " + Format.duration(metrics.p50()) + " on the network (median), one in a hundred "
                    + Format.duration(metrics.p99()) + " or more.\nOn average " + Format.mean(metrics.meanInFlight())
                    + " requests were under way, at most " + Format.count(metrics.mostInFlight()) + ".");
        }
        story.changes().stream()
                .filter(change -> change.reason().isNews())
                .limit(MOST_NEWS)
                .forEach(change -> lines.add("After " + Format.duration(Session.worked(story.sessions(), change.at()))
                        + ": " + change.why()));
        advice().forEach(sentence -> lines.add("- " + sentence));
        return String.join("\n", lines);
    }
}
