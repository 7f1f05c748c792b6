package batchbook.virtual;

import java.util.concurrent.locks.Condition;

/** Somebody who waits for a moment or for a message. From when it is over until he runs he counts as working. */
final class Wait {
    private final Labour labour;
    private final Condition woken;
    private boolean over;

    Wait(Labour labour) {
        this.labour = labour;
        this.woken = labour.lock.newCondition();
    }

    /** For any thread; a second time it changes nothing. */
    void over() {
        labour.locked(() -> {
            if (!over) {
                over = true;
                labour.busier(1);
                woken.signal();
            }
        });
    }

    /** Waits, with the lock. */
    void await(boolean byHand) throws InterruptedException {
        Thread me = Thread.currentThread();
        labour.waits(me, byHand);
        try {
            while (!over) {
                woken.await();
            }
        } finally {
            labour.waited(me, byHand);
            labour.busier(over ? -1 : 0);
            // Its moment may come while it is interrupted: nobody is there to work then.
            over = true;
        }
    }
}
