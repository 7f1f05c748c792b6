package batchbook.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the requests for content against the quotas and lets in what fits. Time is simulated, a parameter, and must
 * not go back. Not thread-safe.
 */
final class RateLimiter {
    private static final long NANOS_IN_A_DOLLAR = 1_000_000_000L;

    private final Quotas quotas;
    private final Map<String, QuotaCounter> models = new HashMap<>();
    private final RollingMinute requests = new RollingMinute(Long.MAX_VALUE);
    private final RollingMinute tokens = new RollingMinute(Long.MAX_VALUE);
    private long mostRequests;
    private long mostTokens;
    private long spentNanoDollars;

    RateLimiter(Quotas quotas) {
        this.quotas = quotas;
    }

    /** Lets a request take its place, or says why not. */
    Optional<LimitExceeded> enter(Duration now, String model, long promptTokens) {
        QuotaCounter counter = counter(model);
        Optional<LimitExceeded> exceeded =
                spent() ? Optional.of(new LimitExceeded.SpendingCap()) : counter.exceeded(now, promptTokens);
        if (exceeded.isPresent()) {
            counter.refuse(now, promptTokens);
            return exceeded;
        }
        counter.enter(now, promptTokens);
        requests.add(now, 1);
        tokens.add(now, promptTokens);
        mostRequests = Math.max(mostRequests, requests.sum(now));
        mostTokens = Math.max(mostTokens, tokens.sum(now));
        return exceeded;
    }

    /** A request that the scenario itself refuses with 429, whatever the quotas say. */
    void refuse(Duration now, String model, long promptTokens) {
        counter(model).refuse(now, promptTokens);
    }

    /** A request that was let in gets its answer, and the answer is paid for. */
    void leave(String model, long nanoDollars) {
        counter(model).leave();
        spend(nanoDollars);
    }

    void spend(long nanoDollars) {
        spentNanoDollars += nanoDollars;
    }

    long nanoDollars() {
        return spentNanoDollars;
    }

    int mostInAnyMinute() {
        return Math.toIntExact(mostRequests);
    }

    long mostTokensInAnyMinute() {
        return mostTokens;
    }

    private boolean spent() {
        return quotas.spendLimit().isPresent()
                && spentNanoDollars >= quotas.spendLimit().getAsDouble() * NANOS_IN_A_DOLLAR;
    }

    /** An alias shares the quotas of the model that it stands for. */
    private QuotaCounter counter(String model) {
        return models.computeIfAbsent(Models.version(model), name -> new QuotaCounter(quotas.of(name)));
    }
}
