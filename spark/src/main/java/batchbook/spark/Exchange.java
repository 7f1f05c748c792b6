package batchbook.spark;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run on a thread of its own, and what it and its owner tell each other. The run pulls what it asks and pushes what came
 * of it; the owner takes one message after the other, so that all that is Spark's is touched by Spark's thread alone.
 *
 * <p>No more is held than what is under way: when the run gets one more, everything that came before has been taken.
 *
 * @param <I> what the run pulls
 * @param <O> what it pushes
 */
final class Exchange<I, O> implements AutoCloseable {
    /** So often it is looked whether anybody still wants the answers. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** A run ends at once when it is interrupted; its journal may wait for the drive. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A run, on its own thread. */
    interface Work<I, O> {
        void run(Iterator<I> input, Consumer<O> output);
    }

    /** What the run says. */
    sealed interface Message<O> {
        /** It waits for one more: {@link #hand}. */
        record Wanted<O>() implements Message<O> {}

        /** Something came of an earlier one. */
        record Came<O>(O value) implements Message<O> {}

        /** It is over, and says nothing more. */
        record Ended<O>(@Nullable Throwable thrown) implements Message<O> {}
    }

    private final BlockingQueue<Message<O>> messages = new LinkedBlockingQueue<>();
    private final SynchronousQueue<Optional<I>> handed = new SynchronousQueue<>();
    private final Runnable look;
    private final Thread thread;

    /**
     * Starts the run.
     *
     * @param look is called once in a while; what it throws ends the waiting
     */
    Exchange(String name, Work<I, O> work, Runnable look) {
        this.look = look;
        this.thread = new Thread(() -> messages.add(new Message.Ended<>(thrownBy(work))), name);
        thread.setDaemon(true);
        thread.start();
    }

    private @Nullable Throwable thrownBy(Work<I, O> work) {
        try {
            work.run(new Pulled(), value -> messages.add(new Message.Came<>(value)));
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    /** What the run pulls, on its thread. */
    private final class Pulled implements Iterator<I> {
        private @Nullable Optional<I> next;

        private Optional<I> look() {
            Optional<I> found = next;
            if (found == null) {
                messages.add(new Message.Wanted<>());
                try {
                    found = handed.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    found = Optional.empty();
                }
                next = found;
            }
            return found;
        }

        @Override
        public boolean hasNext() {
            return look().isPresent();
        }

        @Override
        public I next() {
            I found = look().orElseThrow(NoSuchElementException::new);
            next = null;
            return found;
        }
    }

    /** What the run says next. Waits for it. */
    Message<O> take() {
        try {
            while (true) {
                look.run();
                Message<O> message = messages.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
                if (message != null) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Hands it what it waits for; empty when there is no more. Unless it was interrupted meanwhile. */
    void hand(Optional<I> item) {
        try {
            while (thread.isAlive() && !handed.offer(item, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                look.run();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the task was interrupted while it waited for answers");
    }

    /** Ends the run, and waits for that: what it had open must be free for a task that is tried again. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (thread.isAlive() && System.nanoTime() < until) {
            try {
                thread.join(BETWEEN_LOOKS.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
