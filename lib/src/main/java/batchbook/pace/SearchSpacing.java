package batchbook.pace;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;

/**
 * Spreads the requests of a run while a limit is looked for, so that few are on their way when the first of them is
 * refused: part of rule 3 of {@link Pace}.
 *
 * <p>In slow start, until a limit on requests is known, as many as may be in flight are spread over half a round: {@code
 * round / (2 * limit)} after each. After a try above a known limit nothing goes for as long as the slowest refusal took,
 * and less at a large limit, of which one refusal is a small part.
 */
final class SearchSpacing {
    /** At a limit of so many, and at smaller ones, a try is waited for. */
    private static final int SMALL = 50;

    private final Account account;
    private final ConcurrencyLimit concurrency;
    private final Duration reaction;
    private Instant opens = Instant.MIN;

    /** For runs of the account. */
    SearchSpacing(Account account, ConcurrencyLimit concurrency, Duration reaction) {
        this.account = account;
        this.concurrency = concurrency;
        this.reaction = reaction;
    }

    /** When the next request may go. */
    Gate gate() {
        return Gate.until(opens);
    }

    /** A request goes now. */
    void sent(Permit permit, Instant now) {
        opens = RequestSpacing.next(opens, now, after(permit));
    }

    private Duration after(Permit permit) {
        for (WindowLimit limit : account.limits) {
            if (limit.share.isTry(permit)) {
                return account.estimates.slowestRefusal().dividedBy(Math.max(1, limit.share.value() / SMALL));
            }
        }
        if (!concurrency.slowStart() || concurrency.isFirst() || account.limits.of(Counts.REQUESTS) != null) {
            return Duration.ZERO;
        }
        Duration round = Durations.shorter(account.estimates.latency(), reaction);
        return round.dividedBy(2L * concurrency.value());
    }
}
