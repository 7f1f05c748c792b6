package batchbook;

/**
 * Why a request failed: a closed list, so that a table can be grouped by it and code can switch on it.
 *
 * <p>Source for what is worth another try: Google's error table for the Gemini API (429, 500, 503 and 504 are, other
 * 4xx are not).
 */
public enum ErrorKind {
    /** 429: too many requests or tokens in this minute. */
    RATE_LIMITED(true, false),
    /**
     * 429 or 402: the quota of the day is used up, this key has none for this model, a cap on spending is reached, or what
     * was paid before is used up.
     */
    QUOTA_EXHAUSTED(false, true),
    /** 499, 500, 502, 503: the provider is in trouble. */
    OVERLOADED(true, false),
    /** No answer in time, here or at the provider (408, 504). */
    TIMEOUT(true, false),
    /** The connection could not be made or broke. */
    NETWORK(true, false),
    /** A filter stopped the prompt or the answer for its content. */
    BLOCKED(false, false),
    /** The answer hit the limit of output tokens; the part that came is kept. */
    TRUNCATED(false, false),
    /** The model answered nothing. */
    EMPTY(false, false),
    /** 400, 413: the request itself is wrong; the same one will fail again. */
    BAD_REQUEST(false, false),
    /** The key, its project, its country or a proxy on the way does not allow this; the message says which. */
    AUTH(false, true),
    /** 404: no such model. One that is about the address alone ends no run by itself. */
    NOT_FOUND(false, true),
    /**
     * An answer came that cannot be read, by us or by the code of your own model: tried 3 times at most. Or it came whole and
     * does not read as {@linkplain Model#answerType() what was asked for}: tried twice at most, and kept.
     */
    UNREADABLE(true, false),
    /** An answer came whole that your own check ({@link Batch#accept}) does not accept. Tried 3 times at most, and kept. */
    NOT_ACCEPTED(true, false),
    /** Anything else, such as an exception in a model or a check of your own. */
    UNEXPECTED(false, false);

    private final boolean worthRetrying;
    private final boolean endsRun;

    ErrorKind(boolean worthRetrying, boolean endsRun) {
        this.worthRetrying = worthRetrying;
        this.endsRun = endsRun;
    }

    /** Whether the same request may succeed a little later. */
    public boolean worthRetrying() {
        return worthRetrying;
    }

    /**
     * Whether every other request of the batch would fail the same way, so that sending them is a waste. Of a quota of
     * the day that has a value this is believed only when a second refusal follows: the first may be passing.
     */
    public boolean endsRun() {
        return endsRun;
    }

    /** Whether the provider refused the request for a limit (429, 402), and did not work on it. */
    public boolean isRefusal() {
        return this == RATE_LIMITED || this == QUOTA_EXHAUSTED;
    }

    /** Whether the provider may have done the work all the same, and bill it: the request went out and broke off. */
    public boolean mayBeBilled() {
        return switch (this) {
            case TIMEOUT, NETWORK, UNREADABLE, NOT_ACCEPTED, UNEXPECTED -> true;
            case RATE_LIMITED, QUOTA_EXHAUSTED, OVERLOADED, BLOCKED, TRUNCATED, EMPTY, BAD_REQUEST, AUTH, NOT_FOUND ->
                false;
        };
    }
}
