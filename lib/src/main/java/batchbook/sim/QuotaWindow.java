package batchbook.sim;

import java.time.Duration;

/**
 * What counts against a quota of one minute. Simulated time is a parameter that never goes back. Not thread-safe.
 */
sealed interface QuotaWindow permits RollingMinute, FixedMinute {

    /** Whether this much more stays within the quota. */
    boolean fits(Duration now, long amount);

    void add(Duration now, long amount);

    /** How long until this much more fits, if nothing else comes. */
    Duration delay(Duration now, long amount);
}
