package batchbook;

import batchbook.pace.Budget;
import batchbook.pace.UserLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a plan says, in one value: {@link #with} gives a changed copy, and nobody changes one that a plan has. */
final class Options implements Cloneable {
    final Model model;
    /** 0 to find out, as for the limits. */
    int workers;

    long perMinute;
    long tokensPerMinute;
    Duration timeout = Duration.ofMinutes(2);
    Retry retry = Retry.standard();
    Budget budget = Budget.UNLIMITED;
    boolean deduplicate = true;
    /** How often each prompt is asked; 0 to ask it once, without a number. */
    int samples;

    @Nullable
    Path journal;

    @Nullable
    Progress progress;

    Options(Model model) {
        this.model = model;
    }

    Options with(Consumer<Options> change) {
        try {
            Options copy = (Options) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** The number of workers, if one was stated. */
    OptionalInt workers() {
        return workers == 0 ? OptionalInt.empty() : OptionalInt.of(workers);
    }

    /** What the pace must know of it. */
    UserLimits stated(double speed) {
        return new UserLimits(workers, perMinute, tokensPerMinute, retry.patience(), speed);
    }

    Optional<Path> journal() {
        return Optional.ofNullable(journal);
    }

    Progress progress() {
        return progress == null ? Progress.automatic() : progress;
    }
}
