package batchbook.pace;

import batchbook.ModelException;
import batchbook.Usage;
import java.time.Instant;
import java.util.Optional;

/** Whether a prompt may go: by the pace and by the budget. */
public final class Admission {
    private final Pace pace;
    private final BudgetTracker budgetTracker;
    private Optional<Cause> leftOut = Optional.empty();

    public Admission(Pace pace, BudgetTracker budgetTracker) {
        this.pace = pace;
        this.budgetTracker = budgetTracker;
    }

    /** When it may go, if so many others are under way. */
    public Gate gate(String prompt, Usage most, int underWay, Instant now) {
        Gate gate = pace.gate(now, underWay, pace.estimate(prompt));
        return gate.letsGo(now) ? budgetTracker.gate(now, most) : gate;
    }

    /** What is wrong with a prompt that no minute has room for: the others may fit. */
    public Optional<ModelException> tooLarge(String prompt) {
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
    public Permit send(String prompt, Usage most, int underWay, Instant now) {
        budgetTracker.setAside(most);
        return pace.sent(now, underWay, pace.estimate(prompt));
    }
}
