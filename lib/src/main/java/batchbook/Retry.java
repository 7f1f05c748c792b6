package batchbook;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides whether a failed request is sent again, and after how long. Pure: it never sleeps and reads no clock.
 *
 * <p>A <em>request</em> is one call on the wire, recorded as an {@link Attempt}. A <em>try</em> is a request that counts
 * here. One that was refused for a limit (429) was not worked on, so it is none; nor is one that failed while the whole
 * server was in trouble. What bounds those is {@code patience}. That holds for a quota of the day too, as one refusal of
 * it may be passing; a {@link ErrorKind#QUOTA_EXHAUSTED} that waiting does not help, such as a limit of 0, is not tried
 * again. One that never reached the provider is no try either, and is sent again a few times.
 *
 * <p>Only kinds that are {@link ErrorKind#worthRetrying()} are tried again, and failures that {@linkplain
 * ModelException#mayPass() may pass}. Those, {@link ErrorKind#UNREADABLE} and {@link ErrorKind#NOT_ACCEPTED} are tried 3
 * times at most, as each try is paid for; an answer that came whole and does not read as {@linkplain Model#answerType() what
 * was asked for} 2 times, as a model that misses the form once more will mostly miss it again. After an answer that came
 * whole there is no wait: the provider is well. Else the wait before try <i>n</i>+1 is a random
 * time between nothing and {@code firstWait * 2^(n-1)}, at most {@code longestWait}: exponential back-off with full
 * jitter (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). A delay that the provider named
 * is waited in full, and the random time comes on top.
 *
 * <pre>{@code
 * Batch.of(gemini).retry(Retry.upTo(3)).run(prompts);
 * }</pre>
 *
 * @param tries how many tries a prompt gets at most, the first one included; 1 means no retry. Default 5
 * @param firstWait upper bound of the wait after the first failure. Default 1 second
 * @param longestWait upper bound of every later wait. Default 60 seconds
 * @param patience how long a row waits between its requests, all waits together; the longest pause that a provider may ask
 *     for; and how long a server may do nothing but fail before the run ends. Default 15 minutes
 */
public record Retry(int tries, Duration firstWait, Duration longestWait, Duration patience) {
    private static final int BY_CHANCE = 3;
    private static final int MISREAD = 2;

    private static final Retry DEFAULT =
            new Retry(5, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(15));

    /**
     * Checks the bounds. A duration over a year is cut to one.
     *
     * @throws IllegalArgumentException when {@code tries} is below 1 or a duration is negative
     */
    public Retry {
        if (tries < 1) {
            throw new IllegalArgumentException(
                    "tries is " + tries + ": a prompt is sent at least once. Use Retry.none() for no retry.");
        }
        firstWait = bounded(firstWait, "firstWait");
        longestWait = bounded(longestWait, "longestWait");
        patience = bounded(patience, "patience");
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

    /** The same with another bound on a row's waits. */
    public Retry patience(Duration longest) {
        return new Retry(tries, firstWait, longestWait, longest);
    }

    /**
     * The wait after a failed request, or empty to give up.
     *
     * @param triesSoFar how many tries the prompt has had, as told above
     * @param waited how long it has waited between its requests so far
     * @param problem what the last request ended with
     * @param random where the jitter comes from
     */
    public Optional<Duration> waitAfter(
            int triesSoFar, Duration waited, ModelException problem, RandomGenerator random) {
        boolean refused = problem.refused();
        boolean over = !refused && triesSoFar >= most(problem);
        if (tries == 1 || over) {
            return Optional.empty();
        }
        Duration named = problem.retryAfter().orElse(Duration.ZERO);
        long bound = Math.min(longestWait.toNanos(), doubled(firstWait.toNanos(), Math.max(0, triesSoFar - 1)));
        // After a refusal the pace of the whole batch spreads the requests.
        boolean spread = !problem.isMisfit() && (!refused || named.isZero());
        Duration wait = named.plusNanos(bound == 0 || !spread ? 0 : random.nextLong(bound));
        return waited.plus(wait).compareTo(patience) > 0 ? Optional.empty() : Optional.of(wait);
    }

    /**
     * The wait of a row of its own, within a batch: none after a refusal that named its delay, as the pace lets all wait for
     * it.
     */
    Optional<Duration> ownWaitAfter(int triesSoFar, Duration waited, ModelException problem, RandomGenerator random) {
        if (problem.endsRun()) {
            return Optional.empty();
        }
        Optional<Duration> wait = waitAfter(triesSoFar, waited, problem, random);
        boolean paced = problem.refused() && problem.retryAfter().isPresent();
        return paced ? wait.map(all -> Duration.ZERO) : wait;
    }

    /** How often a prompt that ends like this is sent at most; 0 when another try is no use, however many there were. */
    private int most(ModelException problem) {
        if (!problem.passesByChance() && !problem.worthRetrying()) {
            return 0;
        }
        return switch (problem.kind()) {
            case UNREADABLE -> Math.min(tries, problem.isMisfit() ? MISREAD : BY_CHANCE);
            case NOT_ACCEPTED -> Math.min(tries, BY_CHANCE);
            default -> problem.passesByChance() ? Math.min(tries, BY_CHANCE) : tries;
        };
    }

    private static long doubled(long nanos, int times) {
        // Beyond 2^30 the cap rules anyway; the shift must not wrap round to a short wait.
        int shift = Math.min(times, 30);
        return nanos > (Long.MAX_VALUE >> shift) ? Long.MAX_VALUE : nanos << shift;
    }

    private static Duration bounded(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is " + duration + ": it must not be negative");
        }
        return Time.bounded(duration);
    }
}
