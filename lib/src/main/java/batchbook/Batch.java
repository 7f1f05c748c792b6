package batchbook;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A plan for asking many prompts, and the two plain functions {@link #sequential} and {@link #parallel}.
 *
 * <p>A plan is a value: every option returns a new one, so a cell can be run twice, and a plan can be used for many
 * lists.
 *
 * <pre>{@code
 * var run  = Batch.parallel(gemini, prompts, 5);
 *
 * var plan = Batch.of(gemini).workers(20).timeout(Duration.ofSeconds(60)).retry(Retry.upTo(3));
 * var more = plan.run(otherPrompts);
 * }</pre>
 *
 * <p>Prompts are strings or {@link Prompt}s in any {@code Iterable}: a list, or a text column of a table. The result
 * has one row for each, in their order. No failing request stops a batch; a failure that all the others would share (a
 * bad key, an unknown model, a used-up quota) ends it after the first answer, and the rest is {@code NotRun}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Batch {
    private static final int MOST_WORKERS = 10_000;
    private static volatile @Nullable Run last;

    private final Model model;
    private final int workers;
    private final Duration timeout;
    private final Retry retry;
    private final @Nullable Progress progress;

    private Batch(Model model, int workers, Duration timeout, Retry retry, @Nullable Progress progress) {
        this.model = model;
        this.workers = workers;
        this.timeout = timeout;
        this.retry = retry;
        this.progress = progress;
    }

    /** A plan with the defaults: 8 workers, 2 minutes for each request, up to 5 tries. */
    public static Batch of(Model model) {
        Objects.requireNonNull(model, "model is null: pass Gemini.fromEnvOrSimulator() or prompt -> Reply.of(..)");
        return new Batch(model, 8, Duration.ofMinutes(2), Retry.standard(), null);
    }

    /**
     * Asks one prompt after another. Blocks until all have a result.
     *
     * @throws IllegalArgumentException when a prompt is null, blank or neither text nor {@link Prompt}
     * @throws CancellationException when the thread was interrupted; {@link #last()} has the finished rows
     */
    public static Run sequential(Model model, Iterable<?> prompts) {
        return of(model).workers(1).run(prompts);
    }

    /**
     * Asks up to {@code maxWorkers} prompts at the same time. Blocks until all have a result.
     *
     * @throws IllegalArgumentException when {@code maxWorkers} is below 1, or a prompt is null, blank or neither text
     *     nor {@link Prompt}
     * @throws CancellationException when the thread was interrupted; {@link #last()} has the finished rows
     */
    public static Run parallel(Model model, Iterable<?> prompts, int maxWorkers) {
        return of(model).workers(maxWorkers).run(prompts);
    }

    /**
     * The run that ended last in this JVM, also one that was stopped.
     *
     * @throws IllegalStateException when none has ended yet
     */
    public static Run last() {
        Run run = last;
        if (run == null) {
            throw new IllegalStateException("no batch has run yet: start one with Batch.parallel(model, prompts, 5)");
        }
        return run;
    }

    /** At most this many requests at the same time, from 1 to 10,000. Default 8. */
    public Batch workers(int most) {
        if (most < 1 || most > MOST_WORKERS) {
            throw new IllegalArgumentException("workers is " + Format.count(most) + ": it must be from 1 to "
                    + Format.count(MOST_WORKERS) + ". 1 asks one prompt after another.");
        }
        return new Batch(model, most, timeout, retry, progress);
    }

    /** How long one request may take before it is given up as {@link ErrorKind#TIMEOUT}. Default 2 minutes. */
    public Batch timeout(Duration longest) {
        Objects.requireNonNull(longest, "timeout");
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException(
                    "timeout is " + longest + ": it must be longer than nothing, such as" + " Duration.ofSeconds(60)");
        }
        return new Batch(model, workers, longest, retry, progress);
    }

    /** Which failures are tried again, and when. Default {@link Retry#standard()}: up to 5 tries. */
    public Batch retry(Retry policy) {
        return new Batch(model, workers, timeout, Objects.requireNonNull(policy, "retry"), progress);
    }

    /** Who watches the run. Default {@link Progress#automatic()}; {@link Progress#none()} for silence. */
    public Batch progress(Progress watcher) {
        return new Batch(model, workers, timeout, retry, Objects.requireNonNull(watcher, "progress"));
    }

    /**
     * Asks them all. Blocks until every prompt has a result.
     *
     * @param prompts strings or {@link Prompt}s; an empty list gives an empty run
     * @return one result per prompt, in their order
     * @throws IllegalArgumentException when a prompt is null, blank or neither text nor {@link Prompt}; nothing was
     *     sent then
     * @throws CancellationException when the thread was interrupted: requests under way are interrupted too, nothing
     *     more is sent, and {@link #last()} has the finished rows
     */
    public Run run(Iterable<?> prompts) {
        List<Prompt> rows = Prompt.listOf(prompts);
        model.prepare();
        Progress watcher = progress == null ? Progress.automatic() : progress;
        Loop loop = new Loop(this, rows, watcher, new LiveWorkers(model), new SplittableRandom());
        Run run = loop.run();
        last = run;
        rethrow(loop.thrown(), run);
        return run;
    }

    private static void rethrow(@Nullable Throwable thrown, Run run) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            throw new CancellationException(
                    "Batch " + run.stopped().orElse("stopped") + ". Batch.last() has every finished row.");
        }
    }

    Model model() {
        return model;
    }

    int workers() {
        return workers;
    }

    Duration timeout() {
        return timeout;
    }

    Retry retry() {
        return retry;
    }

    /** The plan in one line. */
    @Override
    public String toString() {
        return "Batch to " + model.name() + " with " + Format.plural(workers, "worker") + ", "
                + Format.duration(timeout) + " for each request, "
                + (retry.tries() == 1 ? "no retry" : "up to " + retry.tries() + " tries");
    }
}
