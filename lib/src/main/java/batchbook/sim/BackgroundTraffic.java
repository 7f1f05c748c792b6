package batchbook.sim;

import java.time.Duration;
import java.util.function.Consumer;

/** The requests of others who use the same key: so many a minute, evenly. Not thread-safe. */
final class BackgroundTraffic {
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final RateSchedule perMinute;
    private Duration next = Duration.ZERO;

    BackgroundTraffic(RateSchedule perMinute) {
        this.perMinute = perMinute;
    }

    /** Tells the times of all that have come by now and were not told before. */
    void until(Duration now, Consumer<Duration> arrival) {
        while (next.compareTo(now) <= 0) {
            long rate = perMinute.at(next);
            if (rate == 0) {
                next = perMinute.changesAfter(next).orElse(NEVER);
            } else {
                arrival.accept(next);
                next = next.plus(QuotaWindow.MINUTE.dividedBy(rate));
            }
        }
    }
}
