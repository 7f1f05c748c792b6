package batchbook;

import batchbook.journal.ResultLog;
import batchbook.journal.RunJournal;
import batchbook.journal.Session;
import batchbook.pace.Budget;
import batchbook.thread.InterruptListener;
import batchbook.thread.QueuedCells;
import batchbook.thread.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One start of a plan: opens what it needs, runs the loop, closes it, and keeps the run as the last one. */
final class Launch {
    private static volatile @Nullable Started last;

    /** A run that was started: what it has so far, and all of it at its end. */
    private static final class Started {
        private volatile Supplier<Run> run;

        Started(Supplier<Run> soFar) {
            run = soFar;
        }

        void ended(Run whole) {
            run = () -> whole;
        }

        String wayOn() {
            return last == this
                    ? "Batch.last() has them; Batch.last().resume() goes on"
                    : "Batch.last() is another batch by now: what start() returned has them, and soFar().resume() goes on";
        }
    }

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

    static @Nullable Result[] places(List<Optional<Result>> rows) {
        @Nullable Result[] places = new @Nullable Result[rows.size()];
        Arrays.setAll(places, index -> rows.get(index).orElse(null));
        return places;
    }

    /** The book of a run that goes on: what is known, and what was sent before for the rest. */
    static Results book(Run earlier, @Nullable Result[] known, ResultLog journal) {
        return new Results(prompts(earlier), known, index -> earlier.get(index).attempts(), journal);
    }

    static Run last() {
        Started started = last;
        if (started == null) {
            throw new IllegalStateException("no batch has run yet: start one with Batch.parallel(model, prompts, 5)");
        }
        return started.run.get();
    }

    Preview preview() {
        return Preview.of(
                plan,
                prompts,
                plan.journal()
                        .map(file -> places(RunJournal.peek(file, plan.model(), plan.deduplicates(), prompts)))
                        .orElse(known));
    }

    Run run() {
        try (Begun begun = begin()) {
            Run run = begun.loop.run();
            begun.started.ended(run);
            rethrow(begun.loop.thrown(), run);
            return run;
        }
    }

    Running start() {
        Begun begun = begin();
        // From this thread, as some front ends show only what comes from the cell that runs.
        begun.loop.announce();
        return Running.start(begun.loop, run -> {
            begun.started.ended(run);
            begun.close();
        });
    }

    /** A loop, and the journal that is open as long as it runs. */
    private record Begun(
            EventLoop loop, Started started, @Nullable RunJournal journal) implements AutoCloseable {
        @Override
        public void close() {
            if (journal != null) {
                journal.close();
            }
        }
    }

    /** Hears an interrupt while it gets ready too: a model may take a second for that, and swallow it. */
    private Begun begin() {
        QueuedCells.ofThisJvm().check(Time.real().now(), Displays.cell());
        Stop stop = new Stop();
        InterruptListener listener = stop.listener();
        listener.listen();
        try {
            Begun begun = open(listener);
            listener.rest();
            if (stop.wished()) {
                QueuedCells.ofThisJvm().interrupted(Time.real().now(), Displays.cell());
                begun.loop.stop().wish(stop.by());
            }
            return begun;
        } catch (RuntimeException e) {
            listener.rest();
            if (!stop.toldBy(e) && !stop.wished()) {
                throw e;
            }
            QueuedCells.ofThisJvm().interrupted(Time.real().now(), Displays.cell());
            if (!(stop.exception(e) instanceof Stop.CtrlC)) {
                Thread.currentThread().interrupt();
            }
            throw new CancellationException("Batch stopped by " + stop.by() + " before it began: nothing was sent.");
        } finally {
            listener.rest();
        }
    }

    private Begun open(InterruptListener listener) {
        Model model = plan.model();
        if (plan.budget().limitsCost() && model.price().isEmpty()) {
            throw new IllegalArgumentException("maxCost needs the price of " + model.name()
                    + ", which is not known: nothing was sent. Give it, in US dollars for a million tokens, with"
                    + " gemini.price(Price.perMillion(input, output)).");
        }
        // The others are looked at before they are sent; tools are mostly the same for all.
        if (plan.budget().limitsUse()
                && !prompts.isEmpty()
                && model.mostTokens(prompts.get(0)).equals(Usage.UNBOUNDED)) {
            throw new IllegalArgumentException(Budget.CANNOT_BE_KEPT);
        }
        if (plan.journal().isEmpty()) {
            Results results =
                    earlier == null ? new Results(prompts, known, result -> {}) : book(earlier, known, result -> {});
            List<Session> sessions =
                    earlier == null ? List.of() : earlier.story().sessions();
            return begun(loop(results, sessions, listener), null);
        }
        RunJournal journal = RunJournal.open(
                plan.journal().get(),
                plan.model(),
                plan.deduplicates(),
                prompts,
                Arrays.stream(known).map(Optional::ofNullable).toList(),
                keeps,
                model.time().now());
        try {
            // Reading a file ends what the ear hears.
            listener.listen();
            @Nullable Result[] inJournal = places(journal.earlier());
            Results results =
                    earlier == null ? new Results(prompts, inJournal, journal) : book(earlier, inJournal, journal);
            return begun(loop(results, journal.sessions(), listener), journal);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    private static Begun begun(EventLoop loop, @Nullable RunJournal journal) {
        Started started = new Started(loop::soFar);
        loop.stop().wayOn(started::wayOn);
        last = started;
        return new Begun(loop, started, journal);
    }

    private EventLoop loop(Results results, List<Session> sessions, InterruptListener listener) {
        plan.model().prepare();
        listener.listen();
        Progress progress = plan.progress();
        return new EventLoop(plan, results, sessions, progress, new LiveWorkers(plan.model()), new SplittableRandom());
    }

    static void rethrow(@Nullable Throwable thrown, Run run) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof InterruptedException) {
            if (!(thrown instanceof Stop.CtrlC)) {
                Thread.currentThread().interrupt();
            }
            throw new CancellationException("Batch " + run.stopped().orElse("stopped")
                    + ". Batch.last() has every finished row, and Batch.last().resume() goes on.");
        }
    }
}
