package batchbook.sim;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Why the rate limiter does not let a request in. */
sealed interface LimitExceeded {

    /** One quota that has no room for the request, and when it has, or says it has. */
    record Violation(QuotaKind quota, long limit, Duration delay) {
        /** What the service says when a day's quota is used up, though nothing changes before midnight. */
        private static final Duration SAID_OF_A_DAY = Duration.ofNanos(36_453_201_874L);

        static Violation ofDay(long limit) {
            return new Violation(QuotaKind.REQUESTS_PER_DAY, limit, SAID_OF_A_DAY);
        }
    }

    /** One or more quotas have no room. */
    record OverQuota(List<Violation> violations) implements LimitExceeded {

        /** The longest of all waits: before it has passed, something still has no room. */
        Duration delay() {
            return violations.stream()
                    .map(Violation::delay)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }
    }

    /** As many requests as may wait for their answers already do. */
    record TooManyInFlight() implements LimitExceeded {}

    /** All the money is spent. */
    record SpendingCap() implements LimitExceeded {}
}
