package batchbook;

/**
 * Tokens of one reply, or of many added up. Immutable.
 *
 * @param in tokens of the prompt, and of what tools such as a search added to it
 * @param out tokens of the answer, without the thinking
 * @param thinking tokens the model spent thinking; providers bill them like {@code out}
 * @param cached the part of {@code in} that came from the provider's cache
 */
public record Usage(long in, long out, long thinking, long cached) {
    /** Nothing known or nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /**
     * From {@link Model#mostTokens}: nobody can say before how many tokens a request will use, as with tools that read
     * pages. No budget of tokens or cost can be promised for such requests, so none is sent under one.
     */
    public static final Usage UNBOUNDED = new Usage(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 0, 0);

    /** Prompt, answer and thinking together. */
    public long total() {
        return in + out + thinking;
    }

    /** The sum of both. */
    public Usage plus(Usage other) {
        return new Usage(in + other.in, out + other.out, thinking + other.thinking, cached + other.cached);
    }
}
