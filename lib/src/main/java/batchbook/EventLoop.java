package batchbook;

import batchbook.Outcome.NotRun;
import batchbook.answer.Judge;
import batchbook.pace.Admission;
import batchbook.pace.Cause;
import batchbook.pace.Gate;
import batchbook.pace.Pace;
import batchbook.pace.PauseLog;
import batchbook.pace.Permit;
import batchbook.pace.RequestTimeout;
import batchbook.thread.InterruptListener;
import batchbook.thread.QueuedCells;
import batchbook.thread.Stop;
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
 * One run, as an event loop on the caller's thread; its user gets an {@code R} for it.
 *
 * <p>Again and again, until nothing is under way and nothing is left to ask, it
 *
 * <ol>
 *   <li>settles all requests that have ended ({@link Settlement}; results go into the journal first),
 *   <li>gives up requests whose time is over ({@link RequestTimeout}),
 *   <li>sends what may go ({@link TaskQueue}: retries that are due, then new prompts), as long as {@link Admission} lets it,
 *   <li>tells the display ({@link Reporter}), at most five times a second,
 *   <li>waits for the next answer, or until the next of these times has come.
 * </ol>
 *
 * <p>What always holds: the loop alone owns the state; workers only ask the model and hand the answer back, so nothing here
 * is locked, an interrupt lands where it can be handled, and a test drives this very loop with workers whose clock it
 * moves by hand. Each row is in one place: known, queued, under way or settled. A request that was sent is booked exactly
 * once, as answered, failed or abandoned. After {@link Settlement#end} nothing more is sent. The wish to {@link Stop} is looked at
 * before each request and each wait.
 */
final class EventLoop<R> {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    /** How many further interrupts and errors are borne while a run ends. */
    private static final int SOME = 10;
    /** How many pauses are kept where no row is. */
    private static final int SOME_PAUSES = 1_000;

    private final Options options;
    private final Workers workers;
    private final Results results;
    private final Results.Whole<R> whole;
    private final TaskQueue queue;
    private final Pace pace;
    private final Admission admission;
    private final PauseLog pauses;
    private final Reporter<R> reporter;
    private final Settlement settlement;
    private final Listeners listeners;
    private final Judge<Prompt> judge;

    private final InFlight inFlight = new InFlight();
    private final Stop stop = new Stop();
    private final InterruptListener listener = stop.listener();
    private final RequestTimeout requestTimeout;

    private Instant opens = Instant.MAX;

    EventLoop(Options options, Results results, Workers workers, RandomGenerator random, Results.Whole<R> whole) {
        this.options = options;
        this.whole = whole;
        this.results = results;
        this.workers = workers;
        Instant started = workers.now();
        this.queue = new TaskQueue(results.source(options, started));
        this.judge = options.judge();
        this.pace = new Pace(options.model, options.stated(workers.stretch()), started, random);
        this.admission = new Admission(pace, options.budget, options.model.price(), mostPauses(results));
        this.pauses = admission.pauses();
        this.requestTimeout = new RequestTimeout(options.timeout, workers.stretch());
        this.reporter = new Reporter<>(options, whole, workers, results, queue, admission, stop);
        this.listeners = new Listeners(options.listeners, stop);
        this.settlement = new Settlement(options, random, results, queue, admission, reporter, listeners, stop);
        // Here already: of a run in the background, on the thread that starts it, to which a trace belongs.
        listeners.begin(new RunListener.Start(options.model, results.known(), results.resumed(), started));
    }

    /** Of a list they are fewer than the rows, which are all kept anyway. */
    private static int mostPauses(Results results) {
        return results.keepsAll() ? Integer.MAX_VALUE : SOME_PAUSES;
    }

    /** Shows that it is about to begin. */
    void announce() {
        reporter.show(workers.now(), 0, 0, 0, Optional.empty());
    }

    /** Runs to the end. Never throws: what an interrupt or an {@link Error} cut short is told by {@link #thrown}. */
    R run() {
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
        settlement.end(new Cause(wished ? Reason.STOPPED : Reason.ERROR, how + " after " + howFar()));
        settlement.thrown(wished ? stop.exception(e) : e);
    }

    private String howFar() {
        return results.sizeKnown()
                ? Format.count(results.done()) + " of " + Format.plural(results.size(), "prompt")
                : Format.plural(results.done(), "prompt");
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
        return settlement.thrown();
    }

    private boolean isOver() throws InterruptedException {
        return inFlight.isEmpty() && queue.isEmpty();
    }

    private void step() throws InterruptedException {
        stop.heed(listener);
        settleWhatIsThere();
        Instant now = workers.now();
        requestTimeout.wakes(now);
        expire(now);
        sendWhatMayGo(now);
        if (!now.isBefore(reporter.due())) {
            reporter.show(
                    now,
                    inFlight.size(),
                    settlement.retried(),
                    settlement.refused(),
                    settlement.stopped().map(Cause::words));
        }
        if (!isOver()) {
            Instant wake = wakeTime();
            requestTimeout.sleeps(now, wake);
            stop.heed(listener);
            Request request = workers.await(wake);
            if (request != null) {
                settle(request);
            }
        }
    }

    /** Before anything expires: an answer that came in time counts, however long the display kept the loop busy. */
    private void settleWhatIsThere() throws InterruptedException {
        for (Request ended = workers.await(Instant.MIN); ended != null; ended = workers.await(Instant.MIN)) {
            settle(ended);
        }
    }

    private Instant wakeTime() {
        Instant givesUp = inFlight.isEmpty() ? Instant.MAX : requestTimeout.due(inFlight.oldest().sent);
        return Collections.min(List.of(reporter.due(), opens, givesUp));
    }

    private void sendWhatMayGo(Instant now) throws InterruptedException {
        Gate gate = Gate.open(now);
        // The user's code may take its time for each prompt and each known row: answers and the display must not wait.
        Instant enough = now.plus(reporter.between);
        Task task = queue.peek(now, pace.outage());
        boolean more = false;
        while (task != null && !more) {
            Usage most = options.model.mostTokens(task.asked());
            stop.heed(listener);
            Optional<Result> unsent = unsent(task, most, now);
            if (unsent.isPresent()) {
                queue.take(task);
                settlement.keep(unsent.get());
            } else {
                gate = admission.gate(task.size(), most, inFlight.size(), now);
                if (!gate.letsGo(now)) {
                    break;
                }
                pauses.end(now);
                send(task, most);
            }
            more = workers.now().isAfter(enough);
            task = more ? task : queue.peek(now, pace.outage());
        }
        settlement.endsIfBroken();
        pauses.set(now, gate);
        opens = more ? now : gate.letsGo(now) ? queue.due() : gate.opens();
        // Any other cause may pass, such as the request of another run that goes first after a pause.
        if (inFlight.isEmpty() && gate.reason().filter(Reason::isBudget).isPresent()) {
            settlement.end(gate.cause());
        }
    }

    /** What becomes of a row that is not sent: one that is known already, or that never can go, while others may. */
    private Optional<Result> unsent(Task task, Usage most, Instant now) {
        if (task.known != null) {
            return Optional.of(task.known);
        }
        return admission
                .tooLarge(task.size())
                .map(task::failed)
                .or(() -> admission.neverFits(most, now).map(cause -> task.leftOut(cause.words())));
    }

    private void send(Task task, Usage most) {
        Instant now = workers.now();
        queue.take(task);
        Permit permit = admission.send(task.size(), most, inFlight.size(), now);
        Duration held = pauses.total(now).minus(task.heldBefore);
        Request request = new Request(task, inFlight.freeLane(), now, permit, most, held);
        inFlight.add(request);
        workers.send(request, judge);
    }

    private void expire(Instant now) {
        Request request;
        while ((request = inFlight.takeOverdue(requestTimeout, now)) != null) {
            request.abandoned = true;
            // Before it is interrupted, as code that swallows that answers at once: too late.
            ModelException problem = request.timedOut(options.timeout);
            workers.cancel(request);
            settlement.failed(request, now, problem);
        }
    }

    private void settle(Request request) {
        if (request.abandoned) {
            return;
        }
        inFlight.remove(request);
        if (request.thrown instanceof Error error) {
            listeners.ended(request.abandoned(request.finished));
            throw error;
        }
        settlement.ended(request);
    }

    /** What has come so far; for other threads, while the run goes on. */
    R soFar() {
        return reporter.soFar(workers.now(), inFlight.most());
    }

    /** One more watches; for other threads, while the run goes on and afterwards. */
    void watch(Progress watcher) {
        reporter.watch(watcher);
    }

    private R finish() {
        Instant now = workers.now();
        pace.ends();
        pauses.end(now);
        Optional<Cause> stopped = settlement.finish(admission.leftOut());
        String why = stopped.map(Cause::words).orElse("");
        for (Request request : inFlight) {
            results.keep(request.task.ended(new NotRun(why + "; its answer was not waited for")));
            listeners.ended(request.abandoned(now));
        }
        Optional<String> words = stopped.map(how -> stop.wished() ? why + ". " + stop.wayOn() : why);
        R all = reporter.end(now, inFlight.most(), stopped, words);
        listeners.over(new RunListener.End(whole.metrics(all), words, now));
        return all;
    }
}
