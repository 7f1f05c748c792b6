package batchbook.report;

import batchbook.Metrics;
import batchbook.Pause;
import batchbook.Reason;
import batchbook.Result;
import batchbook.pace.Cause;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** All that is known of a run: what happened, what came of each row, and the figures. Immutable. */
public record Report(Story story, List<Result> results, Metrics metrics) {
    public int size() {
        return results.size();
    }

    /** The rows that were sent and have no answer. */
    public List<Result> failed() {
        return results.stream().filter(row -> row.kind().isPresent()).toList();
    }

    /** Why it ended before its last prompt, in words. */
    public Optional<String> stopped() {
        return story.stopped().map(Cause::words);
    }

    /** Whether it has ended; false for what has come so far while it goes on. */
    public boolean isOver() {
        return story.reason().filter(why -> why == Reason.STILL_RUNNING).isEmpty();
    }

    /** Whether it has ended and no prompt was answered, though some were sent: nobody should take it for a success. */
    boolean allFailed() {
        return isOver() && Words.isFailure(metrics.answered(), metrics.failed());
    }

    /** For how long nothing could be sent, by the cause, the longest first; only what is worth telling. */
    Map<Cause, Duration> waits() {
        Map<Cause, Duration> waits = new LinkedHashMap<>();
        for (Pause pause : story.pauses()) {
            waits.merge(new Cause(pause.reason(), pause.why()), pause.lasted(), Duration::plus);
        }
        waits.values()
                .removeIf(wait -> !Words.worthTelling(wait, story.lastSession().took()));
        return Words.longestFirst(waits);
    }

    /** The same by its words alone. */
    public Map<String, Duration> waitsByWords() {
        Map<String, Duration> waits = new LinkedHashMap<>();
        waits().forEach((cause, wait) -> waits.merge(cause.words(), wait, Duration::plus));
        return Words.longestFirst(waits);
    }

    /** How many times faster than that one; empty when the two cannot be compared. */
    public OptionalDouble speedUp(Report other) {
        boolean comparable = isComplete()
                && other.isComplete()
                && !metrics.took().isZero()
                && size() == other.size()
                && IntStream.range(0, size())
                        .allMatch(i -> results.get(i)
                                .prompt()
                                .equals(other.results.get(i).prompt()));
        return comparable
                ? OptionalDouble.of(
                        other.metrics.took().toNanos() / (double) metrics.took().toNanos())
                : OptionalDouble.empty();
    }

    private boolean isComplete() {
        return isOver() && metrics.notRun() == 0 && metrics.answered() > 0;
    }
}
