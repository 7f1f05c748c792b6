package batchbook.pace;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;

/**
 * When the last answer will be there: from the limits and the cap on requests under way, not from the mean speed so far,
 * which a pause or a burst would mislead.
 */
final class RemainingTime {
    private static final Duration USUAL = Duration.ofSeconds(2);

    private RemainingTime() {}

    /**
     * The time from {@code now} until so much is answered.
     *
     * @param from when the next one may go
     * @param others what other runs ask of the same limits before the last of it
     */
    static Duration remaining(
            Instant now,
            Instant from,
            Workload load,
            Workload others,
            int underWay,
            ConcurrencyLimit cap,
            Iterable<WindowLimit> quotas,
            RequestSpacing spacing,
            Estimates estimates) {
        Duration latency = estimates.isEmpty() ? USUAL : estimates.latency();
        if (load.isNone()) {
            // What is under way is half done, on average.
            return latency.dividedBy(2);
        }
        long requests = Math.round(load.requests());
        Instant last = later(from.plus(byCap(requests, underWay, cap, latency)), spacing.lastOpens(from, requests));
        Workload all = load.plus(others);
        for (WindowLimit quota : quotas) {
            double each = quota.counts == Counts.REQUESTS ? 1 : estimates.tokens(all.bytes() / all.requests());
            last = later(last, quota.lastOpens(from, all.requests(), Math.max(1, each)));
        }
        return Duration.between(now, last).plus(latency);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** How long until the last of them can be sent, when each answer makes room for the next. */
    private static Duration byCap(long requests, int underWay, ConcurrencyLimit cap, Duration latency) {
        long left = requests - Math.max(0, cap.value() - underWay);
        Duration time = Duration.ZERO;
        double width = cap.value();
        while (cap.slowStart() && left > 0 && width < cap.most()) {
            double more = Math.min(cap.most(), 2 * width);
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
