package batchbook.virtual;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who works now, as far as anybody has said. What only the holder of the lock may do says so. */
final class Labour {
    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();

    /** Threads of somebody else's that have waited for the clock before and do not now: what runs there is work. */
    private final Set<Thread> loose = new HashSet<>();

    private int busy;
    private int byHand;
    private long changes;

    void locked(Runnable change) {
        lock.lock();
        try {
            changes++;
            change.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void begins(@Nullable Thread hand) {
        locked(() -> {
            busy++;
            if (hand != null) {
                byHand++;
                loose.add(hand);
            }
        });
    }

    void holds(@Nullable Thread hand) {
        locked(() -> {
            busy--;
            loose.remove(hand);
        });
    }

    void goesOn(@Nullable Thread hand) {
        locked(() -> {
            busy++;
            if (hand != null) {
                loose.add(hand);
            }
        });
    }

    void ends(@Nullable Thread hand, boolean held) {
        locked(() -> {
            busy -= held ? 0 : 1;
            if (hand != null) {
                byHand--;
                loose.add(hand);
            }
        });
    }

    /** So many more things wait for a thread that will do them. */
    void busier(int by) {
        locked(() -> busy += by);
    }

    /** From now on what runs on this thread is work, wherever it is done. With the lock. */
    void takesPart(Thread thread) {
        loose.add(thread);
    }

    /** This thread waits for the clock from now on. With the lock. */
    void waits(Thread thread, boolean itsOwn) {
        loose.remove(thread);
        byHand += itsOwn ? 1 : 0;
    }

    /** It no longer does. With the lock. */
    void waited(Thread thread, boolean itsOwn) {
        loose.add(thread);
        byHand -= itsOwn ? 1 : 0;
    }

    /** With the lock. */
    boolean isBusy() {
        return busy > 0;
    }

    /** Grows with all that happens. With the lock. */
    long changes() {
        return changes;
    }

    /** The threads that have said something, and now may do anything. With the lock. */
    Set<Thread> loose() {
        loose.removeIf(thread -> !thread.isAlive());
        return Set.copyOf(loose);
    }

    /** Whether threads take part that say nothing of what they hand to each other. With the lock. */
    boolean byHand() {
        return byHand > 0 || !loose.isEmpty();
    }
}
