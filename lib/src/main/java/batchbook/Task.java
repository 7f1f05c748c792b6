package batchbook;

import batchbook.pace.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A prompt on its way through the loop, which alone reads and writes it. */
final class Task {
    /** A server may always cut. */
    private static final int MOST_LOST = 3;

    final int index;
    final Prompt prompt;
    /** How much there is to send for it. */
    final Workload size;

    final List<Attempt> attempts = new ArrayList<>(1);
    /** Since when it could be sent. */
    Instant ready;
    /** When its next try may go. */
    Instant due;
    /** Failures that count as its own: not refusals for a limit, and not those of a server that fails wholly. */
    int strikes;
    /** Requests that never reached the server. */
    private int lost;
    /** For how long everything had been held when it became ready. */
    Duration heldBefore;

    @Nullable
    ModelException problem;

    /** Tries of the run that is resumed. Their waits are over and do not count again. */
    private final int earlierAttempts;

    Task(int index, Prompt prompt, Workload size, Instant ready, Duration heldBefore, List<Attempt> earlier) {
        this.attempts.addAll(earlier);
        this.earlierAttempts = earlier.size();
        this.index = index;
        this.prompt = prompt;
        this.size = size;
        this.ready = ready;
        this.due = ready;
        this.heldBefore = heldBefore;
    }

    /** A request for it ended, or was given up. */
    void attempted(int lane, Instant sent, Instant finished, Duration held, @Nullable ModelException failure) {
        Optional<ErrorKind> kind = failure == null ? Optional.empty() : Optional.of(failure.kind());
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        attempts.add(new Attempt(attempts.size() + 1, lane, ready, sent, finished, kind, message, held));
        problem = failure;
        ready = finished;
    }

    /** A request never reached the server. Whether that is as if it had not been sent: a few times it is. */
    boolean lost() {
        return lost++ < MOST_LOST;
    }

    /** How long it has waited between its requests of this run. */
    Duration waited() {
        List<Attempt> own = attempts.subList(earlierAttempts, attempts.size());
        return new Result(index, prompt, new Outcome.NotRun(""), own, false).waited();
    }

    Result ended(Outcome outcome) {
        return new Result(index, prompt, outcome, attempts, false);
    }

    /** The result of a row that will not be tried again. */
    Result failed(ModelException failure) {
        return ended(new Outcome.Failed(failure.kind(), String.valueOf(failure.getMessage()), failure.partial()));
    }

    /** The result of a row that is not asked, or not asked again, while others are. */
    Result leftOut(String why) {
        return problem == null ? ended(new Outcome.NotRun(why)) : givenUp(why, problem);
    }

    /** The result of a row that would have been tried again, if the run had not ended: it is not finished. */
    Result givenUp(String why, ModelException last) {
        return ended(new Outcome.NotRun(why + " (its last try: " + last.kind() + ", " + last.getMessage() + ")"));
    }
}
