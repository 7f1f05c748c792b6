package batchbook;

import batchbook.Outcome.Answered;
import batchbook.Outcome.NotRun;
import batchbook.journal.Session;
import batchbook.pace.Account;
import batchbook.pace.Admission;
import batchbook.pace.Gate;
import batchbook.pace.Holding;
import batchbook.pace.Overdue;
import batchbook.pace.Pace;
import batchbook.pace.Purse;
import batchbook.pace.Sent;
import batchbook.pace.Unison;
import batchbook.pace.Verdict;
import batchbook.text.Format;
import batchbook.thread.Ear;
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
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** How many further interrupts and errors are borne while a run ends. */
    private static final int SOME = 10;

    private final Batch plan;
    private final Workers workers;
    private final RandomGenerator random;
    private final Chronicle chronicle;
    private final Book book;
    private final Backlog backlog;
    private final Pace pace;
    private final Purse purse;
    private final Admission admission;
    private final Holding holding = new Holding();
    private final Watch watch;

    private final UnderWay underWay = new UnderWay();
    private final Unison unison = new Unison();
    private final Stop stop = new Stop();
    private final Ear ear = stop.ear();
    private final Overdue overdue;

    private int retried;
    private Instant opens = Instant.MAX;
    private Optional<String> stopped = Optional.empty();
    private @Nullable Throwable thrown;

    /** A run of these prompts, with nothing known before. */
    Loop(Batch plan, List<Prompt> prompts, Progress progress, Workers workers, RandomGenerator random) {
        this(plan, new Book(prompts, new Result[prompts.size()], result -> {}), List.of(), progress, workers, random);
    }

    Loop(Batch plan, Book book, List<Session> earlier, Progress progress, Workers workers, RandomGenerator random) {
        this.plan = plan;
        this.book = book;
        this.workers = workers;
        this.random = random;
        Instant started = workers.now();
        this.chronicle = new Chronicle(plan, book, earlier, started, workers.speed());
        this.backlog = book.backlog(plan.deduplicates(), started);
        this.pace = new Pace(Account.of(plan.model()), plan.stated(workers.speed()), started, random);
        this.overdue = new Overdue(plan.timeout(), workers.speed());
        this.purse = new Purse(plan.budget(), plan.model().price());
        this.admission = new Admission(pace, purse);
        this.watch =
                new Watch(plan.model(), book, backlog, pace, purse, holding, progress, started, workers.speed(), stop);
    }

    /** Shows that it is about to begin. */
    void announce() {
        Instant now = workers.now();
        watch.show(now, chronicle.elapsed(now), 0, 0, stopped);
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
            ear.rest();
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
        end((wished ? "stopped by " + stop.by() : "ended by " + e) + " after " + Format.count(book.done()) + " of "
                + Format.plural(book.size(), "prompt"));
        thrown = wished ? stop.exception(e) : e;
    }

    /** Answers that are there already were paid for: no second interrupt and no further error must lose them. */
    private void settleWhatIsThereDespiteErrors() {
        for (int tries = underWay.size() + SOME; tries > 0; tries--) {
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
        return underWay.isEmpty() && backlog.isEmpty();
    }

    private void step() throws InterruptedException {
        ear.heed(stop);
        settleWhatIsThere();
        Instant now = workers.now();
        overdue.wakes(now);
        expire(now);
        sendWhatMayGo(now);
        if (!now.isBefore(watch.due())) {
            watch.show(now, chronicle.elapsed(now), underWay.size(), retried, stopped);
        }
        if (!isOver()) {
            Instant wake = wakeTime();
            overdue.sleeps(now, wake);
            ear.heed(stop);
            Call call = workers.await(wake);
            if (call != null) {
                settle(call);
            }
        }
    }

    /** Before anything expires: an answer that came in time counts, however long the display kept the loop busy. */
    private void settleWhatIsThere() throws InterruptedException {
        for (Call call = workers.await(Instant.MIN); call != null; call = workers.await(Instant.MIN)) {
            settle(call);
        }
    }

    private Instant wakeTime() {
        Instant givesUp = underWay.isEmpty() ? Instant.MAX : overdue.due(underWay.oldest().sent);
        return Collections.min(List.of(watch.due(), opens, givesUp));
    }

    private void sendWhatMayGo(Instant now) throws InterruptedException {
        Gate gate = Gate.open(now);
        Row row = backlog.peek(now, pace.outage());
        while (row != null) {
            Usage most = plan.model().mostTokens(row.prompt);
            ear.heed(stop);
            Optional<Result> hopeless = hopeless(row, most, now);
            if (hopeless.isPresent()) {
                backlog.take(row);
                keep(hopeless.get());
            } else {
                gate = admission.gate(row.prompt.text(), most, underWay.size(), now);
                if (!gate.letsGo(now)) {
                    break;
                }
                holding.end(now);
                send(row, most);
            }
            row = backlog.peek(now, pace.outage());
        }
        holding.set(now, gate);
        opens = gate.letsGo(now) ? backlog.due() : gate.opens();
        if (gate.holds(now) && gate.opens().equals(Instant.MAX) && underWay.isEmpty()) {
            end(gate.words());
        }
    }

    /** What becomes of a row that never can go, while others may. */
    private Optional<Result> hopeless(Row row, Usage most, Instant now) {
        return admission
                .tooLarge(row.prompt.text())
                .map(row::failed)
                .or(() -> admission.neverFits(most, now).map(row::leftOut));
    }

    private void send(Row row, Usage most) {
        Instant now = workers.now();
        backlog.take(row);
        Sent ticket = admission.send(row.prompt.text(), most, underWay.size(), now);
        Call call = new Call(
                row, underWay.freeLane(), now, ticket, most, holding.total(now).minus(row.heldBefore));
        underWay.add(call);
        workers.send(call);
    }

    private void expire(Instant now) {
        Call call;
        while ((call = underWay.takeOverdue(overdue, now)) != null) {
            call.abandoned = true;
            workers.cancel(call);
            failed(call, now, Call.timedOut(plan.timeout()));
        }
    }

    private void settle(Call call) {
        if (call.abandoned) {
            return;
        }
        underWay.remove(call);
        if (call.thrown instanceof Error error) {
            throw error;
        }
        ModelException problem = call.problem();
        if (problem != null) {
            failed(call, call.finished, problem);
        } else if (call.reply != null) {
            unison.answered();
            purse.answered(call.most, call.reply.usage());
            pace.answered(call.ticket, call.finished, call.row.prompt.text(), call.reply.usage());
            call.row.attempted(call, call.finished, null);
            keep(call.row.ended(new Answered(call.reply)));
        }
    }

    private void failed(Call call, Instant when, ModelException problem) {
        Row row = call.row;
        boolean lost = problem.uncounted() && row.lost();
        if (!lost) {
            row.attempted(call, when, problem);
            row.heldBefore = holding.total(when);
        }
        purse.failed(call.most, problem);
        Verdict verdict = pace.failed(call.ticket, when, row.index, row.prompt.text(), problem);
        if (!problem.refused() && !lost && !pace.outage()) {
            row.strikes++;
        }
        Optional<Duration> wait = lost ? Optional.of(Duration.ZERO) : waitAfter(row, problem);
        verdict.ends().or(() -> unison.failed(row.index, problem)).ifPresent(this::end);
        if (verdict.hopeless().isPresent()) {
            keep(row.failed(verdict.hopeless().get()));
        } else if (wait.isPresent() && stopped.isPresent()) {
            keep(row.givenUp(stopped.get(), problem));
        } else if (wait.isPresent()) {
            // After a refusal that named its delay the pace holds everybody, and the row like the others.
            boolean paced = problem.refused() && problem.retryAfter().isPresent();
            backlog.again(row, paced ? when : when.plus(wait.get()));
            retried += problem.refused() || lost ? 0 : 1;
        } else {
            keep(row.failed(problem));
        }
    }

    private Optional<Duration> waitAfter(Row row, ModelException problem) {
        return problem.endsRun()
                ? Optional.empty()
                : plan.retry().waitAfter(row.strikes, row.waited(), problem, random);
    }

    /** Sends nothing more. What waits for another try is given up; what is under way is waited for. */
    private void end(String why) {
        if (stopped.isPresent()) {
            return;
        }
        stopped = Optional.of(why);
        for (Row row : backlog.clear()) {
            if (row.problem != null) {
                keep(row.givenUp(why, row.problem));
            }
        }
    }

    private void keep(Result result) {
        watch.add(book.keep(result));
        for (int twin : backlog.twins(result.index())) {
            // A failure that is no fault of its prompt is not shared: the other was simply not run.
            if (result.settled()) {
                watch.add(book.keep(result.sharedWith(twin, book.prompt(twin))));
            }
        }
        endsFor(book.failure());
    }

    /** The journal cannot be written. What is under way is waited for, as it is paid for; more could not be found again. */
    private void endsFor(@Nullable UncheckedIOException lost) {
        if (lost != null && thrown == null) {
            thrown = lost;
            end(String.valueOf(lost.getMessage()));
        }
    }

    /** What has come so far; for other threads, while the run goes on. */
    Run soFar() {
        NotRun missing = new NotRun("not there yet");
        return chronicle.run(
                workers.now(), underWay.most(), Optional.of(Run.STILL_RUNNING), missing, List.of(), List.of());
    }

    private Run finish() {
        Instant now = workers.now();
        pace.ends();
        holding.end(now);
        stopped = stopped.or(admission::leftOut);
        endsFor(book.check());
        String why = stopped.orElse("");
        for (Call call : underWay) {
            book.keep(call.row.ended(new NotRun(why + "; its answer was not waited for")));
        }
        Optional<String> words = stopped.map(how -> stop.wished() ? how + ". " + stop.wayOn() : how);
        watch.showLast(now, chronicle.elapsed(now), chronicle.workers(underWay.most()), words);
        List<Change> changes = pace.changes().all();
        return chronicle.run(now, underWay.most(), stopped, new NotRun(why), changes, holding.pauses());
    }
}
