package batchbook;

import batchbook.answer.Judge;
import batchbook.pace.Budget;
import batchbook.pace.UserLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a plan says, in one value: {@link #with} gives a changed copy, and nobody changes one that a plan has. */
final class Options implements Cloneable {
    private static final int MOST_WORKERS = 10_000;

    /** How a provider says that an answer is whole. */
    private static final Set<String> ENDED = Set.of("", "STOP");

    Model model;
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

    Judge<Prompt> checks = Judge.lenient();
    boolean tellWhy;

    @Nullable
    Path journal;

    /** Whether texts in jobs are to end with a marker. */
    boolean marked;

    @Nullable
    Progress progress;

    List<RunListener> listeners = List.of();

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

    void workers(int most) {
        if (most < 1 || most > MOST_WORKERS) {
            throw new IllegalArgumentException("workers is " + Format.count(most) + ": it must be from 1 to "
                    + Format.count(MOST_WORKERS) + ". 1 asks one prompt after another.");
        }
        workers = most;
    }

    void timeout(Duration longest) {
        Objects.requireNonNull(longest, "timeout");
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException(
                    "timeout is " + longest + ": it must be longer than nothing, such as Duration.ofSeconds(60)");
        }
        timeout = Time.bounded(longest);
    }

    void listener(RunListener another) {
        List<RunListener> all = new ArrayList<>(listeners);
        all.add(Objects.requireNonNull(another, "listener"));
        listeners = List.copyOf(all);
    }

    static long positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ": it must be at least 1");
        }
        return value;
    }

    /** The number of workers, if one was stated. */
    OptionalInt workers() {
        return workers == 0 ? OptionalInt.empty() : OptionalInt.of(workers);
    }

    /** What the pace must know of it. */
    UserLimits stated(double stretch) {
        return new UserLimits(workers, perMinute, tokensPerMinute, retry.patience(), stretch);
    }

    /** Whether an answer is what was asked for. */
    Judge<Prompt> judge() {
        return checks.reading(model.answerType());
    }

    /**
     * What a row of the journal counts as by the type and the checks of today, which may not be those that it was written
     * under. Empty when it was answered and is not accepted any more: then it is asked again.
     */
    Optional<Result> judged(Result row, Judge<Prompt> judge) {
        Optional<Reply> whole = row.reply().filter(reply -> row.ok() || isWhole(row, judge));
        if (whole.isEmpty()) {
            return Optional.of(row);
        }
        Reply reply = whole.get();
        Optional<ModelException> problem =
                judge.misfit(row.prompt(), reply.text()).map(misfit -> Request.problem(misfit, reply));
        if (problem.isEmpty()) {
            return Optional.of(row.ok() ? row : row.ending(new Outcome.Answered(reply)));
        }
        ModelException is = problem.get();
        return row.ok() && is.worthRetrying()
                ? Optional.empty()
                : Optional.of(row.ending(new Outcome.Failed(is.kind(), String.valueOf(is.getMessage()), whole)));
    }

    /** Whether the answer that a failed row kept came whole, and was turned down by a check or a type. */
    private static boolean isWhole(Result row, Judge<Prompt> judge) {
        Reply kept = row.reply().orElseThrow();
        return switch (row.kind().orElseThrow()) {
            case NOT_ACCEPTED -> !kept.text().isBlank();
            case UNREADABLE -> judge.reads() && !kept.text().isBlank();
            // Or else a provider's own word says that something was wrong with it.
            case UNEXPECTED ->
                judge.isStrict() && ENDED.contains(kept.finishReason().toUpperCase(Locale.ROOT));
            default -> false;
        };
    }

    Optional<Path> journal() {
        return Optional.ofNullable(journal);
    }

    Progress progress() {
        return progress == null ? Progress.automatic() : progress;
    }

    /** The plan in one line. */
    @Override
    public String toString() {
        return "Batch to " + model.name() + " with "
                + (workers == 0 ? "as many requests at once as go well" : Format.plural(workers, "worker"))
                + ", " + Format.duration(timeout) + " for each request, "
                + (retry.tries() == 1 ? "no retry" : "up to " + retry.tries() + " tries");
    }
}
