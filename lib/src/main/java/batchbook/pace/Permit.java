package batchbook.pace;

import batchbook.Limit.Counts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request in the eyes of the limits: when it went, what it weighs, and whether it was refused.
 *
 * <p>It counts from when it was handed to its worker; once that is known, from when it left.
 */
public final class Permit {
    /** The run that sent it. */
    final Object run;
    /** Higher than that of every request sent before to the same account. */
    final long serial;
    /** How many others of its run were in flight when it was sent. */
    final int others;
    /** Whether the limit on requests in flight was really used when it was sent. */
    final boolean limitUsed;
    /** Tokens of its prompt: an estimate, until the answer tells. */
    long tokens;

    boolean refused;
    /** Whether its passing has been counted in favour of a higher limit on requests in flight. */
    boolean credited;

    private final Instant handedOver;
    private volatile @Nullable Instant left;

    Permit(Object run, long serial, Instant handedOver, int others, boolean limitUsed, long tokens) {
        this.run = run;
        this.serial = serial;
        this.handedOver = handedOver;
        this.others = others;
        this.limitUsed = limitUsed;
        this.tokens = tokens;
    }

    /** It leaves only now, as its worker had to wait or to get ready; for any thread. */
    public void left(Instant now) {
        left = now;
    }

    /** When it was handed to its worker; it leaves no earlier. */
    Instant handedOver() {
        return handedOver;
    }

    /** When it left; until that is known, when it was handed to its worker. */
    public Instant at() {
        Instant time = left;
        return time == null ? handedOver : time;
    }

    /**
     * When it left; now, if it has not left yet: what is to happen some time after it has left happens no earlier than so long
     * after now. Only so whoever waits for it is woken in time.
     */
    Instant leftBy(Instant now) {
        Instant time = left;
        return time == null ? now : time;
    }

    /** What it weighs at a limit, refused or not. */
    long amount(Counts counts) {
        return counts == Counts.REQUESTS ? 1 : tokens;
    }
}
