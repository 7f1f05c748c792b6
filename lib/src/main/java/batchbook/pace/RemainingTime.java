package batchbook.pace;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;

/**
 * When the last of many requests will go: from the limits and the number of requests in flight, not from the mean speed
 * so far, which a pause or a burst would mislead. The latest of
 *
 * <ul>
 *   <li>the number in flight: each answer makes room for the next; in slow start, for two,
 *   <li>the even spacing: one interval for each,
 *   <li>each limit per minute, of which other runs take their part.
 * </ul>
 *
 * @param limits of the run
 * @param windows all limits per minute, stated and learned
 */
record RemainingTime(RunLimits limits, Iterable<WindowLimit> windows, Estimates estimates) {
    /** Before the first answer. */
    private static final Duration USUAL_LATENCY = Duration.ofSeconds(2);

    Duration latency() {
        return estimates.isEmpty() ? USUAL_LATENCY : estimates.latency();
    }

    /**
     * When the last of so much may go.
     *
     * @param from when the first of it may
     * @param others what other runs ask of the same limits before
     */
    Instant last(Instant from, Workload load, Workload others, int inFlight) {
        long requests = Math.round(load.requests());
        Instant last = later(
                from.plus(byConcurrency(requests, inFlight)), limits.spacing().lastOpens(from, requests));
        Workload all = load.plus(others);
        double tokens = estimates.usage().perByte() * (all.bytes() / all.requests());
        for (WindowLimit limit : windows) {
            double each = limit.counts == Counts.REQUESTS ? 1 : tokens;
            last = later(last, limit.lastOpens(from, all.requests(), Math.max(1, each)));
        }
        return last;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Duration byConcurrency(long requests, int inFlight) {
        ConcurrencyLimit concurrency = limits.concurrency();
        Duration latency = latency();
        long left = requests - Math.max(0, concurrency.value() - inFlight);
        Duration time = Duration.ZERO;
        double width = concurrency.value();
        while (concurrency.slowStart() && left > 0 && width < concurrency.most()) {
            double more = Math.min(concurrency.most(), 2 * width);
            if (left <= more) {
                return time.plus(latency.multipliedBy(left).dividedBy(Math.max(1, (long) more)));
            }
            left -= (long) more;
            width = more;
            time = time.plus(latency);
        }
        return left <= 0 ? time : time.plus(latency.multipliedBy(left).dividedBy(Math.max(1, (long) width)));
    }
}
