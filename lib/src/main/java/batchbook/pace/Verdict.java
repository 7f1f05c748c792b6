package batchbook.pace;

import batchbook.ModelException;
import batchbook.Reason;
import java.util.Optional;

/**
 * What a failed request means beyond itself. Immutable.
 *
 * @param ends why the run must end; empty when it goes on
 * @param hopeless what is wrong with the row, when no other try can help it; empty when its own failure decides
 */
public record Verdict(Optional<Cause> ends, Optional<ModelException> hopeless) {
    static final Verdict GOES_ON = new Verdict(Optional.empty(), Optional.empty());

    static Verdict ends(Reason reason, String words) {
        return new Verdict(Optional.of(new Cause(reason, words)), Optional.empty());
    }

    static Verdict hopeless(ModelException problem) {
        return new Verdict(Optional.empty(), Optional.of(problem));
    }
}
