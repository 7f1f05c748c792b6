package batchbook.pace;

import batchbook.ErrorKind;
import batchbook.Limit.Counts;
import batchbook.ModelException;
import batchbook.text.Format;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds prompts that no minute has room for: waiting would not help, and would hold up all others. Pure. */
final class TooLarge {
    /** With no answer yet, tokens are a guess. */
    private static final double UNSURE = 1.2;

    private TooLarge() {}

    /**
     * What is wrong with the prompt; empty when it may fit.
     *
     * @param refused the request for it that was refused for tokens just now; null when it was not
     */
    static Optional<ModelException> of(
            String prompt,
            @Nullable Sent refused,
            Iterable<Quota> quotas,
            Experience experience,
            Iterable<Sent> recent) {
        for (Quota quota : quotas) {
            if (quota.counts == Counts.TOKENS && isTooLarge(prompt, refused, quota, experience, recent)) {
                long value = quota.allowance.value();
                return Optional.of(ModelException.of(
                        ErrorKind.BAD_REQUEST,
                        "the prompt needs about " + Counts.TOKENS.of(Math.max(experience.likely(prompt), value + 1))
                                + ", and the limit is " + Format.count(value)
                                + " a minute, so it can never be sent -> Shorten or split it, or use a key with a higher"
                                + " limit."));
            }
        }
        return Optional.empty();
    }

    private static boolean isTooLarge(
            String prompt, @Nullable Sent refused, Quota quota, Experience experience, Iterable<Sent> recent) {
        long value = quota.allowance.value();
        if (quota.allowance.guess()) {
            return false;
        }
        if (refused == null) {
            return experience.least(prompt) > value;
        }
        long likely = experience.likely(prompt);
        boolean alone = quota.inUseBefore(refused, recent) == 0;
        return likely > value * (experience.knowsTokens() ? 1 : UNSURE) || (alone && likely > value / 2);
    }
}
