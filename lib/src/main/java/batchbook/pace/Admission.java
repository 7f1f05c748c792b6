package batchbook.pace;

import batchbook.ModelException;
import batchbook.Usage;
import java.time.Instant;
import java.util.Optional;

/** Whether a prompt may go: by the pace and by the budget. */
public final class Admission {
    private final Pace pace;
    private final Purse purse;
    private Optional<String> leftOut = Optional.empty();

    public Admission(Pace pace, Purse purse) {
        this.pace = pace;
        this.purse = purse;
    }

    /** When it may go, if so many others are under way. */
    public Gate gate(String prompt, Usage most, int underWay, Instant now) {
        Gate gate = pace.gate(now, underWay, pace.estimate(prompt));
        return gate.letsGo(now) ? purse.gate(now, most) : gate;
    }

    /** What is wrong with a prompt that no minute has room for: the others may fit. */
    public Optional<ModelException> tooLarge(String prompt) {
        return pace.tooLarge(prompt);
    }

    /** Why a prompt is left out that no rest of the budget has room for: the others may fit. */
    public Optional<String> neverFits(Usage most, Instant now) {
        if (!purse.neverFits(most)) {
            return Optional.empty();
        }
        leftOut = Optional.of(purse.gate(now, most).words());
        return leftOut;
    }

    /** Why some were left out that did not fit into the budget. */
    public Optional<String> leftOut() {
        return leftOut;
    }

    /** It goes. */
    public Sent send(String prompt, Usage most, int underWay, Instant now) {
        purse.setAside(most);
        return pace.sent(now, underWay, pace.estimate(prompt));
    }
}
