package batchbook.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What has come for one model. Not thread-safe. */
final class Counts {
    /** What the service says when a day's quota is used up, though nothing changes before midnight. */
    static final Duration SAID_OF_A_DAY = Duration.ofNanos(36_453_201_874L);

    private final Quotas quotas;
    private final Optional<Window> requests;
    private final Optional<Window> tokens;
    private long day;
    private long inFlight;

    Counts(Quotas quotas) {
        this.quotas = quotas;
        requests = window(quotas, quotas.perMinute());
        tokens = window(quotas, quotas.tokensPerMinute());
    }

    Optional<Denial> denial(Duration now, long promptTokens) {
        List<Denial.Violation> violations = new ArrayList<>();
        violation(Quota.REQUESTS_PER_MINUTE, quotas.perMinute(), requests, now, 1)
                .ifPresent(violations::add);
        violation(Quota.TOKENS_PER_MINUTE, quotas.tokensPerMinute(), tokens, now, promptTokens)
                .ifPresent(violations::add);
        if (day >= quotas.perDay().orElse(Long.MAX_VALUE)) {
            violations.add(
                    new Denial.Violation(Quota.REQUESTS_PER_DAY, quotas.perDay().getAsLong(), SAID_OF_A_DAY));
        }
        if (!violations.isEmpty()) {
            return Optional.of(new Denial.OverQuota(List.copyOf(violations)));
        }
        return inFlight >= quotas.inFlight().orElse(Long.MAX_VALUE)
                ? Optional.of(new Denial.TooManyInFlight())
                : Optional.empty();
    }

    void enter(Duration now, long promptTokens) {
        count(now, promptTokens);
        day++;
        inFlight++;
    }

    void refuse(Duration now, long promptTokens) {
        if (quotas.refusedCount()) {
            count(now, promptTokens);
        }
    }

    void leave() {
        inFlight--;
    }

    private void count(Duration now, long promptTokens) {
        requests.ifPresent(window -> window.add(now, 1));
        tokens.ifPresent(window -> window.add(now, promptTokens));
    }

    /** A quota of nothing is broken by everything, even by a prompt without a token. */
    private static Optional<Denial.Violation> violation(
            Quota quota, OptionalLong limit, Optional<Window> window, Duration now, long amount) {
        return window.filter(minute -> limit.orElseThrow() == 0 || !minute.fits(now, amount))
                .map(minute ->
                        new Denial.Violation(quota, limit.orElseThrow(), minute.delay(now, Math.max(1, amount))));
    }

    private static Optional<Window> window(Quotas quotas, OptionalLong limit) {
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(quotas.fixedMinutes()
                .<Window>map(phase -> new FixedMinute(limit.getAsLong(), phase))
                .orElseGet(() -> new RollingMinute(limit.getAsLong())));
    }
}
