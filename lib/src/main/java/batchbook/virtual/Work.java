package batchbook.virtual;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Something that is being done, for which a {@link VirtualClock} stands still: a request on its way to the server or back,
 * an answer that is read. While the server holds the request, time may pass.
 *
 * <p>Get one from {@link VirtualClock#work()}, and close it. Safe to share between threads.
 */
public final class Work implements AutoCloseable {
    /** The request header that tells the server whose work a request is. */
    public static final String HEADER = "x-virtual-work";

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();

    /** Those of all clocks: a server finds by its number the work of a request. */
    private static final Map<Long, Work> OPEN = new ConcurrentHashMap<>();

    private final Labour labour;
    private final @Nullable Thread byHand;
    private final long number = NUMBERS.incrementAndGet();
    private boolean held;
    private boolean closed;

    /** Counts as working from now on. */
    Work(Labour labour, @Nullable Thread byHand) {
        this.labour = labour;
        this.byHand = byHand;
        OPEN.put(number, this);
        labour.begins(byHand);
    }

    /** What the current thread works on, if it has said so. */
    public static Optional<Work> ofThread() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The work of a request with this header; empty when there is none, or none of that number any more. */
    public static Optional<Work> of(@Nullable String header) {
        try {
            return header == null ? Optional.empty() : Optional.ofNullable(OPEN.get(Long.parseLong(header)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Its number, for the header; in the order in which they were begun. */
    public long number() {
        return number;
    }

    /** The current thread does it from now on. */
    public void onThisThread() {
        CURRENT.set(this);
    }

    /** It waits for time to pass; until {@link #resume}. */
    public void hold() {
        labour.locked(() -> {
            if (!held && !closed) {
                held = true;
                labour.holds(byHand);
            }
        });
    }

    /** It goes on. */
    public void resume() {
        labour.locked(() -> {
            if (held && !closed) {
                held = false;
                labour.goesOn(byHand);
            }
        });
    }

    /** What comes first of several at one moment: threads of somebody else's begin in no order. */
    public long order(long otherwise) {
        return byHand == null ? number : otherwise;
    }

    @Override
    public void close() {
        if (CURRENT.get() == this) {
            CURRENT.remove();
        }
        OPEN.remove(number);
        labour.locked(() -> {
            if (!closed) {
                closed = true;
                labour.ends(byHand, held);
            }
        });
    }
}
