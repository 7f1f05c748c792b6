package batchbook.sim;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Why the rate limiter does not let a request in. */
sealed interface LimitExceeded {

    /** One quota that has no room for the request, and when it has, or says it has. */
    record Violation(QuotaKind quota, long limit, Duration delay) {}

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
