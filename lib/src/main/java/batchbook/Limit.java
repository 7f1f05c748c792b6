package batchbook;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A quota that a provider named when it refused a request. Immutable.
 *
 * <p>Source: {@code google.rpc.QuotaFailure} in the body of Gemini's 429.
 *
 * @param quotaId the provider's name for the quota, such as
 *     {@code GenerateRequestsPerMinutePerProjectPerModel-FreeTier}
 * @param metric what is counted, such as {@code .../generate_content_free_tier_requests}; empty when not said
 * @param value how many of it are allowed in one window; empty when not said
 * @param window how long the count lasts
 */
public record Limit(String quotaId, String metric, OptionalLong value, Window window) {
    /** How long a quota counts before it starts again. */
    public enum Window {
        /** Per minute. */
        MINUTE,
        /** Per day; Gemini's day ends at midnight Pacific time. */
        DAY,
        /** The provider did not say. */
        UNKNOWN
    }

    /** Rejects nulls. */
    public Limit {
        Objects.requireNonNull(quotaId, "quotaId");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(window, "window");
    }
}
