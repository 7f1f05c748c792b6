package batchbook.pace;

import java.time.Instant;

/**
 * When the next request may go, and why not now. Pure value.
 *
 * @param opens when; not after now means at once, {@link Instant#MAX} that an answer must come first
 * @param why in a few words, the same each time for the same reason; empty when there is nothing to explain
 * @param words why, in a sentence for a person
 */
public record Gate(Instant opens, String why, String words) {
    public static Gate open(Instant now) {
        return new Gate(now, "", "");
    }

    /** Closed, but only for as long as everyday work takes. */
    static Gate until(Instant opens) {
        return new Gate(opens, "", "");
    }

    public boolean letsGo(Instant now) {
        return !opens.isAfter(now);
    }

    /** Whether a person should be told. */
    public boolean holds(Instant now) {
        return !letsGo(now) && !why.isEmpty();
    }

    Gate orLater(Gate other) {
        return other.opens.isAfter(opens) ? other : this;
    }
}
