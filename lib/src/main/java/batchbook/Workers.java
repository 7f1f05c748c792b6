package batchbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a batch meets threads and time: nothing else in this package starts a thread, waits or reads a clock. */
interface Workers extends AutoCloseable {
    /** The time now; never goes backwards. */
    Instant now();

    /** How many times faster than real time this time goes. */
    double speed();

    /** Starts a call; it comes back from {@link #await} once it has ended. */
    void send(Request request);

    /** The next call that has ended, or null when the time has come before any. */
    @Nullable
    Request await(Instant until) throws InterruptedException;

    /** Interrupts a call. It still comes back from {@link #await}. */
    void cancel(Request request);

    /** Interrupts every call that is under way, and does not wait for them. */
    @Override
    void close();
}
