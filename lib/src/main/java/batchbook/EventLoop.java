package batchbook;

import batchbook.Outcome.Answered;
import batchbook.Outcome.NotRun;
import batchbook.journal.Session;
import batchbook.pace.Account;
import batchbook.pace.Admission;
import batchbook.pace.BudgetTracker;
import batchbook.pace.Cause;
import batchbook.pace.CommonFailure;
import batchbook.pace.Gate;
import batchbook.pace.Pace;
import batchbook.pace.PauseLog;
import batchbook.pace.Permit;
import batchbook.pace.RequestTimeout;
import batchbook.pace.Verdict;
import batchbook.text.Format;
import batchbook.thread.InterruptListener;
import batchbook.thread.QueuedCells;
import batchbook.thread.Stop;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, as an event loop on the caller's thread.
 *
 * <p>The loop alone owns the state: workers only ask the model and hand the answer back. So nothing here is locked, an
 * interrupt lands where it can be handled, and a test drives this very loop with workers whose clock it moves by hand.
 */
final class EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** How many further interrupts and errors are borne while a run ends. */
    private static final int SOME = 10;

    private final Batch plan;
    private final Workers workers;
    private final RandomGenerator random;
    private final Chronicle chronicle;
    private final Results results;
    private final TaskQueue queue;
    private final Pace pace;
    private final BudgetTracker budget;
    private final Admission admission;
    private final PauseLog pauses = new PauseLog();
    private final Reporter reporter;

    private final InFlight inFlight = new InFlight();
    private final CommonFailure commonFailure = new CommonFailure();
    private final Stop stop = new Stop();
    private final InterruptListener listener = stop.listener();
    private final RequestTimeout requestTimeout;

    private int retried;
    private Instant opens = Instant.MAX;
    private Optional<Cause> stopped = Optional.empty();
    private @Nullable Throwable thrown;

    /** A run of these prompts, with nothing known before. */
    EventLoop(Batch plan, List<Prompt> prompts, Progress progress, Workers workers, RandomGenerator random) {
        this(
                plan,
                new Results(prompts, new Result[prompts.size()], result -> {}),
                List.of(),
                progress,
                workers,
                random);
    }

    EventLoop(
            Batch plan,
            Results results,
            List<Session> earlier,
            Progress progress,
            Workers workers,
            RandomGenerator random) {
        this.plan = plan;
        this.results = results;
        this.workers = workers;
        this.random = random;
        Instant started = workers.now();
        this.chronicle = new Chronicle(plan, results, earlier, started, workers.speed());
        this.queue = results.backlog(plan.deduplicates(), started);
        this.pace = new Pace(Account.of(plan.model()), plan.stated(workers.speed()), started, random);
        this.requestTimeout = new RequestTimeout(plan.timeout(), workers.speed());
        this.budget = new BudgetTracker(plan.budget(), plan.model().price());
        this.admission = new Admission(pace, budget);
        this.reporter = new Reporter(
                plan.model(), results, queue, pace, budget, pauses, progress, started, workers.speed(), stop);
    }

    /** Shows that it is about to begin. */
    void announce() {
        Instant now = workers.now();
        reporter.show(now, chronicle.elapsed(now), 0, 0, Optional.empty());
    }

    /** Runs to the end. Never throws: what an interrupt or an {@link Error} cut short is told by {@link #thrown}. */
    Run run() {
        try {
            pace.begins(workers.now());
            while (!isOver()) {
                step();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            endedBy(e);
        } finally {
            listener.rest();
            workers.close();
        }
        return finish();
    }

    private void endedBy(Throwable e) {
        boolean wished = stop.toldBy(e) || (stop.wished() && e instanceof RuntimeException);
        if (wished) {
            // First of all: the next cell may start at this moment.
            QueuedCells.ofThisJvm().interrupted(Time.real().now(), Displays.cell());
        }
        settleWhatIsThereDespiteErrors();
        String how = wished ? "stopped by " + stop.by() : "ended by " + e;
        end(new Cause(
                wished ? Reason.STOPPED : Reason.ERROR,
                how + " after " + Format.count(results.done()) + " of " + Format.plural(results.size(), "prompt")));
        thrown = wished ? stop.exception(e) : e;
    }

    /** Answers that are there already were paid for: no second interrupt and no further error must lose them. */
    private void settleWhatIsThereDespiteErrors() {
        for (int tries = inFlight.size() + SOME; tries > 0; tries--) {
            try {
                settleWhatIsThere();
                return;
            } catch (InterruptedException | RuntimeException | Error e) {
                LOG.debug("while it ends: {}", e.toString());
            }
        }
    }

    /** How anybody ends it. */
    Stop stop() {
        return stop;
    }

    /** The interrupt or error that cut the run short. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    private boolean isOver() {
        return inFlight.isEmpty() && queue.isEmpty();
    }

    private void step() throws InterruptedException {
        listener.heed(stop);
        settleWhatIsThere();
        Instant now = workers.now();
        requestTimeout.wakes(now);
        expire(now);
        sendWhatMayGo(now);
        if (!now.isBefore(reporter.due())) {
            reporter.show(now, chronicle.elapsed(now), inFlight.size(), retried, stopped.map(Cause::words));
        }
        if (!isOver()) {
            Instant wake = wakeTime();
            requestTimeout.sleeps(now, wake);
            listener.heed(stop);
            Request request = workers.await(wake);
            if (request != null) {
                settle(request);
            }
        }
    }

    /** Before anything expires: an answer that came in time counts, however long the display kept the loop busy. */
    private void settleWhatIsThere() throws InterruptedException {
        for (Request request = workers.await(Instant.MIN); request != null; request = workers.await(Instant.MIN)) {
            settle(request);
        }
    }

    private Instant wakeTime() {
        Instant givesUp = inFlight.isEmpty() ? Instant.MAX : requestTimeout.due(inFlight.oldest().sent);
        return Collections.min(List.of(reporter.due(), opens, givesUp));
    }

    private void sendWhatMayGo(Instant now) throws InterruptedException {
        Gate gate = Gate.open(now);
        Task task = queue.peek(now, pace.outage());
        while (task != null) {
            Usage most = plan.model().mostTokens(task.prompt);
            listener.heed(stop);
            Optional<Result> hopeless = hopeless(task, most, now);
            if (hopeless.isPresent()) {
                queue.take(task);
                keep(hopeless.get());
            } else {
                gate = admission.gate(task.prompt.text(), most, inFlight.size(), now);
                if (!gate.letsGo(now)) {
                    break;
                }
                pauses.end(now);
                send(task, most);
            }
            task = queue.peek(now, pace.outage());
        }
        pauses.set(now, gate);
        opens = gate.letsGo(now) ? queue.due() : gate.opens();
        if (gate.holds(now) && gate.opens().equals(Instant.MAX) && inFlight.isEmpty()) {
            end(gate.cause());
        }
    }

    /** What becomes of a row that never can go, while others may. */
    private Optional<Result> hopeless(Task task, Usage most, Instant now) {
        return admission
                .tooLarge(task.prompt.text())
                .map(task::failed)
                .or(() -> admission.neverFits(most, now).map(cause -> task.leftOut(cause.words())));
    }

    private void send(Task task, Usage most) {
        Instant now = workers.now();
        queue.take(task);
        Permit permit = admission.send(task.prompt.text(), most, inFlight.size(), now);
        Request request = new Request(
                task, inFlight.freeLane(), now, permit, most, pauses.total(now).minus(task.heldBefore));
        inFlight.add(request);
        workers.send(request);
    }

    private void expire(Instant now) {
        Request request;
        while ((request = inFlight.takeOverdue(requestTimeout, now)) != null) {
            request.abandoned = true;
            workers.cancel(request);
            failed(request, now, Request.timedOut(plan.timeout()));
        }
    }

    private void settle(Request request) {
        if (request.abandoned) {
            return;
        }
        inFlight.remove(request);
        if (request.thrown instanceof Error error) {
            throw error;
        }
        ModelException problem = request.problem();
        if (problem != null) {
            failed(request, request.finished, problem);
        } else if (request.reply != null) {
            commonFailure.answered();
            budget.answered(request.most, request.reply.usage());
            pace.answered(request.permit, request.finished, request.task.prompt.text(), request.reply.usage());
            request.task.attempted(request, request.finished, null);
            keep(request.task.ended(new Answered(request.reply)));
        }
    }

    private void failed(Request request, Instant when, ModelException problem) {
        Task task = request.task;
        boolean lost = problem.uncounted() && task.lost();
        if (!lost) {
            task.attempted(request, when, problem);
            task.heldBefore = pauses.total(when);
        }
        budget.failed(request.most, problem);
        Verdict verdict = pace.failed(request.permit, when, task.index, task.prompt.text(), problem);
        if (!problem.refused() && !lost && !pace.outage()) {
            task.strikes++;
        }
        Optional<Duration> wait = lost ? Optional.of(Duration.ZERO) : waitAfter(task, problem);
        verdict.ends().or(() -> commonFailure.failed(task.index, problem)).ifPresent(this::end);
        if (verdict.hopeless().isPresent()) {
            keep(task.failed(verdict.hopeless().get()));
        } else if (wait.isPresent() && stopped.isPresent()) {
            keep(task.givenUp(stopped.get().words(), problem));
        } else if (wait.isPresent()) {
            // After a refusal that named its delay the pace holds everybody, and the row like the others.
            boolean paced = problem.refused() && problem.retryAfter().isPresent();
            queue.again(task, paced ? when : when.plus(wait.get()));
            retried += problem.refused() || lost ? 0 : 1;
        } else {
            keep(task.failed(problem));
        }
    }

    private Optional<Duration> waitAfter(Task task, ModelException problem) {
        return problem.endsRun()
                ? Optional.empty()
                : plan.retry().waitAfter(task.strikes, task.waited(), problem, random);
    }

    /** Sends nothing more. What waits for another try is given up; what is under way is waited for. */
    private void end(Cause cause) {
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

    private void keep(Result result) {
        reporter.add(results.keep(result));
        for (int twin : queue.twins(result.index())) {
            // A failure that is no fault of its prompt is not shared: the other was simply not run.
            if (result.settled()) {
                reporter.add(results.keep(result.sharedWith(twin, results.prompt(twin))));
            }
        }
        endsFor(results.failure());
    }

    /** The journal cannot be written. What is under way is waited for, as it is paid for; more could not be found again. */
    private void endsFor(@Nullable UncheckedIOException lost) {
        if (lost != null && thrown == null) {
            thrown = lost;
            end(new Cause(Reason.JOURNAL_LOST, String.valueOf(lost.getMessage())));
        }
    }

    /** What has come so far; for other threads, while the run goes on. */
    Run soFar() {
        NotRun missing = new NotRun("not there yet");
        Optional<Cause> goesOn = Optional.of(new Cause(Reason.STILL_RUNNING, "still running"));
        return chronicle.run(workers.now(), inFlight.most(), goesOn, missing, List.of(), List.of());
    }

    private Run finish() {
        Instant now = workers.now();
        pace.ends();
        pauses.end(now);
        stopped = stopped.or(admission::leftOut);
        endsFor(results.check());
        String why = stopped.map(Cause::words).orElse("");
        for (Request request : inFlight) {
            results.keep(request.task.ended(new NotRun(why + "; its answer was not waited for")));
        }
        Optional<String> words = stopped.map(how -> stop.wished() ? why + ". " + stop.wayOn() : why);
        reporter.showLast(now, chronicle.elapsed(now), chronicle.workers(inFlight.most()), words);
        List<Change> changes = pace.changes().all();
        return chronicle.run(now, inFlight.most(), stopped, new NotRun(why), changes, pauses.pauses());
    }
}
