package batchbook;

/**
 * Tokens of one reply, or of many added up. Immutable.
 *
 * @param in tokens of the prompt
 * @param out tokens of the answer, without the thinking
 * @param thinking tokens the model spent thinking; providers bill them like {@code out}
 * @param cached the part of {@code in} that came from the provider's cache
 */
public record Usage(long in, long out, long thinking, long cached) {
    /** Nothing known or nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /** Prompt, answer and thinking together. */
    public long total() {
        return in + out + thinking;
    }

    /** The sum of both. */
    public Usage plus(Usage other) {
        return new Usage(in + other.in, out + other.out, thinking + other.thinking, cached + other.cached);
    }
}
