package batchbook.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has come for one model. Not thread-safe. */
final class QuotaCounter {
    private final Quotas quotas;
    private final Optional<QuotaWindow> requests;
    private final Optional<QuotaWindow> tokens;
    private final BackgroundTraffic others;
    private long day;
    private long inFlight;

    QuotaCounter(Quotas quotas) {
        this.quotas = quotas;
        requests = quotas.schedulePerMinute().map(limit -> window(quotas, limit));
        tokens = quotas.tokensPerMinute().stream()
                .mapToObj(limit -> window(quotas, RateSchedule.of(limit)))
                .findFirst();
        others = new BackgroundTraffic(RateSchedule.of(0, quotas.others()));
    }

    Optional<LimitExceeded> exceeded(Duration now, long promptTokens) {
        others.until(now, this::other);
        List<LimitExceeded.Violation> violations = violations(now, promptTokens);
        if (!violations.isEmpty()) {
            return Optional.of(new LimitExceeded.OverQuota(List.copyOf(violations)));
        }
        return inFlight >= quotas.inFlight().orElse(Long.MAX_VALUE)
                ? Optional.of(new LimitExceeded.TooManyInFlight())
                : Optional.empty();
    }

    void enter(Duration now, long promptTokens) {
        count(now, promptTokens);
        day++;
        inFlight++;
    }

    void refuse(Duration now, long promptTokens) {
        others.until(now, this::other);
        if (quotas.refusedCount()) {
            count(now, promptTokens);
        }
    }

    void leave() {
        inFlight--;
    }

    /** Somebody else's request, of which nobody here hears the answer. */
    private void other(Duration at) {
        if (violations(at, 0).isEmpty()) {
            count(at, 0);
            day++;
        } else if (quotas.refusedCount()) {
            count(at, 0);
        }
    }

    private List<LimitExceeded.Violation> violations(Duration now, long promptTokens) {
        List<LimitExceeded.Violation> violations = new ArrayList<>();
        violation(QuotaKind.REQUESTS_PER_MINUTE, requests, now, 1).ifPresent(violations::add);
        violation(QuotaKind.TOKENS_PER_MINUTE, tokens, now, promptTokens).ifPresent(violations::add);
        if (day >= quotas.perDay().orElse(Long.MAX_VALUE)) {
            violations.add(LimitExceeded.Violation.ofDay(quotas.perDay().getAsLong()));
        }
        return violations;
    }

    private void count(Duration now, long promptTokens) {
        requests.ifPresent(window -> window.add(now, 1));
        tokens.ifPresent(window -> window.add(now, promptTokens));
    }

    /** A quota of nothing is broken by everything, even by a prompt without a token. */
    private static Optional<LimitExceeded.Violation> violation(
            QuotaKind quota, Optional<QuotaWindow> window, Duration now, long amount) {
        return window.filter(minute -> minute.limit(now) == 0 || !minute.fits(now, amount))
                .map(minute ->
                        new LimitExceeded.Violation(quota, minute.limit(now), minute.delay(now, Math.max(1, amount))));
    }

    private static QuotaWindow window(Quotas quotas, RateSchedule limit) {
        return quotas.fixedMinutes()
                .<QuotaWindow>map(phase -> new FixedMinute(limit, phase))
                .orElseGet(() -> new RollingMinute(limit));
    }
}
