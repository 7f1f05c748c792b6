package batchbook.pace;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is to be expected of a run: which limits bound it, and how long it will take. */
public final class Outlook {
    private final Account account;
    private final Object run;
    private final ConcurrencyLimit cap;
    private final RequestSpacing spacing;
    private final List<WindowLimit> stated;

    /** Of this run of the account, with the limits that its user stated. */
    Outlook(Account account, Object run, ConcurrencyLimit cap, RequestSpacing spacing, List<WindowLimit> stated) {
        this.account = account;
        this.run = run;
        this.cap = cap;
        this.spacing = spacing;
        this.stated = stated;
    }

    /** All limits per minute, stated and learned. */
    List<WindowLimit> quotas() {
        synchronized (account) {
            List<WindowLimit> quotas = new ArrayList<>(stated);
            account.perMinute().forEach(quotas::add);
            return quotas;
        }
    }

    /** The lowest number of requests a minute that is stated or learned. */
    public OptionalLong perMinute() {
        return quotas().stream()
                .filter(quota -> quota.counts == Counts.REQUESTS)
                .mapToLong(quota -> quota.allowance.allowed())
                .min();
    }

    /** Whether a limit is known; until one is, an estimate is the least that it can be. */
    public boolean knowsALimit() {
        return spacing.perMinute() > 0 || !quotas().isEmpty();
    }

    /** How many requests went out in the last minute. */
    public long inLastMinute(Instant now) {
        synchronized (account) {
            return account.inLastMinute(now);
        }
    }

    /** How long a run of so much would take from now on; before the first answer, if one took 2 seconds. */
    public Duration forecast(Instant now, Workload load) {
        synchronized (account) {
            return load.isNone() ? Duration.ZERO : forecast(now, now, load, 0);
        }
    }

    /** The time until so much more is answered; empty before the first answer. */
    public Optional<Duration> remaining(Instant now, Workload load, int underWay) {
        synchronized (account) {
            account.remains(run, load);
            if (account.estimates.isEmpty()) {
                return Optional.empty();
            }
            Instant from = account.sharedPause.isOver(now) ? now : account.sharedPause.until();
            return Optional.of(forecast(now, from, load, underWay));
        }
    }

    private Duration forecast(Instant now, Instant from, Workload load, int underWay) {
        Workload others = account.others(run, load);
        return RemainingTime.remaining(now, from, load, others, underWay, cap, quotas(), spacing, account.estimates);
    }
}
