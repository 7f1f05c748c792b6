package batchbook;

import batchbook.report.StreamReport;
import batchbook.report.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of a {@linkplain Batch#stream stream}: counts and figures, and no rows, which its sink and its journal have.
 * Immutable.
 *
 * <pre>{@code
 * var totals = Batch.of(gemini).journal("reviews.jsonl").stream(Files.lines(Path.of("reviews.txt")));
 * totals.answered();
 * totals.metrics().p99();
 * totals                                   // as the last expression of a cell: a summary
 * }</pre>
 */
public final class Totals {
    private static volatile @Nullable Supplier<Totals> last;

    private final StreamReport report;

    Totals(StreamReport report) {
        this.report = report;
    }

    /**
     * Of the stream that was started last in this JVM: what it has so far, and all of it afterwards, also when it was
     * stopped.
     *
     * @throws IllegalStateException when none was started yet
     */
    public static Totals last() {
        Supplier<Totals> totals = last;
        if (totals == null) {
            throw new IllegalStateException("no stream has run yet: start one with plan.stream(prompts, sink)");
        }
        return totals.get();
    }

    /** These are the last ones from now on. */
    static void last(Supplier<Totals> totals) {
        last = totals;
    }

    /** How many prompts there were: those that were read, or as many as the source said that it has. */
    public int size() {
        return report.prompts();
    }

    /** How many have a complete answer, with those that the journal had. */
    public int answered() {
        return report.answered();
    }

    /** How many have failed for good, with those that the journal had. */
    public int failed() {
        return report.failed();
    }

    /** How many have no result because the stream ended before. */
    public int notRun() {
        return report.notRun();
    }

    /** How many were answered after more than one try. */
    public int answeredAfterRetry() {
        return report.retried();
    }

    /** How many had a result in the journal, and were not asked. */
    public int resumed() {
        return report.resumed();
    }

    /** How many failed for good, by the kind, the most frequent first. */
    public Map<ErrorKind, Integer> failures() {
        return report.counts();
    }

    /**
     * Latency, requests under way, tokens and cost of the rows that were asked, without those that the journal had. The
     * percentiles are right to within a hundredth, all else is exact.
     */
    public Metrics metrics() {
        return report.metrics();
    }

    /** Name of the model that was asked. */
    public String model() {
        return report.story().model();
    }

    /** How it was run: {@code 8 workers}, or {@code at most 12 at once} when the plan stated no number. */
    public String label() {
        return Words.label(report.story(), report.metrics());
    }

    /** When it began. */
    public Instant started() {
        return report.story().sessions().get(0).started();
    }

    /** Wall time. */
    public Duration took() {
        return report.metrics().took();
    }

    /** How many times faster than real time its clock went: 1, or the speed of a simulator. */
    public double speed() {
        return report.story().speed();
    }

    /** Why it ended before its last prompt; empty when it went to the end. */
    public Optional<String> stopped() {
        return report.stopped();
    }

    /** When the pace changed, and why; oldest first, the first 5,000. */
    public List<Change> changes() {
        return report.story().changes();
    }

    /** When prompts were ready but nothing was sent, and why; oldest first, the last 1,000. */
    public List<Pause> pauses() {
        return report.story().pauses();
    }

    /**
     * For how long nothing could be sent though prompts were ready, by the reason, the longest first; without reasons of
     * less than a hundredth of the time.
     */
    public Map<String, Duration> waits() {
        return report.waits();
    }

    /** What to do now, in sentences; empty when there is nothing to do. */
    public List<String> advice() {
        return report.advice();
    }

    /** In plain words: what came of it, where the time went, and what to do. */
    public String explain() {
        return report.explanation();
    }

    /** In a few lines, as a plain {@code jshell} shows it. */
    @Override
    public String toString() {
        return report.summary();
    }
}
