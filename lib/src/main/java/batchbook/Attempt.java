package batchbook;

import batchbook.foreign.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One request for one prompt: the raw data of every chart. Immutable.
 *
 * <p>A <em>request</em> is one call on the wire, whatever came of it. A <em>try</em> is a request that counts against
 * {@link Retry#tries()}, which not all do.
 *
 * @param number 1 for the first request of a prompt
 * @param lane which of the batch's workers carried it, from 0; {@link #IN_A_JOB} when none did
 * @param queued when the prompt could have been sent: the start of the run, or the end of the request before
 * @param sent when it was sent
 * @param finished when its answer was there, or when it was given up
 * @param error why it failed; empty when it was answered
 * @param message the provider's words for the failure; empty when it was answered
 * @param held the part of the time between {@code queued} and {@code sent} in which a limit, a pause or a budget let
 *     nothing go; the rest is waiting for a free worker, and back-off
 * @param usage tokens of its reply, or of the part that came of one; {@link Usage#NONE} when nobody told them
 */
public record Attempt(
        int number,
        int lane,
        Instant queued,
        Instant sent,
        Instant finished,
        Optional<ErrorKind> error,
        String message,
        Duration held,
        Usage usage) {
    /**
     * The lane of a request that no worker carried: it was one of many in a job ({@link Batch#overnight}). Nobody tells when
     * it was worked on, so it was {@code queued} when the job was submitted, and {@code sent} and {@code finished} when the
     * job was over.
     */
    public static final int IN_A_JOB = -1;

    /** A request whose tokens nobody told. */
    public Attempt(
            int number,
            int lane,
            Instant queued,
            Instant sent,
            Instant finished,
            Optional<ErrorKind> error,
            String message,
            Duration held) {
        this(number, lane, queued, sent, finished, error, message, held, Usage.NONE);
    }

    /** Rejects nulls. The message is one line. */
    public Attempt {
        Objects.requireNonNull(queued, "queued");
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(finished, "finished");
        Objects.requireNonNull(error, "error");
        message = SafeText.line(message, SafeText.MESSAGE);
        Objects.requireNonNull(held, "held");
        Objects.requireNonNull(usage, "usage");
    }

    /** Whether it was one of many in a job, and has no times of its own. */
    public boolean inAJob() {
        return lane == IN_A_JOB;
    }

    /** Time from sending to the answer. */
    public Duration latency() {
        return Duration.between(sent, finished);
    }

    /** Time between being ready to go and being sent. */
    public Duration waited() {
        return Duration.between(queued, sent);
    }
}
