package batchbook.pace;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is to be expected of a run: which limits bound it, what requests use, and how long it will take. */
public final class Outlook {
    private final Account account;
    private final Object run;
    private final RunLimits limits;

    /** Of this run of the account. */
    Outlook(Account account, Object run, RunLimits limits) {
        this.account = account;
        this.run = run;
        this.limits = limits;
    }

    /** How many requests may be in flight. */
    public int concurrency() {
        return limits.concurrency().value();
    }

    /** All limits per minute, stated and learned. */
    List<WindowLimit> windows() {
        synchronized (account) {
            List<WindowLimit> windows = new ArrayList<>(limits.stated());
            account.limits.forEach(windows::add);
            return windows;
        }
    }

    /** The lowest number of requests a minute that is stated or learned. */
    public OptionalLong perMinute() {
        synchronized (account) {
            return windows().stream()
                    .filter(limit -> limit.counts == Counts.REQUESTS)
                    .mapToLong(limit -> limit.share.allowed())
                    .min();
        }
    }

    /** Whether a limit is known; until one is, an estimate is the least that it can be. */
    public boolean knowsALimit() {
        return limits.spacing().perMinute() > 0 || !windows().isEmpty();
    }

    /** How many requests went out in the last minute. */
    public long inLastMinute(Instant now) {
        synchronized (account) {
            return account.recent.inLastMinute(now);
        }
    }

    /** What requests probably use. */
    public UsageEstimate usage() {
        synchronized (account) {
            return account.estimates.usage();
        }
    }

    /** How long a run of so much would take from now on; before the first answer, if one took 2 seconds. */
    public Duration forecast(Instant now, Workload load) {
        synchronized (account) {
            return load.isNone() ? Duration.ZERO : untilAnswered(now, now, load, 0);
        }
    }

    /** The time until so much more is answered; empty before the first answer. */
    public Optional<Duration> remaining(Instant now, Workload load, int inFlight) {
        synchronized (account) {
            account.runs.remains(run, load);
            if (account.estimates.isEmpty()) {
                return Optional.empty();
            }
            Instant from = account.sharedPause.isOver(now) ? now : account.sharedPause.until();
            return Optional.of(untilAnswered(now, from, load, inFlight));
        }
    }

    private Duration untilAnswered(Instant now, Instant from, Workload load, int inFlight) {
        RemainingTime time = new RemainingTime(limits, windows(), account.estimates);
        if (load.isNone()) {
            // What is in flight is half done, on average.
            return time.latency().dividedBy(2);
        }
        Instant last = time.last(from, load, account.runs.others(run, load), inFlight);
        return Duration.between(now, last).plus(time.latency());
    }
}
