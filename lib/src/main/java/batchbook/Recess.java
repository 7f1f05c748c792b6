package batchbook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pause that all requests share, after which one goes first to see whether it is over. Pure. */
final class Recess {
    /** A refusal comes quickly: a first request that was not refused for this many times as long has passed. */
    private static final int PATIENT = 4;

    private final Duration leastPatience;
    private Instant until = Instant.MIN;
    private Gate closed = Gate.until(Instant.MIN);
    private boolean probing;
    private @Nullable Sent probe;
    /** Requests with a lower serial were sent before the pause: what comes of them says nothing about it. */
    private long episode;

    /** At least so long the first request must go without being refused. */
    Recess(Duration leastPatience) {
        this.leastPatience = leastPatience;
    }

    /** Begins, or goes on for longer. */
    void begin(Instant end, String why, String words, long nextSerial) {
        if (end.isAfter(until)) {
            until = end;
            closed = new Gate(end, why, words);
        }
        probing = true;
        probe = null;
        episode = nextSerial;
    }

    Gate gate(Instant now, boolean untilAnswered, Duration slowestRefusal) {
        if (now.isBefore(until)) {
            return closed;
        }
        if (probe == null) {
            return Gate.open(now);
        }
        Instant passes = untilAnswered ? Instant.MAX : passes(probe, slowestRefusal);
        return new Gate(passes, closed.why(), closed.words() + "; one request goes first");
    }

    private Instant passes(Sent first, Duration slowestRefusal) {
        Duration wait = slowestRefusal.multipliedBy(PATIENT);
        return first.at.plus(wait.compareTo(leastPatience) > 0 ? wait : leastPatience);
    }

    boolean probing() {
        return probing;
    }

    /** The request that went first after the pause; null before it was sent, and when no pause is on. */
    @Nullable
    Sent probe() {
        return probe;
    }

    void sent(Sent sent) {
        if (probing) {
            probe = sent;
        }
    }

    /** The first request failed for another reason: the next one is the first. */
    void probeAgain() {
        probe = null;
    }

    void end() {
        probing = false;
        probe = null;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    boolean isLate(Sent sent) {
        return sent.serial < episode;
    }

    Instant until() {
        return until;
    }
}
