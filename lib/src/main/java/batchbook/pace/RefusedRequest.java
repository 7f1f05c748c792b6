package batchbook.pace;

import batchbook.ModelException;
import java.time.Duration;
import java.time.Instant;

/**
 * A request that was refused for a limit (429).
 *
 * @param permit the request
 * @param at when its refusal came
 * @param late whether it was sent before the pause that is on, and so says nothing about it
 * @param problem what the server said
 */
record RefusedRequest(Permit permit, Instant at, boolean late, ModelException problem) {
    /** After which the server welcomes the next request; zero when it does not say. */
    Duration delay() {
        return problem.retryAfter().orElse(Duration.ZERO);
    }
}
