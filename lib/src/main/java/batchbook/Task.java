package batchbook;

import batchbook.pace.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A prompt on its way through the loop, which alone reads and writes it. */
final class Task {
    /** A server may always cut. */
    private static final int MOST_LOST = 3;

    final int index;
    final Prompt prompt;
    private Prompt asked;
    private Workload size;

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

    /** What there is of it of the run that is resumed. The waits of its tries are over and do not count again. */
    private final Result earlier;

    private final Model model;

    /** What is known of it without asking: then it is not sent. */
    @Nullable
    Result known;

    Task(Result earlier, Model model, Instant ready) {
        this.earlier = earlier;
        this.model = model;
        this.attempts.addAll(earlier.attempts());
        this.index = earlier.index();
        this.prompt = earlier.prompt();
        this.asked = prompt;
        this.size = Workload.of(model, prompt);
        this.ready = ready;
        this.due = ready;
        this.heldBefore = Duration.ZERO;
    }

    /** One that need not be asked. */
    static Task known(Result result, Model model, Instant ready) {
        Task task = new Task(result, model, ready);
        task.known = result;
        return task;
    }

    /** What is sent for it: the prompt itself, or what follows on an answer that was turned down. */
    Prompt asked() {
        return asked;
    }

    /** How much there is to send for it. */
    Workload size() {
        return size;
    }

    /** Sends this from now on. */
    void ask(Prompt next) {
        asked = next;
        size = Workload.of(model, next);
    }

    /** A request for it ended, or was given up. */
    Attempt attempted(
            int lane, Instant sent, Instant finished, Duration held, Usage usage, @Nullable ModelException failure) {
        Optional<ErrorKind> kind = failure == null ? Optional.empty() : Optional.of(failure.kind());
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        Attempt attempt = new Attempt(attempts.size() + 1, lane, ready, sent, finished, kind, message, held, usage);
        attempts.add(attempt);
        problem = failure;
        ready = finished;
        return attempt;
    }

    /** A request never reached the server. Whether that is as if it had not been sent: a few times it is. */
    boolean lost() {
        return lost++ < MOST_LOST;
    }

    /** How long it has waited between its requests of this run. */
    Duration waited() {
        return new Result(index, prompt, new Outcome.NotRun(""), ownRequests(), false).waited();
    }

    /** What this run sent for it. */
    private List<Attempt> ownRequests() {
        return attempts.subList(earlier.attempts().size(), attempts.size());
    }

    Result ended(Outcome outcome) {
        String from = outcome instanceof Outcome.NotRun ? "" : model.name();
        return new Result(index, prompt, outcome, attempts, false, cost(), from);
    }

    /** What an earlier run paid for it was at a price of its own, perhaps of another model. */
    private OptionalDouble cost() {
        Usage used = Result.usage(ownRequests());
        Optional<Price> price = model.price();
        OptionalDouble own = price.isEmpty() ? OptionalDouble.empty() : Result.cost(ownRequests(), used, price.get());
        if (earlier.usage().equals(Usage.NONE) && earlier.cost().isEmpty()) {
            return own;
        }
        if (used.equals(Usage.NONE)) {
            return earlier.cost();
        }
        return own.isPresent() && earlier.cost().isPresent()
                ? OptionalDouble.of(own.getAsDouble() + earlier.cost().getAsDouble())
                : OptionalDouble.empty();
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
