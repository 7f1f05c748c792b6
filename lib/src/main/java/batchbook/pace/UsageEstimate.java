package batchbook.pace;

/**
 * How many tokens a request probably uses. Immutable.
 *
 * @param answers on how many answers that rests; 0 for rules of thumb
 * @param perByte tokens to a byte of prompts
 * @param out tokens of an answer and its thinking, on average; 0 before the first answer
 */
public record UsageEstimate(long answers, double perByte, double out) {
    /** Whether it rests on nothing but rules of thumb. */
    public boolean isGuess() {
        return answers == 0;
    }

    /** Tokens of the prompts of so much. */
    public double in(Workload load) {
        return load.bytes() * perByte;
    }
}
