package batchbook.pace;

import batchbook.ModelException;
import batchbook.Price;
import batchbook.Usage;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a prompt may go: by the {@link Pace}, and then by the budget ({@link BudgetTracker}). What has no place in either
 * is left out, so that it does not hold up the others.
 */
public final class Admission {
    private final Pace pace;
    private final BudgetTracker budgetTracker;
    private final PauseLog pauses;
    private Optional<Cause> leftOut = Optional.empty();

    /** With a budget, and what tokens cost, if that is known; so many pauses are kept at most. */
    public Admission(Pace pace, Budget budget, Optional<Price> price, int mostPauses) {
        this.pauses = new PauseLog(mostPauses);
        this.pace = pace;
        this.budgetTracker = new BudgetTracker(budget, price);
    }

    public Pace pace() {
        return pace;
    }

    /** What the answers so far have cost, in US dollars. */
    public double spent() {
        return budgetTracker.spent();
    }

    /** When nothing could go, and why. */
    public PauseLog pauses() {
        return pauses;
    }

    /** When it may go, if so many others are in flight. */
    public Gate gate(Workload prompt, Usage most, int inFlight, Instant now) {
        Gate gate = pace.gate(now, inFlight, pace.estimate(prompt));
        return gate.letsGo(now) ? budgetTracker.gate(now, most) : gate;
    }

    /** What is wrong with a prompt that no minute has room for: the others may fit. */
    public Optional<ModelException> tooLarge(Workload prompt) {
        return pace.tooLarge(prompt);
    }

    /** Why a prompt is left out that no rest of the budget has room for: the others may fit. */
    public Optional<Cause> neverFits(Usage most, Instant now) {
        if (!budgetTracker.neverFits(most)) {
            return Optional.empty();
        }
        leftOut = Optional.of(budgetTracker.gate(now, most).cause());
        return leftOut;
    }

    /** Why some were left out that did not fit into the budget. */
    public Optional<Cause> leftOut() {
        return leftOut;
    }

    /** It goes. */
    public Permit send(Workload prompt, Usage most, int inFlight, Instant now) {
        budgetTracker.setAside(most);
        return pace.sent(now, inFlight, pace.estimate(prompt));
    }

    /** An answer to it came. */
    public void answered(Permit permit, Usage most, Instant now, Workload prompt, Usage used) {
        budgetTracker.answered(most, used);
        pace.answered(permit, now, prompt, used);
    }

    /** It failed; in the row of that number. */
    public Verdict failed(Permit permit, Usage most, Instant now, int row, Workload prompt, ModelException problem) {
        budgetTracker.failed(most, problem);
        return pace.failed(permit, now, row, prompt, problem);
    }
}
