package batchbook;

import batchbook.Outcome.Answered;
import batchbook.pace.Admission;
import batchbook.pace.Cause;
import batchbook.pace.CommonFailure;
import batchbook.pace.Verdict;
import batchbook.thread.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What becomes of a row when its request has ended: it is answered, asked again, failed for good or given up. */
final class Settlement {
    private final Options options;
    private final RandomGenerator random;
    private final Results results;
    private final TaskQueue queue;
    private final Admission admission;
    private final Reporter<?> reporter;
    private final Listeners listeners;
    private final Stop stop;
    private final CommonFailure commonFailure = new CommonFailure();

    private int retried;
    private int refused;
    private Optional<Cause> stopped = Optional.empty();
    private @Nullable Throwable thrown;

    Settlement(
            Options options,
            RandomGenerator random,
            Results results,
            TaskQueue queue,
            Admission admission,
            Reporter<?> reporter,
            Listeners listeners,
            Stop stop) {
        this.options = options;
        this.random = random;
        this.results = results;
        this.queue = queue;
        this.admission = admission;
        this.reporter = reporter;
        this.listeners = listeners;
        this.stop = stop;
    }

    /** How often a failure was tried again, refusals for a limit aside. */
    int retried() {
        return retried;
    }

    /** How many requests were refused for a limit. */
    int refused() {
        return refused;
    }

    /** Why nothing more is sent; empty as long as something is. */
    Optional<Cause> stopped() {
        return stopped;
    }

    /** The interrupt or error that cut the run short, a journal that cannot be written included. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    /** This cut the run short. */
    void thrown(Throwable e) {
        thrown = e;
    }

    /** A request that was waited for has ended. */
    void ended(Request request) {
        ModelException problem = request.problem();
        Reply reply = request.reply;
        if (problem != null) {
            failed(request, request.finished, problem);
        } else if (reply != null) {
            commonFailure.answered();
            admission.answered(request.permit, request.most, request.finished, request.size, reply.usage());
            RunListener.Call call = request.booked(request.finished, null);
            keep(request.task.ended(new Answered(reply)));
            listeners.ended(call);
        }
    }

    void failed(Request request, Instant when, ModelException problem) {
        Task task = request.task;
        boolean lost = problem.uncounted() && task.lost();
        if (!lost) {
            refused += problem.kind().isRefusal() ? 1 : 0;
            listeners.ended(request.booked(when, problem));
            task.heldBefore = admission.pauses().total(when);
        }
        Verdict verdict = admission.failed(request.permit, request.most, when, task.index, request.size, problem);
        if (!problem.refused() && !lost && !admission.pace().outage()) {
            task.strikes++;
        }
        Optional<Duration> wait = lost
                ? Optional.of(Duration.ZERO)
                : options.retry.ownWaitAfter(task.strikes, task.waited(), problem, random);
        verdict.ends().or(() -> inCommon(task, problem, wait)).ifPresent(this::end);
        if (verdict.hopeless().isPresent()) {
            keep(task.failed(verdict.hopeless().get()));
        } else if (wait.isEmpty()) {
            keep(task.failed(problem));
        } else if (stopped.isPresent()) {
            keep(task.givenUp(stopped.get().words(), problem));
        } else {
            task.ask(options.tellWhy ? request.followUp() : task.prompt);
            queue.again(task, when.plus(wait.get()));
            retried += problem.refused() || lost ? 0 : 1;
        }
    }

    /** Why the run must end for what is wrong with the first rows alike. */
    private Optional<Cause> inCommon(Task task, ModelException problem, Optional<Duration> wait) {
        if (!problem.isMisfit()) {
            return commonFailure.failed(task.index, problem);
        }
        if (problem.kind() != ErrorKind.UNEXPECTED) {
            // Whatever it is, it is an answer.
            commonFailure.answered();
        }
        // One that was accepted before this run counts too.
        return wait.isPresent() || results.answered() > 0
                ? Optional.empty()
                : commonFailure.misfit(task.index, problem);
    }

    /** Sends nothing more. What waits for another try is given up; what is under way is waited for. */
    void end(Cause cause) {
        if (stopped.isPresent()) {
            return;
        }
        stopped = Optional.of(cause);
        for (Task task : queue.clear()) {
            if (task.problem != null) {
                keep(task.givenUp(cause.words(), task.problem));
            }
        }
    }

    void keep(Result result) {
        reporter.add(results.keep(result));
        // A failure that is no fault of its prompt is not shared: the other was simply not run.
        if (result.settled()) {
            queue.shared(result).forEach(shared -> reporter.add(results.keep(shared)));
        }
        endsIfBroken();
    }

    /**
     * Whether the journal cannot be written any more, or the user's code failed: what is under way is waited for, as it is
     * paid for; more could not be found again, or nobody would get it.
     */
    void endsIfBroken() {
        endsFor(results.broken());
    }

    private void endsFor(Results.@Nullable Broken broken) {
        // What an interrupt broke is no fault of it; the loop sees the wish to end before it sends or waits again.
        if (broken == null || thrown != null || stop.wished()) {
            return;
        }
        RuntimeException why = broken.thrown();
        if (why == null || !stop.toldBy(why)) {
            thrown = why;
            end(broken.cause());
        }
    }

    /** The run is over: why it ended before its last prompt, if it did. */
    Optional<Cause> finish(Optional<Cause> leftOut) {
        stopped = stopped.or(() -> leftOut);
        endsFor(results.check());
        return stopped;
    }
}
