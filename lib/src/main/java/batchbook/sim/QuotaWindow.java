package batchbook.sim;

import java.time.Duration;

/**
 * What counts against a quota of one minute. Simulated time is a parameter that never goes back. Not thread-safe.
 */
interface QuotaWindow {
    Duration MINUTE = Duration.ofMinutes(1);

    long limit(Duration now);

    /** Whether this much more stays within the quota. */
    boolean fits(Duration now, long amount);

    void add(Duration now, long amount);

    /** How long until this much more fits, if nothing else comes. */
    Duration delay(Duration now, long amount);

    /** What is left of a minute of which the clock has passed this much; never zero. */
    static Duration restOfMinute(Duration clock) {
        return MINUTE.minus(clock.minusMinutes(clock.toMinutes()));
    }
}
