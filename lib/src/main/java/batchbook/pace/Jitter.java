package batchbook.pace;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Chance in waits, so that programs that were refused at the same moment do not come back at the same moment.
 *
 * <p>Source: Marc Brooker, "Exponential Backoff And Jitter", 2015. Its full jitter, anything from nothing on, is only for
 * what is added to a time that the server named ({@link #upTo}); a wait that is to be long enough loses a tenth at most.
 */
final class Jitter {
    private final RandomGenerator random;

    Jitter(RandomGenerator random) {
        this.random = random;
    }

    /** The wait, less a random tenth of it at most. */
    Duration shortened(Duration wait) {
        long nanos = wait.toNanos();
        return Duration.ofNanos(nanos - random.nextLong(nanos / 10));
    }

    /** From nothing to so much. */
    Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(Math.max(1, most.toNanos())));
    }

    /** From 80 to 120 percent of it. */
    Duration around(Duration mean) {
        return mean.multipliedBy(8).dividedBy(10).plus(upTo(mean.multipliedBy(4).dividedBy(10)));
    }
}
