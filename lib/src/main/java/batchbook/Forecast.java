package batchbook;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;

/**
 * When the last answer will be there: from the limits and the cap on requests under way, not from the mean speed so far,
 * which a pause or a burst would mislead.
 */
final class Forecast {
    private static final Duration USUAL = Duration.ofSeconds(2);

    private Forecast() {}

    /**
     * The time from {@code now} until so many requests are answered.
     *
     * @param from when the next one may go
     */
    static Duration remaining(
            Instant now,
            Instant from,
            long requests,
            int underWay,
            Cap cap,
            Iterable<Quota> quotas,
            Experience experience) {
        Duration latency = experience.isEmpty() ? USUAL : experience.latency();
        if (requests == 0) {
            // What is under way is half done, on average.
            return latency.dividedBy(2);
        }
        Instant last = from.plus(byCap(requests, underWay, cap, latency));
        for (Quota quota : quotas) {
            double each = quota.counts == Counts.REQUESTS ? 1 : Math.max(1, experience.meanIn());
            Instant opens = quota.lastOpens(from, requests, each);
            last = opens.isAfter(last) ? opens : last;
        }
        return Duration.between(now, last).plus(latency);
    }

    /** How long until the last of them can be sent, when each answer makes room for the next. */
    private static Duration byCap(long requests, int underWay, Cap cap, Duration latency) {
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
