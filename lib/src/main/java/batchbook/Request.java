package batchbook;

import batchbook.pace.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One request under way. Written by its worker, read by the loop after the hand-over through the queue. */
final class Request {
    final Task task;
    final int lane;
    final Instant sent;
    /** What the limits know of it. */
    final Permit permit;
    /** The most it can use. */
    final Usage most;
    /** For how long its row was held by a limit, a pause or a budget before it went. */
    final Duration held;
    /** Set by the loop when it no longer waits for the answer. */
    boolean abandoned;

    @Nullable
    Reply reply;

    @Nullable
    Throwable thrown;

    Instant finished;

    @Nullable
    Future<?> work;

    Request(Task task, int lane, Instant sent, Permit permit, Usage most, Duration held) {
        this.task = task;
        this.lane = lane;
        this.sent = sent;
        this.permit = permit;
        this.most = most;
        this.held = held;
        this.finished = sent;
    }

    /** Its row has had this request: it ended then, with an answer or with this failure. */
    void booked(Instant when, @Nullable ModelException failure) {
        task.attempted(lane, permit.at(), when, held, failure);
    }

    /** Why it brought no usable answer; null when it did. */
    @Nullable
    ModelException problem() {
        if (thrown != null) {
            return ModelException.from(thrown);
        }
        if (reply == null) {
            return ModelException.of(ErrorKind.UNEXPECTED, "the model returned null instead of a Reply");
        }
        if (reply.text().isBlank()) {
            return ModelException.of(ErrorKind.EMPTY, "the model answered with an empty text")
                    .partial(reply);
        }
        return null;
    }

    /** What is wrong with one whose answer did not come in time. */
    static ModelException timedOut(Duration timeout) {
        return ModelException.of(
                ErrorKind.TIMEOUT,
                "no answer within " + Format.duration(timeout)
                        + ". Give it longer with .timeout(..), or ask for a shorter answer.");
    }
}
