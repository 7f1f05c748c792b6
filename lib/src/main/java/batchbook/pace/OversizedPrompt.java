package batchbook.pace;

import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Limit.Counts;
import batchbook.ModelException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds prompts that no minute has room for: waiting would not help, and would hold up all others.
 *
 * <p>Before it is sent, a prompt is too large when it has surely more tokens than a limit per minute that is named. Once it
 * is refused for tokens, when it probably has, or when nothing else of ours was in the window and it probably has more
 * than half.
 */
final class OversizedPrompt {
    /** With no answer yet, tokens are a guess. */
    private static final double UNSURE = 1.2;

    private OversizedPrompt() {}

    /**
     * What is wrong with the prompt; empty when it may fit.
     *
     * @param refused the request for it that was refused for tokens just now; null when it was not
     */
    static Optional<ModelException> of(
            Workload prompt, @Nullable Permit refused, Iterable<WindowLimit> limits, Estimates estimates) {
        for (WindowLimit limit : limits) {
            if (limit.counts == Counts.TOKENS && isTooLarge(prompt, refused, limit, estimates)) {
                long value = limit.share.value();
                return Optional.of(ModelException.of(
                        ErrorKind.BAD_REQUEST,
                        "the prompt needs about " + Counts.TOKENS.of(Math.max(estimates.likely(prompt), value + 1))
                                + ", and the limit is " + Format.count(value)
                                + " a minute, so it can never be sent -> Shorten or split it, or use a key with a higher"
                                + " limit."));
            }
        }
        return Optional.empty();
    }

    private static boolean isTooLarge(
            Workload prompt, @Nullable Permit refused, WindowLimit limit, Estimates estimates) {
        long value = limit.share.value();
        if (limit.share.guess()) {
            return false;
        }
        if (refused == null) {
            return estimates.least(prompt) > value;
        }
        long likely = estimates.likely(prompt);
        boolean alone = limit.inUseBefore(refused) == 0;
        return likely > value * (estimates.knowsTokens() ? 1 : UNSURE) || (alone && likely > value / 2);
    }
}
