package batchbook;

/**
 * What a model costs, in US dollars for a million tokens. Immutable.
 *
 * <pre>{@code
 * gemini.price(Price.perMillion(0.30, 2.50))
 * }</pre>
 *
 * @param input tokens of the prompt
 * @param output tokens of the answer and of thinking
 * @param cachedInput tokens of the prompt that came from the provider's cache
 * @param longFrom prompts of more tokens than this cost the long prices; {@code Long.MAX_VALUE} when there are none
 * @param longInput like {@code input}, for long prompts
 * @param longOutput like {@code output}, for long prompts
 */
public record Price(
        double input, double output, double cachedInput, long longFrom, double longInput, double longOutput) {
    /** What to do when a model has none. */
    static final String HOW_TO_GIVE =
            "with .price(Price.perMillion(input, output)) of the model, which a lambda has as Model.named(\"a name\", lambda)";

    private static final double MILLION = 1e6;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when one is negative or not a number
     */
    public Price {
        requireNotNegative(input, "input");
        requireNotNegative(output, "output");
        requireNotNegative(cachedInput, "cachedInput");
        requireNotNegative(longInput, "longInput");
        requireNotNegative(longOutput, "longOutput");
        if (longFrom < 1) {
            throw new IllegalArgumentException("longFrom is " + longFrom + ": it must be at least 1 token");
        }
    }

    /** The same price for prompts of every length, and for tokens from the cache too. */
    public static Price perMillion(double input, double output) {
        return new Price(input, output, input, Long.MAX_VALUE, input, output);
    }

    /** What these tokens cost, in US dollars: of one request, as long prompts have another price. */
    public double of(Usage usage) {
        boolean isLong = usage.in() > longFrom;
        double in = isLong ? longInput : input;
        double fresh = Math.max(0, usage.in() - usage.cached()) * in;
        double cached = usage.cached() * (isLong ? cachedInput * longInput / Math.max(input, 1e-12) : cachedInput);
        return (fresh + cached + (usage.out() + usage.thinking()) * (isLong ? longOutput : output)) / MILLION;
    }

    /** {@code $0.75 in, $3.75 out for a million tokens}. */
    @Override
    public String toString() {
        String more = longFrom == Long.MAX_VALUE
                ? ""
                : "; " + Format.dollars(longInput) + " in, " + Format.dollars(longOutput)
                        + " out for prompts of more than " + Format.plural(longFrom, "token");
        return Format.dollars(input) + " in, " + Format.dollars(output) + " out for a million tokens" + more;
    }

    private static void requireNotNegative(double value, String name) {
        if (!(value >= 0 && value < Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " is " + value + ": a price is 0 or more dollars");
        }
    }
}
