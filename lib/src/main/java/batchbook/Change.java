package batchbook;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A moment at which a run changed its pace. Immutable; see {@link Run#changes()}.
 *
 * @param at when
 * @param cap how many requests may be under way at once from then on
 * @param perMinute how many requests a minute are allowed from then on; empty while no limit is known
 * @param reason why, as one of a closed list
 * @param why in words
 */
public record Change(Instant at, int cap, OptionalLong perMinute, Reason reason, String why) {
    /** Rejects nulls. */
    public Change {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(perMinute, "perMinute");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(why, "why");
    }
}
