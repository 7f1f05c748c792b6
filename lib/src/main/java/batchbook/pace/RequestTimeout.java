package batchbook.pace;

import batchbook.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * When a request in flight is given up.
 *
 * <p>After its time-out; but a loop that wakes late was asleep, with its machine (a closed laptop) or its process, and so
 * were the workers: answers may be in the sockets, and are looked for before a request is sent once more.
 */
public final class RequestTimeout {
    /** A loop that wakes so much too late was asleep. */
    private static final Duration ASLEEP = Duration.ofSeconds(2);

    /** For so long answers are looked for then. */
    private static final Duration LOOKING = Duration.ofSeconds(5);

    private final Duration timeout;
    private final double speed;
    /** When the loop, if it slept then, would be late. */
    private Instant awakeBy = Instant.MAX;

    private Instant looksUntil = Instant.MIN;
    private Duration longestSleep = Duration.ZERO;

    public RequestTimeout(Duration timeout, double speed) {
        this.timeout = timeout;
        this.speed = speed;
    }

    /** The loop goes to sleep, and means to wake then. */
    public void sleeps(Instant now, Instant wake) {
        awakeBy = (wake.isAfter(now) ? wake : now).plus(Time.scaled(ASLEEP, speed));
    }

    /** The loop is awake. */
    public void wakes(Instant now) {
        if (now.isAfter(awakeBy)) {
            Duration slept = Duration.between(awakeBy, now);
            longestSleep = Durations.longer(slept, longestSleep);
            looksUntil = now.plus(Time.scaled(LOOKING, speed));
        }
    }

    /** When to look again at a request that was sent then. */
    public Instant due(Instant permit) {
        Instant due = permit.plus(timeout);
        Instant latest = due.plus(timeout).plus(longestSleep);
        // Not for ever: a machine may always be slow.
        Instant looks = looksUntil.isBefore(latest) ? looksUntil : latest;
        return looks.isAfter(due) ? looks : due;
    }
}
