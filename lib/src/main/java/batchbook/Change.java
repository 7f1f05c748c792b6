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
 * @param why in words
 */
public record Change(Instant at, int cap, OptionalLong perMinute, String why) {
    /** Why of the first one, which tells what a run begins with. */
    public static final String BEGINS = "the run begins";

    /** Rejects nulls. */
    public Change {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(perMinute, "perMinute");
        Objects.requireNonNull(why, "why");
    }

    /** Whether it was no more than a step up because nothing went wrong. */
    boolean goesWell() {
        return why.startsWith("all goes well");
    }

    /** Whether something was found out: neither a step up nor what the run begins with. */
    boolean isNews() {
        return !goesWell() && !why.equals(BEGINS);
    }
}
