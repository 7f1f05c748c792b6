package batchbook.pace;

import batchbook.Limit.Counts;
import batchbook.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * When the next request may go, and why not now. Immutable.
 *
 * @param opens when; not after now means at once, {@link Instant#MAX} that an answer must come first
 * @param reason why; empty when there is nothing to explain
 * @param why which limit or trouble it is, in a few words that are the same each time
 * @param words why, in a sentence for a person
 */
public record Gate(Instant opens, Optional<Reason> reason, String why, String words) {
    public static Gate open(Instant now) {
        return until(now);
    }

    /** Closed, but only for as long as everyday work takes. */
    static Gate until(Instant opens) {
        return new Gate(opens, Optional.empty(), "", "");
    }

    /** Closed, and a person should be told. */
    static Gate closed(Instant opens, Reason reason, String why, String words) {
        return new Gate(opens, Optional.of(reason), why, words);
    }

    /** Closed for a limit per minute of what is counted. */
    static Gate perMinute(Instant opens, Counts counts, String why, String words) {
        Reason reason = counts == Counts.TOKENS ? Reason.TOKENS_PER_MINUTE : Reason.REQUESTS_PER_MINUTE;
        return closed(opens, reason, why, words);
    }

    public boolean letsGo(Instant now) {
        return !opens.isAfter(now);
    }

    /** Whether a person should be told. */
    public boolean holds(Instant now) {
        return !letsGo(now) && reason.isPresent();
    }

    /** Why it holds. */
    public Cause cause() {
        return new Cause(reason.orElseThrow(), words);
    }

    Gate orLater(Gate other) {
        return other.opens.isAfter(opens) ? other : this;
    }
}
