package batchbook.pace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One request in the eyes of the limits: when it went, what it weighs, and whether it was refused. */
public final class Permit {
    /** Higher than that of every request sent before to the same account. */
    final long serial;

    /** How many others were under way when it was sent. */
    final int others;
    /** Whether the cap on requests under way was really used when it was sent. */
    final boolean capUsed;
    /** Tokens of its prompt: an estimate, until the answer tells. */
    long tokens;

    boolean refused;
    /** Whether its passing has been counted in favour of a higher cap. */
    boolean credited;

    /** The run that sent it. */
    final Object run;

    private final Instant handedOver;
    private volatile @Nullable Instant left;

    Permit(Object run, long serial, Instant handedOver, int others, boolean capUsed, long tokens) {
        this.run = run;
        this.serial = serial;
        this.handedOver = handedOver;
        this.others = others;
        this.capUsed = capUsed;
        this.tokens = tokens;
    }

    /** It leaves only now, as its worker had to wait or to get ready; for any thread. */
    public void left(Instant now) {
        left = now;
    }

    /** Whether it is known to have left: until then nothing can be concluded from its not being refused. */
    boolean hasLeft() {
        return left != null;
    }

    /** When it left; until that is known, when it was handed to its worker. */
    public Instant at() {
        Instant time = left;
        return time == null ? handedOver : time;
    }
}
