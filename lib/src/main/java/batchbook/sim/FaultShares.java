package batchbook.sim;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How often each fault is met. */
final class FaultShares {
    /** Those of a bad day: of every kind but a hang. */
    static final Map<Fault, Double> FLAKY = Map.ofEntries(
            Map.entry(Fault.RATE_LIMITED, 0.04),
            Map.entry(Fault.OVERLOADED, 0.04),
            Map.entry(Fault.INTERNAL, 0.025),
            Map.entry(Fault.BAD_GATEWAY, 0.015),
            Map.entry(Fault.DEADLINE, 0.01),
            Map.entry(Fault.SLOW, 0.02),
            Map.entry(Fault.RESET, 0.02),
            Map.entry(Fault.BROKEN_JSON, 0.015),
            Map.entry(Fault.BLOCKED, 0.02),
            Map.entry(Fault.UNSAFE, 0.015),
            Map.entry(Fault.TRUNCATED, 0.02),
            Map.entry(Fault.EMPTY, 0.015));

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
