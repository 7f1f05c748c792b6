package batchbook;

import batchbook.Outcome.NotRun;
import java.time.Instant;
import java.util.Optional;

/** Whether a row may go: by the pace and by the budget. */
final class Admission {
    private final Pace pace;
    private final Purse purse;
    private Optional<String> leftOut = Optional.empty();

    Admission(Pace pace, Purse purse) {
        this.pace = pace;
        this.purse = purse;
    }

    /** When it may go, if so many others are under way. */
    Gate gate(Row row, Usage most, int underWay, Instant now) {
        Gate gate = pace.gate(now, underWay, pace.estimate(row.prompt.text()));
        return gate.letsGo(now) ? purse.gate(now, most) : gate;
    }

    /** What becomes of a row that no minute or no rest of the budget has room for: the others may fit. */
    Optional<Result> hopeless(Row row, Usage most, Instant now) {
        Optional<ModelException> tooLarge = pace.tooLarge(row.prompt.text());
        if (tooLarge.isPresent()) {
            return Optional.of(row.failed(tooLarge.get()));
        }
        if (!purse.neverFits(most)) {
            return Optional.empty();
        }
        String why = purse.gate(now, most).words();
        leftOut = Optional.of(why);
        return Optional.of(row.problem == null ? row.ended(new NotRun(why)) : row.givenUp(why, row.problem));
    }

    /** Why rows were left out that did not fit into the budget. */
    Optional<String> leftOut() {
        return leftOut;
    }

    /** It goes. */
    Sent send(Row row, Usage most, int underWay, Instant now) {
        purse.setAside(most);
        return pace.sent(now, underWay, pace.estimate(row.prompt.text()));
    }
}
