package batchbook.pace;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The least time between two requests of a run, for servers that ask to wait for moments and name no limit, such as a
 * token bucket, or so many a second: rule 3 of {@link Pace}.
 *
 * <p>The first refusal's delay is the first interval. Each later refusal says how many had passed since the one before, so
 * the interval is {@code time / passed}, and longer than it was by {@link #SLOWER} at least. With no refusal it shrinks by
 * {@link #FASTER} for each {@value #CALM} requests, until it does not matter.
 */
final class RequestSpacing {
    private static final int CALM = 20;
    private static final double FASTER = 0.95;
    private static final double SLOWER = 1.15;
    /** Between two refusals that are further apart than so many intervals a request, the run had rested. */
    private static final int RESTED = 3;
    /** A shorter interval does not matter. */
    private static final Duration LEAST = Duration.ofMillis(20);

    /** When the last refusal came. */
    private @Nullable Instant lesson;

    private Duration interval = Duration.ZERO;
    private Instant opens = Instant.MIN;
    /** Requests that passed since the last refusal, and since the interval changed. */
    private int passed;

    private int calm;

    /** When the next request may go, and why not now. */
    Gate gate(Instant now) {
        if (!opens.isAfter(now)) {
            return Gate.open(now);
        }
        String limit = "about " + Counts.REQUESTS.of(perMinute()) + " a minute";
        return Gate.perMinute(
                opens, Counts.REQUESTS, limit, limit + ", evenly, a guess from refusals that named no limit");
    }

    void sent(Instant now) {
        if (!interval.isZero()) {
            opens = next(opens, now, interval);
        }
    }

    /** When the next one may go after one that was due at that time: one that went a little late does not delay all. */
    static Instant next(Instant due, Instant now, Duration interval) {
        return (due.isBefore(now.minus(interval)) ? now : due).plus(interval);
    }

    /** A request was refused, and one is welcome after this delay. Whether the interval is another one now. */
    boolean refused(Instant now, Duration delay) {
        Instant before = lesson;
        Duration old = interval;
        if (before == null || interval.isZero()) {
            interval = Durations.longer(LEAST, delay);
        } else {
            Duration each = Duration.between(before, now).dividedBy(Math.max(1, passed));
            Duration slower = Duration.ofNanos(Math.round(interval.toNanos() * SLOWER));
            // A run that rested in between tells nothing of how fast it may go.
            interval = each.compareTo(slower.multipliedBy(RESTED)) > 0 ? slower : Durations.longer(slower, each);
        }
        lesson = now;
        passed = 0;
        calm = 0;
        return !interval.equals(old);
    }

    /** A request was not refused. */
    void passed() {
        passed++;
        if (interval.isZero() || ++calm < CALM) {
            return;
        }
        calm = 0;
        interval = Duration.ofNanos(Math.round(interval.toNanos() * FASTER));
        if (interval.compareTo(LEAST) < 0) {
            interval = Duration.ZERO;
        }
    }

    /** Requests a minute; 0 when it does not matter. */
    long perMinute() {
        return interval.isZero() ? 0 : Math.max(1, Durations.MINUTE.dividedBy(interval));
    }

    /** When the last of so many requests may go. */
    Instant lastOpens(Instant from, long requests) {
        return from.plus(interval.multipliedBy(requests));
    }
}
