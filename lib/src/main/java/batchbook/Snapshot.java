package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a run has come: all that a display needs. Immutable.
 *
 * @param model name of the model that is asked
 * @param workers how many requests may be under way at once now; at the end, {@link Run#workers()}
 * @param total prompts
 * @param answered prompts with a complete answer
 * @param failed prompts that have failed for good
 * @param notRun prompts given up because the run ended; 0 until then
 * @param answeredAfterRetry the answered prompts that took more than one try
 * @param resumed prompts that had a result before the run began
 * @param active requests under way
 * @param waiting prompts waiting for their next try
 * @param queued prompts not sent yet
 * @param elapsed time since the start; of a run that was resumed, of all its parts
 * @param remaining estimate of the time to go, from the limits and the cap; empty before the first answer and at the end
 * @param tempo how fast it goes, and what bounds it
 * @param hold why nothing may be sent now, though prompts are ready
 * @param spending what it has cost; empty when the model's price is not known
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
        int resumed,
        int active,
        int waiting,
        int queued,
        Duration elapsed,
        Optional<Duration> remaining,
        Tempo tempo,
        Optional<Hold> hold,
        Optional<Spending> spending,
        List<Result> finished,
        boolean over,
        Optional<String> stopped) {

    /**
     * How fast a run goes.
     *
     * @param inLastMinute requests sent in the last minute
     * @param perMinute how many a minute are allowed; empty while no limit is known
     * @param change why the pace changed last
     * @param speed how many times faster than real time the clock goes; 1 but on a simulator
     */
    public record Tempo(long inLastMinute, OptionalLong perMinute, Optional<Change> change, double speed) {}

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
