package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A time in which prompts were ready but nothing was sent. Immutable; see {@link Run#pauses()}.
 *
 * @param from when it began
 * @param to when it ended
 * @param reason why, as one of a closed list
 * @param why in a few words, the same for all pauses that have the same reason
 */
public record Pause(Instant from, Instant to, Reason reason, String why) {
    /** Rejects nulls. */
    public Pause {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(why, "why");
    }

    /** How long it lasted. */
    public Duration lasted() {
        return Duration.between(from, to);
    }
}
