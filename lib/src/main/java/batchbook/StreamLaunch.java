package batchbook;

import batchbook.answer.Judge;
import batchbook.journal.StreamJournal;
import batchbook.night.UnderWay;
import batchbook.pace.Cause;
import batchbook.report.Story;
import batchbook.stream.RowReader;
import batchbook.thread.InterruptListener;
import batchbook.thread.Stop;
import java.io.Flushable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One stream of a plan: opens what it needs, runs the loop, closes it, and keeps its totals as the last ones. */
final class StreamLaunch {
    private final Options options;
    private final RowReader rows;
    private final Consumer<? super Result> sink;

    private StreamLaunch(Options options, RowReader rows, Consumer<? super Result> sink) {
        this.options = options;
        this.rows = rows;
        this.sink = sink;
    }

    /**
     * Runs it to its end.
     *
     * @throws IllegalArgumentException when the prompts cannot be read one after another
     * @throws CancellationException when the thread was interrupted
     */
    static Totals run(Options options, RowReader rows, @Nullable Consumer<? super Result> sink) {
        try (rows) {
            if (sink == null && options.journal().isEmpty()) {
                throw new IllegalArgumentException("nobody would get the answers: nothing was sent. Give the plan a"
                        + " .journal(..), or say what is to become of each row: stream(prompts, row -> ..).");
            }
            return new StreamLaunch(options, rows, sink == null ? row -> {} : sink).run();
        }
    }

    /** What the user gets. */
    record WholeStream(StreamResults results) implements Results.Whole<Totals> {
        @Override
        public Totals of(
                Story story,
                int mostInFlight,
                Map<Cause, Duration> held,
                String whyMissing,
                @Nullable Consumer<Progress> watch) {
            return results.totals(story, mostInFlight, held);
        }

        @Override
        public Metrics metrics(Totals whole) {
            return whole.metrics();
        }
    }

    private record Begun(EventLoop<Totals> loop, @Nullable StreamJournal journal) implements Launch.Opened {
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

    private Totals run() {
        try (Begun begun = Launch.begin(this::open)) {
            Totals totals = begun.loop.run();
            Totals.last(() -> totals);
            flush(begun.loop.thrown());
            Running.rethrow(
                    begun.loop.thrown(),
                    "Batch " + totals.stopped().orElse("stopped") + ". " + wayOn() + " Totals.last() has the figures.");
            return totals;
        }
    }

    /** What a sink still holds back; its failure counts when nothing else ended the stream. */
    private void flush(@Nullable Throwable thrown) {
        if (!(sink instanceof Flushable held)) {
            return;
        }
        try {
            held.flush();
        } catch (IOException | RuntimeException e) {
            if (thrown == null) {
                String words = "the sink failed at the end: " + StreamResults.words(e);
                throw new IllegalStateException(StreamResults.sentences(words, wayOn()), e);
            }
            thrown.addSuppressed(e);
        }
    }

    private Begun open(InterruptListener listener) {
        Launch.check(options, Optional.empty());
        if (options.journal().isEmpty()) {
            return begun(null, listener);
        }
        Judge<Prompt> judge = options.judge();
        StreamJournal journal = StreamJournal.open(
                options.journal().get(),
                options.model,
                options.deduplicate,
                row -> options.judged(row, judge).filter(Result::settled),
                options.model.time().now());
        try {
            // Reading a file ends what the listener hears.
            listener.listen();
            UnderWay.requireNone(journal);
            return begun(journal, listener);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    private Begun begun(@Nullable StreamJournal journal, InterruptListener listener) {
        StreamResults results = new StreamResults(rows, journal, sink, wayOn());
        options.model.prepare();
        listener.listen();
        EventLoop<Totals> loop = new EventLoop<>(
                options,
                results,
                Workers.live(options.model),
                options.model.time().random(),
                new WholeStream(results));
        loop.stop().wayOn(this::wayOn);
        Totals.last(loop::soFar);
        return new Begun(loop, journal);
    }

    private String wayOn() {
        return options.journal().isPresent()
                ? "The same prompts with the same journal go on: what is settled is given to the sink again, and not asked."
                : "The sink has got what was settled before; with a .journal(..) the same prompts would go on from there.";
    }
}
