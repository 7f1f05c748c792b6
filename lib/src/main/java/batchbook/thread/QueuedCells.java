package batchbook.thread;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a batch from starting in a cell that was waiting in the kernel's queue when the user stopped the one before.
 *
 * <p>A Java kernel goes on with its queue after an interrupt, so "run all" and "interrupt" would send the next cell's
 * paid requests just when the user wanted none. Each cell says when it was asked for. A cell that was asked for before
 * the interrupt is refused; one asked for later is what the user wants now.
 *
 * <p>That time is by the front end's clock, which may be minutes off when the kernel is on another machine. What is
 * certain: no cell starts before it is asked for. So the shortest time that ever seemed to pass between asking and
 * starting is at least the difference of the clocks, and asking plus that is never too early by ours: no new wish is
 * taken for an old one, however wrong a clock is.
 */
public final class QueuedCells {
    /** For kernels that do not say when: what waits in a queue starts at once, a user needs longer. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final QueuedCells OF_THIS_JVM = new QueuedCells();

    private @Nullable Instant stopped;
    private Instant graceEnds = Instant.MIN;
    private @Nullable Duration shortestWait;
    private @Nullable Thread lastStarter;

    /** A JVM has one kernel at most, and that one queue. */
    public static QueuedCells ofThisJvm() {
        return OF_THIS_JVM;
    }

    /**
     * The cell whose code runs on this thread.
     *
     * @param askedAt when the user asked for it, by the clock of the front end; empty when the kernel does not say
     * @param stopPressed whether the user pressed stop in it, which nobody is told while its code does not run yet
     */
    public record Cell(Optional<Instant> askedAt, boolean stopPressed) {}

    /**
     * Call it as soon as a batch notices an interrupt, on the thread that was interrupted.
     *
     * @param cell empty outside a notebook: what a program does to threads of its own is no wish of the user, and they
     *     are in no queue
     */
    public void interrupted(Instant now, Optional<Cell> cell) {
        if (cell.isPresent()) {
            stopped(now);
        }
    }

    /**
     * Call it before a batch starts, on the thread that wants it.
     *
     * @param cell empty outside a notebook
     * @throws IllegalStateException when the cell that runs now was waiting when the last batch was stopped
     * @throws CancellationException when the user stopped this cell before its code ran
     */
    public void check(Instant now, Optional<Cell> cell) {
        if (cell.isEmpty()) {
            return;
        }
        checkQueue(now, cell.get().askedAt());
        if (cell.get().stopPressed()) {
            stopped(now);
            throw new CancellationException("Batch stopped before it began: the stop button was pressed while the"
                    + " kernel still prepared this cell. Nothing was sent. Run the cell again to start it.");
        }
    }

    private synchronized void checkQueue(Instant now, Optional<Instant> askedAt) {
        Thread starter = Thread.currentThread();
        if (lastStarter != null && lastStarter != starter && lastStarter.isInterrupted()) {
            stopped(now); // and has not noticed yet: the kernel does not wait for it
        }
        lastStarter = starter;
        if (waited(now, askedAt)) {
            graceEnds = now.plus(GRACE);
            throw new IllegalStateException("the batch before was stopped while this cell was already waiting in the"
                    + " queue, so nothing was sent. Run this cell again to start it.");
        }
    }

    private synchronized void stopped(Instant now) {
        stopped = now;
        graceEnds = now.plus(GRACE);
    }

    private boolean waited(Instant now, Optional<Instant> askedAt) {
        if (askedAt.isEmpty()) {
            return now.isBefore(graceEnds);
        }
        Duration wait = Duration.between(askedAt.get(), now);
        if (shortestWait == null || wait.compareTo(shortestWait) < 0) {
            shortestWait = wait;
        }
        return stopped != null && askedAt.get().plus(shortestWait).isBefore(stopped);
    }
}
