package batchbook;

import java.time.Instant;

/** One request in the eyes of the limits: when it went, what it weighs, and whether it was refused. */
final class Sent {
    /** Higher than that of every request sent before to the same account. */
    final long serial;

    final Instant at;
    /** How many others were under way when it was sent. */
    final int others;
    /** Whether the cap on requests under way was really used when it was sent. */
    final boolean capUsed;
    /** Tokens of its prompt: an estimate, until the answer tells. */
    long tokens;

    boolean refused;
    /** Whether its passing has been counted in favour of a higher cap. */
    boolean credited;

    Sent(long serial, Instant at, int others, boolean capUsed, long tokens) {
        this.serial = serial;
        this.at = at;
        this.others = others;
        this.capUsed = capUsed;
        this.tokens = tokens;
    }
}
