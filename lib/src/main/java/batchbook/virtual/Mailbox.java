package batchbook.virtual;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where one loop waits for what others hand to it, or for a moment of its clock. */
public interface Mailbox<T> extends AutoCloseable {
    /** Hands something over. For any thread. */
    void add(T message);

    /** The next one if it is there. */
    @Nullable
    T poll();

    /** The next one, or null when this moment has come before any. */
    @Nullable
    T poll(Instant until) throws InterruptedException;

    /** Nobody looks into it any more: what is in it, and what still comes, is lost. */
    @Override
    void close();

    /**
     * One whose clock goes on by itself.
     *
     * @param wait how long it really is until then
     */
    static <T> Mailbox<T> real(Function<Instant, Duration> wait) {
        return new Mailbox<>() {
            private final LinkedBlockingQueue<T> messages = new LinkedBlockingQueue<>();

            @Override
            public void add(T message) {
                messages.add(message);
            }

            @Override
            public @Nullable T poll() {
                return messages.poll();
            }

            @Override
            public @Nullable T poll(Instant until) throws InterruptedException {
                return messages.poll(wait.apply(until).toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void close() {
                messages.clear();
            }
        };
    }
}
