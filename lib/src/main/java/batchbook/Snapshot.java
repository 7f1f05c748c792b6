package batchbook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a run has come: all that a display needs. Immutable.
 *
 * @param model name of the model that is asked
 * @param workers how many requests may be under way at once
 * @param total prompts
 * @param answered prompts with a complete answer
 * @param failed prompts that have failed for good
 * @param notRun prompts given up because the run ended; 0 until then
 * @param answeredAfterRetry the answered prompts that took more than one try
 * @param active requests under way
 * @param waiting prompts waiting for their next try
 * @param queued prompts not sent yet
 * @param elapsed time since the start
 * @param remaining estimate of the time to go, from the mean speed so far; empty before the first result and at the end
 * @param finished results since the snapshot before
 * @param over whether this is the last one
 * @param stopped why the run ended, or is ending, before its last prompt
 */
public record Snapshot(
        String model,
        int workers,
        int total,
        int answered,
        int failed,
        int notRun,
        int answeredAfterRetry,
        int active,
        int waiting,
        int queued,
        Duration elapsed,
        Optional<Duration> remaining,
        List<Result> finished,
        boolean over,
        Optional<String> stopped) {
    /** Copies the list. */
    public Snapshot {
        finished = List.copyOf(finished);
    }

    /** Prompts with a result. */
    public int done() {
        return answered + failed + notRun;
    }

    /** Share of the prompts that are done, from 0 to 1; 1 for an empty run. */
    public double share() {
        return total == 0 ? 1 : (double) done() / total;
    }
}
