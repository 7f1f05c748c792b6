package batchbook;

import batchbook.answer.Judge;
import batchbook.journal.RunJournal;
import batchbook.pace.Budget;
import batchbook.pace.Cause;
import batchbook.report.Story;
import batchbook.thread.InterruptListener;
import batchbook.thread.QueuedCells;
import batchbook.thread.Stop;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

    /** The run that a user gets: all rows, and how to go on with it. */
    record WholeRun(ListResults results, Run.Resumption resumption) implements Results.Whole<Run> {
        @Override
        public Run of(
                Story story,
                int mostInFlight,
                Map<Cause, Duration> held,
                String whyMissing,
                @Nullable Consumer<Progress> watch) {
            return new Run(story, results.all(new Outcome.NotRun(whyMissing)), resumption, watch);
        }

        @Override
        public Metrics metrics(Run whole) {
            return whole.metrics();
        }
    }

    private final Options options;
    private final List<Prompt> prompts;
    private final ListResults.Earlier earlier;
    private final Predicate<Result> keeps;
    /** The places of rows that were answered under other settings. */
    private final IntPredicate foreign;

    private final Judge<Prompt> judge;

    private Launch(
            Options options,
            List<Prompt> prompts,
            ListResults.Earlier earlier,
            Predicate<Result> keeps,
            IntPredicate foreign) {
        this.options = options;
        this.prompts = prompts;
        this.earlier = earlier;
        this.keeps = keeps;
        this.foreign = foreign;
        this.judge = options.judge();
    }

    static Launch of(Options options, List<Prompt> prompts) {
        List<Prompt> all = Prompts.sampled(prompts, options.samples);
        return new Launch(options, all, ListResults.Earlier.nothing(all.size()), Result::settled, place -> false);
    }

    /**
     * Goes on with a run: those of its results, and of its journal's, that are kept are not asked again.
     *
     * @param foreign the places of rows that were answered under other settings
     */
    private record GoesOn(Options options, IntPredicate foreign) implements Run.Resumption {
        @Override
        public Run resume(Run run, Predicate<Result> keeps) {
            List<Prompt> prompts = run.results().stream().map(Result::prompt).toList();
            ListResults.Earlier earlier = ListResults.Earlier.of(run, keeps);
            BitSet stays = new BitSet();
            IntStream.range(0, prompts.size())
                    .filter(place ->
                            foreign.test(place) && earlier.results().get(place).isPresent())
                    .forEach(stays::set);
            return new Launch(options, prompts, earlier, keeps, stays::get).run();
        }

        @Override
        public Run.Resumption with(Model model) {
            boolean same = options.model.settings().equals(model.settings());
            return new GoesOn(options.with(to -> to.model = model), same ? foreign : place -> true);
        }
    }

    /** Of a run that was read from a file: it has no plan, but a model makes one. */
    static Run.Resumption ofAFile() {
        return new Run.Resumption() {
            @Override
            public Run resume(Run run, Predicate<Result> keeps) {
                throw new IllegalStateException(
                        "a run that was read from a file has no plan to go on with: make the plan"
                                + " again, with .journal(..) naming that file, and run it with the same prompts; or name a model:"
                                + " run.retryFailed(gemini)");
            }

            @Override
            public Run.Resumption with(Model model) {
                return resumption(new Options(model));
            }
        };
    }

    /** Goes on with a run of this plan. */
    static Run.Resumption resumption(Options options) {
        return new GoesOn(options, place -> false);
    }

    static Run last() {
        Started started = last;
        if (started == null) {
            throw new IllegalStateException("no batch has run yet: start one with Batch.parallel(model, prompts, 5)");
        }
        return started.run.get();
    }

    Preview preview() {
        List<Optional<Result>> known = options.journal()
                .map(file -> RunJournal.peek(file, options.model, options.deduplicate, prompts, this::today))
                .orElse(earlier.results());
        Prompts.check(options.model, prompts, known);
        return Preview.of(options, prompts, known);
    }

    Run run() {
        try (Begun begun = begin(this::open)) {
            Run run = begun.loop.run();
            begun.started.ended(run);
            Running.rethrow(begun.loop.thrown(), run);
            return run;
        }
    }

    Running start() {
        Begun begun = begin(this::open);
        // From this thread, as some front ends show only what comes from the cell that runs.
        begun.loop.announce();
        return Running.start(begun.loop, run -> {
            begun.started.ended(run);
            begun.close();
        });
    }

    /** What was opened for a run: a loop, and what is open as long as it runs. */
    interface Opened extends AutoCloseable {
        Stop stop();

        @Override
        void close();
    }

    /** Hears an interrupt while it gets ready too: a model may take a second for that, and swallow it. */
    static <B extends Opened> B begin(Function<InterruptListener, B> open) {
        QueuedCells.ofThisJvm().check(Time.real().now(), Displays.cell());
        Stop stop = new Stop();
        InterruptListener listener = stop.listener();
        listener.listen();
        try {
            B begun = open.apply(listener);
            listener.rest();
            if (stop.wished()) {
                QueuedCells.ofThisJvm().interrupted(Time.real().now(), Displays.cell());
                begun.stop().wish(stop.by());
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

    /** Whether the budget of a plan can be kept, for all that this prompt says of the others: tools are mostly the same. */
    static void check(Options options, Optional<Prompt> first) {
        Model model = options.model;
        if (options.budget.limitsCost() && model.price().isEmpty()) {
            throw new IllegalArgumentException("maxCost needs the price of " + model.name()
                    + ", which is not known: nothing was sent. Give it, in US dollars for a million tokens, "
                    + Price.HOW_TO_GIVE + ".");
        }
        if (options.budget.limitsUse() && first.map(model::mostTokens).equals(Optional.of(Usage.UNBOUNDED))) {
            throw new IllegalArgumentException(Budget.CANNOT_BE_KEPT);
        }
    }

    /** A loop, and the journal that is open as long as it runs. */
    private record Begun(
            EventLoop<Run> loop, Started started, @Nullable RunJournal journal) implements Opened {
        @Override
        public Stop stop() {
            return loop.stop();
        }

        @Override
        public void close() {
            if (journal != null) {
                journal.close();
            }
        }
    }

    private Begun open(InterruptListener listener) {
        Model model = options.model;
        check(options, prompts.stream().findFirst());
        if (options.journal().isEmpty()) {
            Prompts.check(model, prompts, earlier.results());
            return begun(new ListResults(prompts, earlier, result -> {}), null, listener);
        }
        RunJournal journal = RunJournal.open(
                options.journal().get(),
                model,
                options.deduplicate,
                prompts,
                earlier.results(),
                foreign,
                this::today,
                model.time().now());
        try {
            // Reading a file ends what the listener hears.
            listener.listen();
            Prompts.check(model, prompts, journal.earlier());
            return begun(new ListResults(prompts, earlier.journaled(journal), journal), journal, listener);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    /** What a row of the journal counts as by the checks of today; empty when it is asked again. */
    private Optional<Result> today(Result row) {
        return options.judged(row, judge).filter(keeps);
    }

    private Begun begun(ListResults results, @Nullable RunJournal journal, InterruptListener listener) {
        options.model.prepare();
        listener.listen();
        EventLoop<Run> loop = new EventLoop<>(
                options,
                results,
                Workers.live(options.model),
                options.model.time().random(),
                new WholeRun(results, new GoesOn(options, foreign)));
        Started started = new Started(loop::soFar);
        loop.stop().wayOn(started::wayOn);
        last = started;
        return new Begun(loop, started, journal);
    }
}
