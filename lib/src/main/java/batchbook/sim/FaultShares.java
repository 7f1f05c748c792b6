package batchbook.sim;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How often each fault is met. */
final class FaultShares {
    private FaultShares() {}

    /** A copy without the zeros that nobody can change; each share is 0 to 1, and together they are at most 1. */
    static Map<Fault, Double> checked(Map<Fault, Double> shares) {
        Map<Fault, Double> copy = new EnumMap<>(Fault.class);
        double sum = 0;
        for (Map.Entry<Fault, Double> entry : shares.entrySet()) {
            double share = entry.getValue();
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "the share of " + entry.getKey() + " must be between 0 and 1, but was " + share);
            }
            sum += share;
            if (share > 0) {
                copy.put(entry.getKey(), share);
            }
        }
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("the shares of all faults together must not exceed 1, but were " + sum);
        }
        return Collections.unmodifiableMap(copy);
    }

    /**
     * The fault of those that belong to the prompt, or of the others, that is met here.
     *
     * @param at where in all chance, 0 to 1
     */
    static Optional<Fault> met(Map<Fault, Double> shares, boolean ofPrompt, double at) {
        double below = 0;
        for (Map.Entry<Fault, Double> entry : shares.entrySet()) {
            if (entry.getKey().belongsToPrompt() != ofPrompt) {
                continue;
            }
            below += entry.getValue();
            if (at < below) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }
}
