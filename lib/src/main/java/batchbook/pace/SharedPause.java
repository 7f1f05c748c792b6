package batchbook.pace;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pause that all requests of an account share, after which one goes first to see whether it is over: rule 1 of {@link
 * Pace}.
 *
 * <p>That one is the probe of a half-open circuit breaker ({@link CircuitBreaker}). It has passed when it is answered, or,
 * unless the server fails wholly, when it was not refused for {@value #PATIENT} times as long as the slowest refusal took,
 * as refusals come quickly. Its own refusal begins the next pause.
 */
final class SharedPause {
    /** A refusal comes quickly: a first request that was not refused for this many times as long has passed. */
    private static final int PATIENT = 4;

    private Instant until = Instant.MIN;
    private Gate closed = Gate.until(Instant.MIN);
    private boolean probing;
    private @Nullable Permit probe;
    /** First requests in a row that were refused. */
    private int refused;
    /** Requests with a lower serial were sent before the pause: what comes of them says nothing about it. */
    private long episode;

    /** Begins, or goes on for longer. */
    void begin(Gate pause, long nextSerial) {
        if (pause.opens().isAfter(until)) {
            until = pause.opens();
            closed = pause;
        }
        probing = true;
        probe = null;
        episode = nextSerial;
    }

    /**
     * Closed during the pause, and until the first request after it has passed.
     *
     * @param untilAnswered whether that takes an answer, or just that it is not refused
     * @param leastPatience for how long it must not be refused at least
     */
    Gate gate(Instant now, boolean untilAnswered, Duration slowestRefusal, Duration leastPatience) {
        if (now.isBefore(until)) {
            return closed;
        }
        if (probe == null) {
            return Gate.open(now);
        }
        Duration patience = Durations.longer(slowestRefusal.multipliedBy(PATIENT), leastPatience);
        Instant passes = untilAnswered ? Instant.MAX : probe.leftBy(now).plus(patience);
        return new Gate(passes, closed.reason(), closed.why(), closed.words() + "; one request goes first");
    }

    /** Whether a pause is on, or the request that went first after it has not passed yet. */
    boolean probing() {
        return probing;
    }

    /** The request that went first after the pause; null before it was sent, and when no pause is on. */
    @Nullable
    Permit probe() {
        return probe;
    }

    /** A request goes: the only one, if a pause was on. */
    void sent(Permit permit) {
        if (probing) {
            probe = permit;
        }
    }

    /** A request was refused. */
    void refused(Permit permit) {
        refused += permit == probe ? 1 : 0;
    }

    /** How many first requests in a row were refused. */
    int probesRefused() {
        return refused;
    }

    /** A request that was sent since the last refusal was answered. */
    void answered() {
        refused = 0;
    }

    /** The first request failed for another reason: the next one is the first. */
    void probeAgain() {
        probe = null;
    }

    /** The first request after it has passed. */
    void end() {
        probing = false;
        probe = null;
        until = Instant.MIN;
    }

    /** Whether its time is over. */
    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /** Whether a request was sent before the pause. */
    boolean isLate(Permit permit) {
        return permit.serial < episode;
    }

    Instant until() {
        return until;
    }
}
