package batchbook.virtual;

import batchbook.virtual.Events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

    /** Whoever is woken by another thread still looks asleep for a moment. */
    private static final int LOOKS = 3;

    private final double speed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition woken = lock.newCondition();
    private final Events events = new Events();
    private final Quiet quiet = new Quiet();

    /** Threads of somebody else's that have waited for this clock before and do not now: what runs there is work. */
    private final Set<Thread> loose = new HashSet<>();

    private volatile Instant now;
    private int busy;
    private int byHand;
    private long changes;
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

    public Instant now() {
        return now;
    }

    /** How many times faster than real time it goes at most. */
    public double speed() {
        return speed;
    }

    /** Work for which it stands still from now on, wherever it is done. */
    public Work work() {
        return new Work(this, null);
    }

    /** Work of this thread, which is a user's own. */
    public Work workByHand() {
        Work work = new Work(this, Thread.currentThread());
        work.onThisThread();
        return work;
    }

    /**
     * Does this after so much time, on the clock's thread.
     *
     * @param order what comes first of several things at one moment
     */
    public void after(Duration wait, long order, Runnable action) {
        locked(() -> add(now.plus(wait), order, action));
    }

    /** Blocks until so much time has passed. */
    public void sleep(Duration time) throws InterruptedException {
        Wait wait = new Wait();
        lock.lockInterruptibly();
        try {
            Event event = add(now.plus(time.isNegative() ? Duration.ZERO : time), 0, wait::over);
            Work.ofThread().ifPresent(Work::hold);
            byHand++;
            try {
                wait.until(event);
            } finally {
                byHand--;
                Work.ofThread().ifPresent(Work::resume);
            }
        } finally {
            lock.unlock();
        }
    }

    public <T> Mailbox<T> mailbox() {
        return new Box<>();
    }

    void begins(Work work) {
        locked(() -> {
            busy++;
            if (work.byHand() != null) {
                byHand++;
                loose.add(work.byHand());
            }
        });
    }

    void holds(Work work) {
        locked(() -> {
            busy--;
            loose.remove(work.byHand());
        });
    }

    void goesOn(Work work) {
        locked(() -> {
            busy++;
            if (work.byHand() != null) {
                loose.add(work.byHand());
            }
        });
    }

    void ends(Work work, boolean held) {
        locked(() -> {
            busy -= held ? 0 : 1;
            if (work.byHand() != null) {
                byHand--;
                loose.add(work.byHand());
            }
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            changes++;
            change.run();
            if (busy == 0) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private Event add(Instant at, long order, Runnable action) {
        Event event = events.add(at, order, action);
        changes++;
        changed.signal();
        if (!running) {
            running = true;
            Thread thread = new Thread(this::run, "batchbook-virtual-clock");
            thread.setDaemon(true);
            thread.start();
        }
        return event;
    }

    private void run() {
        lock.lock();
        try {
            while (true) {
                Event next = events.first();
                if (next == null) {
                    if (changed.awaitNanos(IDLE) <= 0 && events.first() == null) {
                        return;
                    }
                } else if (busy > 0) {
                    changed.await();
                } else if (early(next) > 0) {
                    changed.awaitNanos(early(next));
                } else if (!isQuiet()) {
                    changed.awaitNanos(NAP);
                } else {
                    happen(next);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            running = false;
            lock.unlock();
        }
    }

    /** For how many real nanoseconds it must not happen yet. */
    private long early(Event next) {
        long wait = Math.round(Duration.between(now, next.at()).toNanos() / speed);
        return Math.max(movedAt, next.known()) + wait - System.nanoTime();
    }

    /** Looks without the lock, as others go on meanwhile. */
    private boolean isQuiet() {
        loose.removeIf(thread -> !thread.isAlive());
        Set<Thread> working = Set.copyOf(loose);
        int looks = byHand == 0 && working.isEmpty() ? 1 : LOOKS;
        long seen = changes;
        lock.unlock();
        try {
            for (int look = 1; look <= looks; look++) {
                if (!quiet.now(working)) {
                    return false;
                }
                if (look < looks) {
                    LockSupport.parkNanos(NAP);
                }
            }
        } finally {
            lock.lock();
        }
        return seen == changes;
    }

    private void happen(Event next) {
        events.remove(next);
        if (next.at().isAfter(now)) {
            now = next.at();
            movedAt = System.nanoTime();
        }
        changes++;
        lock.unlock();
        try {
            next.action().run();
        } finally {
            lock.lock();
        }
    }

    /** Somebody who waits for a moment or for a message. From then on until he runs he counts as working. */
    private final class Wait {
        private boolean over;

        private void over() {
            locked(() -> {
                if (!over) {
                    over = true;
                    busy++;
                    woken.signalAll();
                }
            });
        }

        private void until(Event event) throws InterruptedException {
            Thread me = Thread.currentThread();
            loose.remove(me);
            try {
                while (!over) {
                    woken.await();
                }
            } finally {
                events.remove(event);
                loose.add(me);
                locked(() -> busy -= over ? 1 : 0);
            }
        }
    }

    /** A message counts as work until it is taken, or until nobody is left to take it. */
    private final class Box<T> implements Mailbox<T> {
        private final Queue<T> messages = new ArrayDeque<>();
        private @Nullable Wait waiting;
        private boolean closed;

        @Override
        public void add(T message) {
            locked(() -> {
                if (closed) {
                    return;
                }
                busy++;
                messages.add(message);
                if (waiting != null) {
                    waiting.over();
                }
            });
        }

        @Override
        public @Nullable T poll() {
            lock.lock();
            try {
                T message = messages.poll();
                if (message != null) {
                    locked(() -> busy--);
                }
                return message;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public @Nullable T poll(Instant until) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (messages.isEmpty() && until.isAfter(now)) {
                    waiting = new Wait();
                    try {
                        waiting.until(VirtualClock.this.add(until, Long.MAX_VALUE, waiting::over));
                    } finally {
                        waiting = null;
                    }
                }
                return poll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            locked(() -> {
                closed = true;
                busy -= messages.size();
                messages.clear();
            });
        }
    }
}
