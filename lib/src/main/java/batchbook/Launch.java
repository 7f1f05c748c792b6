package batchbook;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One start of a plan: opens what it needs, runs the loop, closes it, and keeps the run as the last one. */
final class Launch {
    private static volatile @Nullable Supplier<Run> last;

    private final Batch plan;
    private final List<Prompt> prompts;
    private final @Nullable Run earlier;
    private final @Nullable Result[] known;
    private final Predicate<Result> keeps;

    private Launch(
            Batch plan,
            List<Prompt> prompts,
            @Nullable Run earlier,
            @Nullable Result[] known,
            Predicate<Result> keeps) {
        this.plan = plan;
        this.prompts = prompts;
        this.earlier = earlier;
        this.known = known;
        this.keeps = keeps;
    }

    static Launch of(Batch plan, List<Prompt> prompts) {
        return new Launch(plan, prompts, null, new @Nullable Result[prompts.size()], Result::settled);
    }

    /** Goes on with an earlier run: those of its results, and of its journal's, that are kept are not asked again. */
    static Launch resuming(Batch plan, Run earlier, Predicate<Result> keeps) {
        return new Launch(plan, prompts(earlier), earlier, known(earlier, keeps), keeps);
    }

    private static List<Prompt> prompts(Run earlier) {
        return earlier.results().stream().map(Result::prompt).toList();
    }

    /** Those results of an earlier run that are kept, at their places. */
    static @Nullable Result[] known(Run earlier, Predicate<Result> keeps) {
        @Nullable Result[] known = new @Nullable Result[earlier.size()];
        for (Result result : earlier) {
            if (keeps.test(result)) {
                known[result.index()] = result.resumedAs(result.index(), result.prompt());
            }
        }
        return known;
    }

    /** The book of a run that goes on: what is known, and what was sent before for the rest. */
    static Book book(Run earlier, @Nullable Result[] known, Ledger journal) {
        return new Book(prompts(earlier), known, index -> earlier.get(index).attempts(), journal);
    }

    static Run last() {
        Supplier<Run> run = last;
        if (run == null) {
            throw new IllegalStateException("no batch has run yet: start one with Batch.parallel(model, prompts, 5)");
        }
        return run.get();
    }

    Preview preview() {
        return Preview.of(
                plan,
                prompts,
                plan.journal().map(file -> Recovered.peek(file, plan, prompts)).orElse(known));
    }

    Run run() {
        try (Begun begun = begin()) {
            Run run = begun.loop.run();
            last = () -> run;
            rethrow(begun.loop.thrown(), run);
            return run;
        }
    }

    Running start() {
        Begun begun = begin();
        // From this thread, as some front ends show only what comes from the cell that runs.
        begun.loop.announce();
        return Running.start(begun.loop, run -> {
            last = () -> run;
            begun.close();
        });
    }

    /** A loop, and the journal that is open as long as it runs. */
    private record Begun(Loop loop, @Nullable Recovered journal) implements AutoCloseable {
        @Override
        public void close() {
            if (journal != null) {
                journal.close();
            }
        }
    }

    private Begun begin() {
        QueuedCells.ofThisJvm().check(Time.real().now(), Displays.found());
        Model model = plan.model();
        if (plan.budget().limitsCost() && model.price().isEmpty()) {
            throw new IllegalArgumentException("maxCost needs the price of " + model.name()
                    + ", which is not known: nothing was sent. Give it, in US dollars for a million tokens, with"
                    + " gemini.price(Price.perMillion(input, output)).");
        }
        if (plan.journal().isEmpty()) {
            Book book = earlier == null ? new Book(prompts, known, result -> {}) : book(earlier, known, result -> {});
            List<Session> sessions =
                    earlier == null ? List.of() : earlier.story().sessions();
            return new Begun(loop(book, sessions), null);
        }
        Recovered journal = Recovered.open(
                plan.journal().get(), plan, prompts, known, keeps, model.time().now());
        try {
            Book book = earlier == null
                    ? new Book(prompts, journal.results(), journal)
                    : book(earlier, journal.results(), journal);
            return new Begun(loop(book, journal.sessions()), journal);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    private Loop loop(Book book, List<Session> sessions) {
        plan.model().prepare();
        Progress progress = plan.progress();
        Loop loop = new Loop(plan, book, sessions, progress, new LiveWorkers(plan.model()), new SplittableRandom());
        last = loop::soFar;
        return loop;
    }

    static void rethrow(@Nullable Throwable thrown, Run run) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Batch " + run.stopped().orElse("stopped")
                    + ". Batch.last() has every finished row, and Batch.last().resume() goes on.");
        }
    }
}
