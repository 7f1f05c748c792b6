package batchbook;

import batchbook.thread.QueuedCells;
import batchbook.thread.Stop;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A batch that goes on in the background. Get one from {@link Batch#start}.
 *
 * <pre>{@code
 * var running = Batch.of(gemini).start(prompts);     // returns at once
 * running                                            // in another cell: a display of its own there
 * running.soFar()                                    // what there is already
 * running.stop();                                    // sends nothing more, cancels what is under way
 * running.await()                                    // blocks until the end, and gives the run
 * }</pre>
 *
 * <p>Safe for use by many threads. Its thread does not keep a program alive.
 */
public final class Running {
    private final EventLoop<Run> loop;
    private final Thread thread;
    private final CompletableFuture<Run> ended = new CompletableFuture<>();
    /** All there is, also when the end was an error. */
    private volatile @Nullable Run whole;

    private Running(EventLoop<Run> loop, Consumer<Run> atEnd) {
        this.loop = loop;
        this.thread = new Thread(() -> work(atEnd), "batchbook-run");
        thread.setDaemon(true);
    }

    static Running start(EventLoop<Run> loop, Consumer<Run> atEnd) {
        Running running = new Running(loop, atEnd);
        running.thread.start();
        return running;
    }

    private void work(Consumer<Run> atEnd) {
        try {
            Run run = loop.run();
            whole = run;
            atEnd.accept(run);
            if (loop.thrown() == null || loop.thrown() instanceof InterruptedException) {
                ended.complete(run);
            } else {
                ended.completeExceptionally(loop.thrown());
            }
        } catch (Throwable e) {
            ended.completeExceptionally(e);
            throw e;
        }
    }

    /** What has come so far; at the end, all of it. */
    public Run soFar() {
        Run run = whole;
        return run == null ? loop.soFar() : run;
    }

    /** Whether it has ended, by itself or by {@link #stop()}. */
    public boolean isDone() {
        return ended.isDone();
    }

    /**
     * Tells one more progress how it goes on, from now to its end, beside the one that its plan has; once it is over, its
     * last state. It is told of the state of now on this thread, and of all others on the batch's own.
     *
     * <pre>{@code
     * running.watch(Progress.automatic());     // a display in this cell too, as `running` as its last expression opens one
     * }</pre>
     */
    public void watch(Progress progress) {
        loop.watch(Objects.requireNonNull(progress, "progress"));
    }

    /** Ends it: nothing more is sent, and requests under way are cancelled. Returns when that is done. */
    public void stop() {
        loop.stop().wish("stop()");
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Blocks until the end.
     *
     * @return the run; of a batch that was stopped, what it had
     * @throws CancellationException when the waiting thread is interrupted; the batch goes on
     */
    public Run await() {
        try {
            return ended.get();
        } catch (InterruptedException e) {
            QueuedCells.ofThisJvm().interrupted(Time.real().now(), Displays.cell());
            Thread.currentThread().interrupt();
            throw new CancellationException("Not waiting any longer. The batch goes on: stop() ends it.");
        } catch (ExecutionException e) {
            rethrow(e.getCause(), soFar());
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Throws what cut a run short, if anything did. */
    static void rethrow(@Nullable Throwable thrown, Run run) {
        rethrow(
                thrown,
                "Batch " + run.stopped().orElse("stopped")
                        + ". Batch.last() has every finished row, and Batch.last().resume() goes on.");
    }

    /** Throws what cut a run short, if anything did; for an interrupt a cancellation with these words. */
    static void rethrow(@Nullable Throwable thrown, String cancelled) {
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
            throw new CancellationException(cancelled);
        }
    }

    /** The rows so far. */
    @Override
    public String toString() {
        Metrics metrics = soFar().metrics();
        return (isDone() ? "Ended" : "Running") + ": " + Format.count(metrics.answered()) + " answered, "
                + Format.count(metrics.failed()) + " failed of " + Format.plural(metrics.total(), "prompt");
    }
}
