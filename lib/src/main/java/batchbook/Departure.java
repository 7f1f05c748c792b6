package batchbook;

import org.jspecify.annotations.Nullable;

/**
 * Tells a batch the moment at which a request really leaves.
 *
 * <p>A model that has work to do before it sends (a first connection, loading classes on a busy machine) calls {@link
 * #now()} right before the request goes out, on the thread that {@link Model#ask} was called on. Limits per minute are
 * then counted from that moment, as the server counts them, and not from the moment at which the batch handed the prompt
 * over. A model that never calls it is taken to send at once. Outside a batch it does nothing.
 */
public final class Departure {
    private static final ThreadLocal<@Nullable Runnable> WATCHER = new ThreadLocal<>();

    private Departure() {}

    /** The request of this thread leaves now. Of several calls for one request the last one counts. */
    public static void now() {
        Runnable watcher = WATCHER.get();
        if (watcher != null) {
            watcher.run();
        }
    }

    /** From now on this is told of departures on this thread; null to stop. */
    static void watch(@Nullable Runnable watcher) {
        if (watcher == null) {
            WATCHER.remove();
        } else {
            WATCHER.set(watcher);
        }
    }
}
