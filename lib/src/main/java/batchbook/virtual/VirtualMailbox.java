package batchbook.virtual;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A mailbox of a virtual clock: a message counts as work until it is taken. */
final class VirtualMailbox<T> implements Mailbox<T> {
    private final Labour labour;
    private final Alarm alarm;
    private final Queue<T> messages = new ArrayDeque<>();
    private @Nullable Wait waiting;
    private boolean closed;

    /** What a mailbox needs of its clock. */
    interface Alarm {
        /** Lets this be over at that time, and waits for it. With the lock. */
        void await(Instant until, Wait wait) throws InterruptedException;
    }

    VirtualMailbox(Labour labour, Alarm alarm) {
        this.labour = labour;
        this.alarm = alarm;
    }

    @Override
    public void add(T message) {
        labour.locked(() -> {
            if (closed) {
                return;
            }
            labour.busier(1);
            messages.add(message);
            if (waiting != null) {
                waiting.over();
            }
        });
    }

    @Override
    public @Nullable T poll() {
        labour.lock.lock();
        try {
            labour.takesPart(Thread.currentThread());
            T message = messages.poll();
            if (message != null) {
                labour.busier(-1);
            }
            return message;
        } finally {
            labour.lock.unlock();
        }
    }

    @Override
    public @Nullable T poll(Instant until) throws InterruptedException {
        labour.lock.lockInterruptibly();
        try {
            if (messages.isEmpty()) {
                Wait wait = new Wait(labour);
                waiting = wait;
                try {
                    alarm.await(until, wait);
                } finally {
                    waiting = null;
                }
            }
            return poll();
        } finally {
            labour.lock.unlock();
        }
    }

    @Override
    public void close() {
        labour.locked(() -> {
            closed = true;
            labour.busier(-messages.size());
            messages.clear();
        });
    }
}
