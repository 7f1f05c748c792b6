package batchbook.virtual;

import batchbook.virtual.Events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock that stands still while anybody in this JVM works, and then goes to the next moment at which something is to
 * happen: an answer that is due, a wait that is over. So a slow or busy machine changes no time that it shows.
 *
 * <p>It goes no faster than {@code speed} times real time. What happens at one moment happens in an order of its own, one
 * after the other. A client in another process cannot tell it that it works. Threads that say nothing count as working while they
 * run Java code.
 *
 * <p>Safe to share between threads. Its own thread is a daemon and lives while there is something to wait for.
 */
public final class VirtualClock {
    private static final long IDLE = TimeUnit.SECONDS.toNanos(5);
    private static final long NAP = TimeUnit.MICROSECONDS.toNanos(100);

    /** Nobody who works looks so often at a clock that stands still: only somebody who waits for it, as it does for him. */
    private static final long OFTEN = 100_000;

    private static final long SPINS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A thread that runs on for so long is not waited for either: it may wait for something else than the clock. */
    private static final long RUNS = TimeUnit.MINUTES.toNanos(1);

    /** Whoever is woken by another thread still looks asleep for a moment. */
    private static final int LOOKS = 3;

    private final double speed;
    private final Labour labour = new Labour();
    private final Events events = new Events();
    private final Quiet quiet = new Quiet();
    private final LongAdder looked = new LongAdder();
    private volatile Instant now;
    private long movedAt = System.nanoTime();
    private boolean running;

    private VirtualClock(Instant start, double speed) {
        this.now = start;
        this.speed = speed;
    }

    /** One that shows this time, until there is something to wait for. */
    public static VirtualClock start(Instant now, double speed) {
        return new VirtualClock(now, speed);
    }

    /** What it shows; never goes back. */
    public Instant now() {
        looked.increment();
        return now;
    }

    /** How many times faster than real time it goes at most. */
    public double speed() {
        return speed;
    }

    /** Work for which it stands still from now on, wherever it is done. */
    public Work work() {
        return new Work(labour, null);
    }

    /** Work of this thread, which is a user's own. */
    public Work workByHand() {
        Work work = new Work(labour, Thread.currentThread());
        work.onThisThread();
        return work;
    }

    /**
     * Does this after so much time, on the clock's thread.
     *
     * @param order what comes first of several things at one moment
     */
    public void after(Duration wait, long order, Runnable action) {
        labour.locked(() -> add(now.plus(wait), order, action));
    }

    /** Blocks until so much time has passed. */
    public void sleep(Duration time) throws InterruptedException {
        Wait wait = new Wait(labour);
        labour.lock.lockInterruptibly();
        try {
            Event event = add(now.plus(time.isNegative() ? Duration.ZERO : time), 0, wait::over);
            Work.ofThread().ifPresent(Work::hold);
            try {
                wait.await(true);
            } finally {
                events.remove(event);
                Work.ofThread().ifPresent(Work::resume);
            }
        } finally {
            labour.lock.unlock();
        }
    }

    /** Where one loop waits for what others hand to it, or for a moment of this clock. */
    public <T> Mailbox<T> mailbox() {
        return new VirtualMailbox<>(labour, this::await);
    }

    private void await(Instant until, Wait wait) throws InterruptedException {
        if (until.isAfter(now)) {
            Event event = add(until, Long.MAX_VALUE, wait::over);
            try {
                wait.await(false);
            } finally {
                events.remove(event);
            }
        }
    }

    private Event add(Instant at, long order, Runnable action) {
        Event event = events.add(at, order, action);
        labour.changed.signal();
        if (!running) {
            running = true;
            Thread thread = new Thread(this::run, "batchbook-virtual-clock");
            thread.setDaemon(true);
            thread.start();
        }
        return event;
    }

    private void run() {
        labour.lock.lock();
        try {
            while (true) {
                Event next = events.first();
                if (next == null) {
                    if (labour.changed.awaitNanos(IDLE) <= 0 && events.first() == null) {
                        return;
                    }
                } else if (labour.isBusy()) {
                    labour.changed.await();
                } else if (early(next) > 0) {
                    labour.changed.awaitNanos(early(next));
                } else if (!isQuiet()) {
                    labour.changed.awaitNanos(NAP);
                } else if (next.equals(events.first())) {
                    // Meanwhile somebody may have begun to wait for an earlier one.
                    happen(next);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            running = false;
            labour.lock.unlock();
        }
    }

    /** For how many real nanoseconds it must not happen yet. */
    private long early(Event next) {
        long wait = Math.round(Duration.between(now, next.at()).toNanos() / speed);
        return Math.max(movedAt, next.known()) + wait - System.nanoTime();
    }

    /** Looks without the lock, as others go on meanwhile. */
    private boolean isQuiet() {
        Set<Thread> working = labour.loose();
        int looks = labour.byHand() ? LOOKS : 1;
        long seen = labour.changes();
        long longest = looked.sum() > OFTEN ? SPINS : RUNS;
        labour.lock.unlock();
        try {
            for (int look = 1; look <= looks; look++) {
                if (!quiet.now(working, longest)) {
                    return false;
                }
                if (look < looks) {
                    LockSupport.parkNanos(NAP);
                }
            }
        } finally {
            labour.lock.lock();
        }
        return seen == labour.changes() && !labour.lock.hasQueuedThreads();
    }

    private void happen(Event next) {
        events.remove(next);
        if (next.at().isAfter(now)) {
            now = next.at();
            movedAt = System.nanoTime();
            looked.reset();
        }
        labour.lock.unlock();
        try {
            next.action().run();
        } finally {
            labour.lock.lock();
        }
    }
}
