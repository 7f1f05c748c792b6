package batchbook;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides whether a failed request is sent again, and after how long. Pure: it never sleeps and reads no clock.
 *
 * <p>Only kinds that are {@link ErrorKind#worthRetrying()} are tried again. The wait before try <i>n</i>+1 is a random
 * time between nothing and {@code firstWait * 2^(n-1)}, at most {@code longestWait}: exponential back-off with full
 * jitter (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). When the provider named a
 * delay, that delay is waited in full, and the random time only spreads the requests after it.
 *
 * <pre>{@code
 * Batch.of(gemini).retry(Retry.upTo(3)).run(prompts);
 * }</pre>
 *
 * @param tries how often a prompt is sent at most, the first time included; 1 means no retry. Default 5
 * @param firstWait upper bound of the wait after the first failure. Default 1 second
 * @param longestWait upper bound of every later wait. Default 60 seconds
 * @param patience the longest delay named by the provider that is waited for; beyond it the row fails. Default 15
 *     minutes
 */
public record Retry(int tries, Duration firstWait, Duration longestWait, Duration patience) {
    private static final Retry DEFAULT =
            new Retry(5, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(15));

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when {@code tries} is below 1 or a duration is negative
     */
    public Retry {
        if (tries < 1) {
            throw new IllegalArgumentException(
                    "tries is " + tries + ": a prompt is sent at least once. Use Retry.none() for no retry.");
        }
        requireNotNegative(firstWait, "firstWait");
        requireNotNegative(longestWait, "longestWait");
        requireNotNegative(patience, "patience");
    }

    /** Up to this many tries in all, with the default waits. */
    public static Retry upTo(int tries) {
        return new Retry(tries, DEFAULT.firstWait, DEFAULT.longestWait, DEFAULT.patience);
    }

    /** One try and no more. */
    public static Retry none() {
        return upTo(1);
    }

    /** What a batch does when nothing is said: up to 5 tries. */
    public static Retry standard() {
        return DEFAULT;
    }

    /**
     * The wait after a failed try, or empty to give up.
     *
     * @param triesSoFar how often the prompt was sent already, from 1
     * @param problem what the last try ended with
     * @param random where the jitter comes from
     */
    public Optional<Duration> waitAfter(int triesSoFar, ModelException problem, RandomGenerator random) {
        if (triesSoFar >= tries || !problem.kind().worthRetrying()) {
            return Optional.empty();
        }
        Duration named = problem.retryAfter().orElse(Duration.ZERO);
        if (named.compareTo(patience) > 0) {
            return Optional.empty();
        }
        long bound = Math.min(longestWait.toNanos(), doubled(firstWait.toNanos(), triesSoFar - 1));
        return Optional.of(named.plusNanos(bound == 0 ? 0 : random.nextLong(bound)));
    }

    private static long doubled(long nanos, int times) {
        // Beyond 2^30 the cap rules anyway; the shift must not wrap round to a short wait.
        int shift = Math.min(times, 30);
        return nanos > (Long.MAX_VALUE >> shift) ? Long.MAX_VALUE : nanos << shift;
    }

    private static void requireNotNegative(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is " + duration + ": it must not be negative");
        }
    }
}
