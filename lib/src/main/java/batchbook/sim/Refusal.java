package batchbook.sim;

/** How much a 429 for a broken quota says: the real services and the proxies before them say more or less. */
public enum Refusal {
    /** As Gemini says it: every broken quota with its limit, and how long to wait. The default. */
    FULL,
    /** Gemini's message, which names quotas, limits and the wait in words, but no details for a program to read. */
    NO_DETAILS,
    /** As Vertex AI says it: that something is exhausted, but neither what nor for how long. */
    VERTEX,
    /** As a proxy leaves it: a short page of HTML. */
    STRIPPED,
    /** A short page of HTML with the header {@code Retry-After}, in whole seconds, rounded up. */
    RETRY_AFTER,
    /**
     * As many gateways say it: JSON of their own with the wait in words, {@code Retry-After} in whole seconds, and the
     * limit in {@code x-ratelimit-limit-requests} or {@code -tokens}, with {@code -remaining-} and {@code -reset-}.
     */
    RATE_LIMIT_HEADERS
}
