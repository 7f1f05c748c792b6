package batchbook.sim.jobs;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How the simulated service treats jobs of its Batch API: how long they take, what it takes at most, and what goes wrong.
 *
 * <p>An immutable value, part of a scenario:
 *
 * <pre>{@code
 * Scenario.calm().jobs(Jobs.taking(Duration.ofHours(3)).fault(JobFault.SWAPPED_ANSWERS, 0.1))
 * }</pre>
 *
 * <p>A job is PENDING for a tenth of its time and then RUNNING; its rows are done one after the other, evenly. A cancelled
 * job keeps what is done. The answers are those to live requests, faults that belong to prompts included, and cost half. A
 * job may have up to 20 MB of inline requests, or a file of up to 2 GB; files are there for 48 hours. Jobs and files belong
 * to the key that made them: for another one they are not there. What goes wrong is drawn from the seed of the scenario.
 *
 * @param duration the time from its creation until a job is over, in simulated time; at least zero, two minutes by default
 * @param expiry after how long a job that is not over is EXPIRED; more than zero, 48 hours by default
 * @param atOnce how many jobs of a key may be PENDING or RUNNING; at least 1, 100 by default. One more is refused with 429
 * @param enqueuedTokens how many tokens the prompts of all jobs of a key for one model may have that are PENDING or RUNNING;
 *     no limit by default. What exceeds it is refused with 429
 * @param faults what goes wrong how often; nothing by default
 */
public record Jobs(
        Duration duration, Duration expiry, int atOnce, OptionalLong enqueuedTokens, Map<JobFault, Share> faults) {

    private static final Jobs USUAL =
            new Jobs(Duration.ofMinutes(2), Duration.ofDays(2), 100, OptionalLong.empty(), Map.of());

    /**
     * How often something goes wrong.
     *
     * @param share of requests, jobs or rows; 0 to 1
     * @param creations only for the first so many requests that create a job; at least 1
     */
    public record Share(double share, int creations) {
        /** @throws IllegalArgumentException naming the value that is out of range */
        public Share {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("the share of a fault must be between 0 and 1, but was " + share);
            }
            if (creations < 1) {
                throw new IllegalArgumentException("creations must be at least 1, but was " + creations);
            }
        }
    }

    /** @throws IllegalArgumentException naming the value that is out of range */
    public Jobs {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative, but was " + duration);
        }
        if (expiry.isNegative() || expiry.isZero()) {
            throw new IllegalArgumentException("expiry must be more than zero, but was " + expiry);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("atOnce must be at least 1, but was " + atOnce);
        }
        if (enqueuedTokens.orElse(0) < 0) {
            throw new IllegalArgumentException(
                    "enqueuedTokens must not be negative, but was " + enqueuedTokens.getAsLong());
        }
        Map<JobFault, Share> copy = new EnumMap<>(JobFault.class);
        copy.putAll(faults);
        faults = Collections.unmodifiableMap(copy);
    }

    /** Jobs take two minutes, and nothing goes wrong. */
    public static Jobs usual() {
        return USUAL;
    }

    /** Jobs take so long, and nothing goes wrong. */
    public static Jobs taking(Duration duration) {
        return new Jobs(duration, USUAL.expiry, USUAL.atOnce, USUAL.enqueuedTokens, USUAL.faults);
    }

    /** These jobs with another time after which they expire. */
    public Jobs expiringAfter(Duration newExpiry) {
        return new Jobs(duration, newExpiry, atOnce, enqueuedTokens, faults);
    }

    /** These jobs with another number of them that may be PENDING or RUNNING. */
    public Jobs atOnce(int newMost) {
        return new Jobs(duration, expiry, newMost, enqueuedTokens, faults);
    }

    /** These jobs with a limit of prompts' tokens that may be PENDING or RUNNING, for each model. */
    public Jobs enqueuedTokens(long newMost) {
        return new Jobs(duration, expiry, atOnce, OptionalLong.of(newMost), faults);
    }

    /** These jobs with one fault as frequent as said, 0 to 1. */
    public Jobs fault(JobFault fault, double share) {
        return fault(fault, share, Integer.MAX_VALUE);
    }

    /**
     * These jobs with one fault as frequent as said, but only for the first requests that create a job: so {@code
     * fault(JobFault.LOST_ANSWER, 1, 1)} loses the first answer, and no other.
     */
    public Jobs fault(JobFault fault, double share, int creations) {
        Map<JobFault, Share> more = new EnumMap<>(JobFault.class);
        more.putAll(faults);
        more.put(fault, new Share(share, creations));
        return new Jobs(duration, expiry, atOnce, enqueuedTokens, more);
    }
}
