package batchbook;

import batchbook.thread.Threads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows snapshots on a thread of its own, which nobody interrupts: an interrupt that meets a kernel in the middle of a
 * message is lost, and half a message is left behind.
 *
 * <p>While one is being shown the others wait, the newest in the place of those before, with the rows of all of them.
 * Only the first and the last one are waited for: the first makes its place in the cell, which may be over soon, and
 * after the last one the program may be.
 */
final class DisplayThread implements Progress {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");
    /** However long a display hangs, a run goes on. */
    private static final Duration LONG = Duration.ofSeconds(10);
    /** Whoever pressed stop does not wait longer than that for the words about it. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Executor thread;
    private boolean showing;
    private boolean begun;
    private @Nullable Progress display;
    private @Nullable Snapshot next;
    private CountDownLatch nextIsShown = new CountDownLatch(1);

    DisplayThread(Progress display) {
        this(display, Threads.one("batchbook-display"));
    }

    DisplayThread(Progress display, Executor thread) {
        this.display = display;
        this.thread = thread;
    }

    @Override
    public void update(Snapshot snapshot) {
        CountDownLatch shown;
        boolean first;
        synchronized (this) {
            first = !begun;
            begun = true;
            next = next == null ? snapshot : snapshot.withEarlier(next.finished());
            shown = nextIsShown;
            if (!showing) {
                showing = true;
                thread.execute(this::showAll);
            }
        }
        if (snapshot.over()) {
            awaitLast(shown, snapshot.stopped().isPresent() ? SHORT : LONG);
        } else if (first) {
            awaitFirst(shown);
        }
    }

    private void showAll() {
        boolean more = true;
        while (more) {
            more = showNext();
        }
    }

    /** Whether there was one. */
    private boolean showNext() {
        Snapshot snapshot;
        CountDownLatch shown;
        Progress place;
        synchronized (this) {
            snapshot = next;
            shown = nextIsShown;
            place = display;
            next = null;
            nextIsShown = new CountDownLatch(1);
            showing = snapshot != null;
        }
        if (snapshot == null) {
            return false;
        }
        try {
            if (place != null) {
                place.update(snapshot);
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("the progress display failed and is switched off: {}", e.toString());
            synchronized (this) {
                display = null;
            }
        } finally {
            shown.countDown();
        }
        return true;
    }

    private static void awaitFirst(CountDownLatch shown) {
        try {
            await(shown, LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitLast(CountDownLatch shown, Duration longest) {
        try {
            await(shown, longest);
        } catch (InterruptedException e) {
            awaitLast(shown, SHORT);
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch shown, Duration longest) throws InterruptedException {
        if (!shown.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.debug("the progress display is slow");
        }
    }
}
