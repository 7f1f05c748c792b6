package batchbook.pace;

import batchbook.ErrorKind;
import batchbook.Limit.Counts;
import batchbook.ModelException;
import batchbook.text.Format;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds prompts that no minute has room for: waiting would not help, and would hold up all others. Pure. */
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
            String prompt,
            @Nullable Permit refused,
            Iterable<WindowLimit> quotas,
            Estimates estimates,
            Iterable<Permit> recent) {
        for (WindowLimit quota : quotas) {
            if (quota.counts == Counts.TOKENS && isTooLarge(prompt, refused, quota, estimates, recent)) {
                long value = quota.allowance.value();
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
            String prompt, @Nullable Permit refused, WindowLimit quota, Estimates estimates, Iterable<Permit> recent) {
        long value = quota.allowance.value();
        if (quota.allowance.guess()) {
            return false;
        }
        if (refused == null) {
            return estimates.least(prompt) > value;
        }
        long likely = estimates.likely(prompt);
        boolean alone = quota.inUseBefore(refused, recent) == 0;
        return likely > value * (estimates.knowsTokens() ? 1 : UNSURE) || (alone && likely > value / 2);
    }
}
