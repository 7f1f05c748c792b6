package batchbook;

import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One request under way. Written by its worker, read by the loop after the hand-over through the queue. */
final class Call {
    final Row row;
    final int lane;
    final Instant sent;
    /** Set by the loop when it no longer waits for the answer. */
    boolean abandoned;

    @Nullable
    Reply reply;

    @Nullable
    Throwable thrown;

    Instant finished;

    @Nullable
    Future<?> work;

    Call(Row row, int lane, Instant sent) {
        this.row = row;
        this.lane = lane;
        this.sent = sent;
        this.finished = sent;
    }
}
