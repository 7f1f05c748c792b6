package batchbook.sim;

/**
 * What can go wrong with a request to Gemini, and what the simulator then does on the wire.
 *
 * <p>Some faults belong to the prompt: the same prompt meets them on every request, as a filter would. All others are
 * drawn anew for each request, so that asking again usually helps.
 */
public enum Fault {
    /** 429 RESOURCE_EXHAUSTED, naming no quota but how long to wait; at once. */
    RATE_LIMITED,
    /** 429 RESOURCE_EXHAUSTED, naming a day's quota of 500 requests that is no longer used up on the next request; at once. */
    DAY_QUOTA,
    /** 500 INTERNAL; at once. */
    INTERNAL,
    /** 502 with a page of HTML instead of JSON, as a proxy sends it; at once. */
    BAD_GATEWAY,
    /** 503 UNAVAILABLE, the model has too much to do; at once. */
    OVERLOADED,
    /** 504 DEADLINE_EXCEEDED, after ten times the usual wait. */
    DEADLINE,
    /** A correct answer, after ten times the usual wait. */
    SLOW,
    /** No answer. The connection stays open for ten minutes, or until the simulator closes. */
    HANG,
    /** The connection is closed with nothing sent; at once. */
    RESET,
    /** 200, but the JSON stops in the middle. */
    BROKEN_JSON,
    /** 200 with {@code promptFeedback.blockReason} and no candidate. Belongs to the prompt. */
    BLOCKED,
    /** 200 with a candidate that ends with SAFETY and has no content. Belongs to the prompt. */
    UNSAFE,
    /** 200 with half a text that ends with MAX_TOKENS. Belongs to the prompt. */
    TRUNCATED,
    /** 200 with a candidate that ends with STOP and has no parts. Belongs to the prompt. */
    EMPTY;

    /** Whether the same prompt meets this fault on every request. */
    public boolean belongsToPrompt() {
        return switch (this) {
            case BLOCKED, UNSAFE, TRUNCATED, EMPTY -> true;
            case RATE_LIMITED, DAY_QUOTA, INTERNAL, BAD_GATEWAY, OVERLOADED, DEADLINE, SLOW, HANG, RESET, BROKEN_JSON ->
                false;
        };
    }

    /** Whether the request is refused with 429, and so takes no place in a quota. */
    boolean refuses() {
        return this == RATE_LIMITED || this == DAY_QUOTA;
    }
}
