package batchbook.stream;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream on a thread of its own, a few rows ahead.
 *
 * <p>Not by its iterator: that one reads all of what a {@code flatMap} gives for an element, such as the lines of a file of
 * gigabytes, before it hands out the first of them. A stream that pushes its elements keeps none.
 */
final class StreamReader implements RowReader {
    /** Each hand-over to another thread takes longer than reading a row. */
    static final int AHEAD = 100;

    /** However long the user's code holds on, nobody waits longer for its end. */
    private static final Duration LONG = Duration.ofSeconds(5);

    /** What is handed over: a row, or with an end the last thing that is. */
    private record Item(
            @Nullable Object row, boolean end, @Nullable Throwable thrown) {}

    /** Nobody wants the rest: thrown through the stream, as nothing else ends it everywhere. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }

    private final Spliterator<?> rows;
    private final OptionalInt size;
    private final Thread thread;
    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(AHEAD);
    private volatile boolean enough;
    private boolean begun;
    private @Nullable Item next;

    StreamReader(Stream<?> stream) {
        Stream<?> inOrder = stream.sequential();
        this.rows = inOrder.spliterator();
        long known = rows.getExactSizeIfKnown();
        this.size = known < 0 || known > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) known);
        this.thread = new Thread(() -> readAll(inOrder), "batchbook-prompts");
        thread.setDaemon(true);
    }

    private void readAll(Stream<?> stream) {
        Item last = new Item(null, true, null);
        try (stream) {
            rows.forEachRemaining(row -> handOver(new Item(row, false, null)));
        } catch (Throwable e) {
            last = new Item(null, true, e);
        }
        try {
            handOver(last);
        } catch (Enough e) {
            // Nobody wants to know.
        }
    }

    private void handOver(Item item) {
        try {
            if (enough) {
                throw new Enough();
            }
            items.put(item);
        } catch (InterruptedException e) {
            throw new Enough();
        }
    }

    @Override
    public boolean hasNext() throws InterruptedException {
        if (!begun) {
            begun = true;
            thread.start();
        }
        if (next == null) {
            next = items.take();
        }
        Item item = next;
        if (item.thrown() instanceof Error error) {
            throw error;
        }
        if (item.thrown() instanceof RuntimeException exception) {
            throw exception;
        }
        if (item.thrown() != null) {
            // Languages other than Java throw checked exceptions anywhere.
            throw new IllegalStateException(item.thrown());
        }
        return !item.end();
    }

    @Override
    public @Nullable Object next() {
        Item item = next;
        if (item == null || item.end()) {
            throw new NoSuchElementException();
        }
        next = null;
        return item.row();
    }

    @Override
    public OptionalInt size() {
        return size;
    }

    @Override
    public void close() {
        enough = true;
        if (!begun) {
            begun = true;
            // Closed without being read.
            thread.start();
        }
        thread.interrupt();
        try {
            thread.join(LONG.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
