package batchbook.pace;

/** What one run may use at most. Immutable. */
public record Budget(double cost, long requests, long tokens) {
    public static final Budget UNLIMITED = new Budget(Double.POSITIVE_INFINITY, Long.MAX_VALUE, Long.MAX_VALUE);

    public static final String CANNOT_BE_KEPT =
            "a budget (.maxCost, .maxTokens) cannot be promised, because nobody knows before how many tokens a request will"
                    + " use: tools such as a search, pages or code add what they read, and a cached content counts too."
                    + " Nothing was sent for it. Bound the run with .maxRequests(..) instead, or ask without them.";

    public Budget {
        if (!(cost > 0)) {
            throw new IllegalArgumentException("maxCost is " + cost + ": it must be more than 0 US dollars");
        }
        if (requests < 1) {
            throw new IllegalArgumentException("maxRequests is " + requests + ": it must be at least 1");
        }
        if (tokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + tokens + ": it must be at least 1");
        }
    }

    public Budget cost(double most) {
        return new Budget(most, requests, tokens);
    }

    public Budget requests(long most) {
        return new Budget(cost, most, tokens);
    }

    public Budget tokens(long most) {
        return new Budget(cost, requests, most);
    }

    /** Whether it limits what is known only after an answer. */
    public boolean limitsUse() {
        return limitsCost() || tokens < Long.MAX_VALUE;
    }

    public boolean limitsCost() {
        return cost < Double.POSITIVE_INFINITY;
    }
}
