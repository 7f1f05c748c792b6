package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One hand-moved clock for several loops, each on a thread of its own. Only one of them runs at a time, and when it waits
 * the clock moves to whoever is due first: so the outcome is the same each time.
 */
final class VirtualTime {
    private Instant now = VirtualWorkers.START;
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(
            Comparator.comparing((Sleeper sleeper) -> sleeper.until).thenComparingLong(sleeper -> sleeper.serial));
    private long serial;
    private int awake;

    private static final class Sleeper {
        final Instant until;
        final long serial;
        boolean called;

        Sleeper(Instant until, long serial) {
            this.until = until;
            this.serial = serial;
        }
    }

    synchronized Instant now() {
        return now;
    }

    /** Time passes in which nobody works. */
    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    /** Lets time pass until then, and the others work meanwhile. */
    synchronized void sleepUntil(Instant until) {
        sleepUntil(until, serial++);
    }

    private synchronized void sleepUntil(Instant until, long order) {
        Sleeper me = new Sleeper(until.isAfter(now) ? until : now, order);
        sleepers.add(me);
        awake--;
        callNext();
        while (!me.called) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void callNext() {
        if (awake > 0 || sleepers.isEmpty()) {
            return;
        }
        Sleeper next = sleepers.remove();
        now = next.until.isAfter(now) ? next.until : now;
        next.called = true;
        awake++;
        notifyAll();
    }

    private synchronized void leave() {
        awake--;
        callNext();
    }

    /** Does all of this at once, in virtual time, each from its own start on; what came of each. */
    <T> List<T> together(List<Instant> starts, List<Callable<T>> works) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            synchronized (this) {
                awake = works.size();
                serial = works.size();
            }
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < works.size(); i++) {
                Instant start = starts.get(i);
                int order = i;
                Callable<T> work = works.get(i);
                futures.add(threads.submit(() -> {
                    try {
                        sleepUntil(start, order);
                        return work.call();
                    } finally {
                        leave();
                    }
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
