package batchbook;

import batchbook.report.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a run has come: all that a display needs, and the words for it. Immutable.
 *
 * <pre>{@code
 * Batch.of(gemini).progress(s -> System.out.println(s)).run(prompts);   // the status in one line
 * }</pre>
 *
 * @param now when this was so, by the run's clock
 * @param asOf when this was so, by the clock on the wall: on a simulator that goes faster, another time than {@code now}
 * @param model name of the model that is asked
 * @param workers how many requests may be under way at once now; at the end, {@link Run#workers()}
 * @param total prompts; while more may come than anybody knows of, those that were read so far
 * @param totalKnown whether that is all of them: false for a {@linkplain Batch#stream stream} of a length that nobody knows
 * @param answered prompts with a complete answer
 * @param failed prompts that have failed for good
 * @param notRun prompts given up because the run ended; 0 until then
 * @param answeredAfterRetry the answered prompts that took more than one try
 * @param trouble the failed prompts by kind, the last of them, and the refused requests
 * @param resumed prompts that had a result before the run began
 * @param active requests under way
 * @param waiting prompts waiting for their next try
 * @param queued prompts not sent yet, as far as anybody knows
 * @param elapsed time since the start; of a run that was resumed, of all its parts
 * @param remaining estimate of the time to go, from the limits and the cap; empty before the first answer and at the end
 * @param tempo how fast it goes, and what bounds it
 * @param hold why nothing may be sent now, though prompts are ready
 * @param waits for how long nothing could be sent so far though prompts were ready, by the reason, the longest first
 * @param spending what it has cost; empty when the model's price is not known
 * @param finished results since the snapshot before; of a stream, which gives all to its sink, the last 50 at most
 * @param over whether this is the last one
 * @param stopped why the run ended, or is ending, before its last prompt
 * @param figures the figures of the whole run; empty until its end
 */
public record Snapshot(
        Instant now,
        Instant asOf,
        String model,
        int workers,
        int total,
        boolean totalKnown,
        int answered,
        int failed,
        int notRun,
        int answeredAfterRetry,
        Trouble trouble,
        int resumed,
        int active,
        int waiting,
        int queued,
        Duration elapsed,
        Optional<Duration> remaining,
        Tempo tempo,
        Optional<Hold> hold,
        Map<String, Duration> waits,
        Optional<Spending> spending,
        List<Result> finished,
        boolean over,
        Optional<String> stopped,
        Optional<Figures> figures) {

    private static final int MOST_FINISHED = 1_000;

    /**
     * What went wrong.
     *
     * @param failures how many prompts failed for good, by the kind, the most frequent first
     * @param last the row that failed last
     * @param refused requests that the provider refused for a limit (429); they are sent again, and are no tries
     */
    public record Trouble(Map<ErrorKind, Integer> failures, Optional<Result> last, int refused) {
        /** Nothing did. */
        public static final Trouble NONE = new Trouble(Map.of(), Optional.empty(), 0);

        /** Copies the counts. */
        public Trouble {
            failures = Words.mostFirst(failures);
        }

        /** The last failure with its whole message: {@code row 17, TIMEOUT: no answer}; empty when there was none. */
        public Optional<String> lastFailureWords() {
            return last.map(row -> "row " + row.index() + ", "
                    + row.kind().map(kind -> kind + ": ").orElse("") + row.error());
        }
    }

    /**
     * The end of a run in figures.
     *
     * @param label how it was run, as of {@link Run#label()}
     * @param metrics as of {@link Run#metrics()}
     */
    public record Figures(String label, Metrics metrics) {}

    /**
     * How fast a run goes.
     *
     * @param inLastMinute requests sent in the last minute
     * @param perMinute how many a minute are allowed; empty while no limit is known
     * @param limited whether a limit is known, of requests or of tokens: until one is, the time to go is the least it can be
     * @param change why the pace changed last
     * @param speed how many times faster than real time the clock goes; 1 but on a simulator
     */
    public record Tempo(
            long inLastMinute, OptionalLong perMinute, boolean limited, Optional<Change> change, double speed) {}

    /**
     * Why nothing may be sent.
     *
     * @param words why, for a person
     * @param until when the next request may go; empty when that is not known, as an answer must come first
     */
    public record Hold(String words, Optional<Instant> until) {}

    /**
     * Dollars.
     *
     * @param soFar what the answers so far have cost
     * @param projected what the whole run will have cost, if the rest costs what the rows so far did
     */
    public record Spending(double soFar, double projected) {}

    /** Copies the collections. */
    public Snapshot {
        waits = Words.longestFirst(waits);
        finished = List.copyOf(finished);
    }

    /** The same, with rows that finished before and were not shown yet. */
    Snapshot withEarlier(List<Result> rows) {
        List<Result> all = new ArrayList<>(rows);
        all.addAll(finished);
        // A display that hangs must not fill the memory; where rows are shown there are fewer.
        all = all.subList(Math.max(0, all.size() - MOST_FINISHED), all.size());
        return new Snapshot(
                now,
                asOf,
                model,
                workers,
                total,
                totalKnown,
                answered,
                failed,
                notRun,
                answeredAfterRetry,
                trouble,
                resumed,
                active,
                waiting,
                queued,
                elapsed,
                remaining,
                tempo,
                hold,
                waits,
                spending,
                all,
                over,
                stopped,
                figures);
    }

    /** Prompts with a result. */
    public int done() {
        return answered + failed + notRun;
    }

    /** Share of the known prompts that are done, from 0 to 1; 1 for an empty run. */
    public double share() {
        return total == 0 ? 1 : (double) done() / total;
    }

    /**
     * How far it is, or what came of it: {@code Asking: 12 of 40 prompts}, {@code Done, 3 of 40 prompts failed}.
     */
    public String headWords() {
        return over
                ? Words.outcome(total, answered, failed, notRun)
                : totalKnown
                        ? "Asking: " + Format.count(done()) + " of " + Format.plural(total, "prompt")
                        : "Asking: " + Format.plural(done(), "prompt") + " done";
    }

    /**
     * What went wrong so far: {@code 3 failed: 2 TIMEOUT, 1 BLOCKED · 12 refused (429), sent again}; empty when nothing
     * did.
     */
    public String troubleWords() {
        return Words.trouble(trouble.failures, trouble.refused, stopped.isPresent());
    }

    /**
     * Why nothing may be sent now and until when, such as {@code free tier: 10 requests a minute; next request at
     * 14:03:22 (in 12 s)}; on a simulator whose time goes faster {@code next request in 12 s of simulated time}, as no
     * clock on a wall shows it. Empty when something may.
     */
    public Optional<String> holdWords() {
        return hold.map(held -> held.words() + held.until().map(this::next).orElse("; goes on with the next answer"));
    }

    private String next(Instant until) {
        String in = Format.wholeSeconds(Duration.between(now, until));
        return tempo.speed() == 1
                ? "; next request at " + Format.time(until) + " (in " + in + ")"
                : "; next request in " + in + " of simulated time";
    }

    /** How fast it goes: {@code 8 of 10 requests in the last minute}. */
    public String paceWords() {
        long sent = tempo.inLastMinute();
        if (tempo.perMinute().isEmpty()) {
            return Format.plural(sent, "request") + " in the last minute";
        }
        long most = tempo.perMinute().getAsLong();
        return sent > most
                // So many went out before a refusal taught the limit.
                ? Format.plural(sent, "request") + " in the last minute, refused ones included; the limit is "
                        + Format.count(most)
                : Format.count(sent) + " of " + Format.plural(most, "request") + " in the last minute";
    }

    /**
     * Why the pace is what it is: {@code more at once, as all goes well}, {@code 40 s ago: limit named by the server: 10
     * requests a minute}; empty as long as it is what it was at the start.
     */
    public Optional<String> changeWords() {
        // Not each step up is told, so the words of one may name an earlier number.
        return tempo.change()
                .map(last -> last.reason() == Reason.ALL_GOES_WELL
                        ? "more at once, as all goes well"
                        : Format.wholeSeconds(Duration.between(last.at(), now)) + " ago: " + last.why());
    }

    /**
     * What it costs: {@code $0.013 so far, about $0.026 in all}; of a run that was resumed, what this part of it costs.
     * Empty when the model's price is not known.
     */
    public Optional<String> costWords() {
        return spending.map(dollars -> {
            String soFar = Format.dollars(dollars.soFar());
            String part = resumed > 0 ? " in this part" : "";
            if (over) {
                return soFar + part;
            }
            return dollars.projected() <= dollars.soFar()
                    ? soFar + " so far"
                    : soFar + " so far, about " + Format.dollars(dollars.projected())
                            + (resumed > 0 ? part : " in all");
        });
    }

    /**
     * How long it took and will take: {@code 1 min 12 s, about 58 s to go (simulated time, 60x)}; {@code at least} while no
     * limit is known, as one may be met.
     */
    public String timeWords() {
        return Format.duration(elapsed)
                + remaining
                        .map(left ->
                                (tempo.limited() ? ", about " : ", at least ") + Format.wholeSeconds(left) + " to go")
                        .orElse("")
                + Words.simulated(tempo.speed());
    }

    /**
     * For how long nothing could be sent in all, and why: {@code 2 min 22 s (10 requests a minute)}; empty when that was
     * less than a hundredth of the time.
     */
    public Optional<String> waitWords() {
        return Words.waited(waits, elapsed);
    }

    /** The status in one line. */
    @Override
    public String toString() {
        return Format.count(done() - notRun) + (totalKnown || over ? "/" + Format.count(total) : " done")
                + "  ok " + Format.count(answered)
                + "  failed " + Format.count(failed)
                + (notRun == 0 ? "" : "  not run " + Format.count(notRun))
                + (over
                        ? ""
                        : "  retrying " + Format.count(waiting) + "  active " + Format.count(active)
                                + (totalKnown ? "  queued " + Format.count(queued) : ""))
                + "  " + timeWords()
                + (over ? "" : "  " + paceWords())
                + costWords().map(cost -> "  " + cost).orElse("")
                + stopped.map(why -> "  " + Words.stopped(why)).orElse("");
    }
}
