package batchbook;

import batchbook.Outcome.Answered;
import batchbook.Outcome.NotRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
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

    private final Batch plan;
    private final List<Prompt> prompts;
    private final Workers workers;
    private final RandomGenerator random;
    private final Instant started;

    private final Result[] results;
    private final PriorityQueue<Row> retries =
            new PriorityQueue<>(Comparator.comparing((Row row) -> row.due).thenComparingInt(row -> row.index));
    /** Oldest first, so that the first is the next to time out. */
    private final Set<Call> inFlight = new LinkedHashSet<>();

    private final BitSet lanes = new BitSet();
    private int next;
    private Optional<String> stopped = Optional.empty();
    private @Nullable Throwable thrown;

    private final Watch watch;

    Loop(Batch plan, List<Prompt> prompts, Progress progress, Workers workers, RandomGenerator random) {
        this.plan = plan;
        this.prompts = prompts;
        this.workers = workers;
        this.random = random;
        this.results = new Result[prompts.size()];
        this.started = workers.now();
        this.watch = new Watch(plan, prompts.size(), started, progress);
    }

    /** Runs to the end. Never throws: what an interrupt or an {@link Error} cut short is told by {@link #thrown}. */
    Run run() {
        try (workers) {
            runUntilOverOrInterrupted();
        } catch (InterruptedException e) {
            thrown = e;
        } catch (Error e) {
            end("ended by " + e);
            thrown = e;
        }
        return finish();
    }

    private void runUntilOverOrInterrupted() throws InterruptedException {
        try {
            while (!isOver()) {
                step();
            }
        } catch (InterruptedException e) {
            // Answers that are there already were paid for; the interrupt must not lose them.
            try {
                settleWhatIsThere();
            } finally {
                end("stopped by an interrupt after " + Format.count(watch.done()) + " of "
                        + Format.plural(prompts.size(), "prompt"));
            }
            throw e;
        }
    }

    /** The interrupt or error that cut the run short. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    private boolean isOver() {
        return inFlight.isEmpty() && retries.isEmpty() && (next == prompts.size() || stopped.isPresent());
    }

    private void step() throws InterruptedException {
        settleWhatIsThere();
        Instant now = workers.now();
        expire(now);
        sendWhatMayGo(now);
        if (!now.isBefore(watch.due())) {
            watch.show(now, inFlight.size(), retries.size(), prompts.size() - next, stopped);
        }
        if (!isOver()) {
            Call call = workers.await(wakeTime());
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
        Instant wake = watch.due();
        if (!retries.isEmpty() && inFlight.size() < plan.workers()) {
            wake = earlier(wake, retries.element().due);
        }
        if (!inFlight.isEmpty()) {
            wake = earlier(wake, inFlight.iterator().next().sent.plus(plan.timeout()));
        }
        return wake;
    }

    private void sendWhatMayGo(Instant now) {
        while (inFlight.size() < plan.workers()) {
            Row row = nextRow(now);
            if (row == null) {
                return;
            }
            int lane = lanes.nextClearBit(0);
            lanes.set(lane);
            Call call = new Call(row, lane, workers.now());
            inFlight.add(call);
            workers.send(call);
        }
    }

    /** Retries that are due go before prompts that were never sent. */
    private @Nullable Row nextRow(Instant now) {
        if (!retries.isEmpty() && !retries.element().due.isAfter(now)) {
            return retries.remove();
        }
        if (next == prompts.size() || stopped.isPresent()) {
            return null;
        }
        Row row = new Row(next, prompts.get(next), started);
        next++;
        return row;
    }

    private void expire(Instant now) {
        while (!inFlight.isEmpty()) {
            Call oldest = inFlight.iterator().next();
            if (oldest.sent.plus(plan.timeout()).isAfter(now)) {
                return;
            }
            release(oldest);
            oldest.abandoned = true;
            workers.cancel(oldest);
            String message = "no answer within " + Format.duration(plan.timeout())
                    + ". Give it longer with .timeout(..), or ask for a shorter answer.";
            failed(oldest, now, ModelException.of(ErrorKind.TIMEOUT, message));
        }
    }

    private void settle(Call call) {
        if (call.abandoned) {
            return;
        }
        release(call);
        if (call.thrown instanceof Error error) {
            throw error;
        }
        ModelException problem = problem(call);
        if (problem != null) {
            failed(call, call.finished, problem);
        } else if (call.reply != null) {
            call.row.attempted(call, call.finished, null);
            keep(call.row.ended(new Answered(call.reply)));
        }
    }

    private static @Nullable ModelException problem(Call call) {
        if (call.thrown != null) {
            return ModelException.from(call.thrown);
        }
        if (call.reply == null) {
            return ModelException.of(ErrorKind.UNEXPECTED, "the model returned null instead of a Reply");
        }
        if (call.reply.text().isBlank()) {
            return ModelException.of(ErrorKind.EMPTY, "the model answered with an empty text")
                    .partial(call.reply);
        }
        return null;
    }

    private void failed(Call call, Instant when, ModelException problem) {
        Row row = call.row;
        row.attempted(call, when, problem);
        if (problem.kind().endsRun() && stopped.isEmpty()) {
            end(String.valueOf(problem.getMessage()));
        }
        Optional<Duration> wait =
                stopped.isPresent() ? Optional.empty() : plan.retry().waitAfter(row.attempts.size(), problem, random);
        if (wait.isPresent()) {
            row.due = when.plus(wait.get());
            retries.add(row);
            LOG.debug("row {} try {}: {}, again in {}", row.index, row.attempts.size(), problem.kind(), wait.get());
        } else {
            keep(row.failed(problem));
        }
    }

    /** Sends nothing more. What waits for another try has had its last; what is under way is waited for. */
    private void end(String why) {
        stopped = Optional.of(why);
        for (Row row : retries) {
            if (row.problem != null) {
                keep(row.failed(row.problem));
            }
        }
        retries.clear();
    }

    private void release(Call call) {
        inFlight.remove(call);
        lanes.clear(call.lane);
    }

    private void keep(Result result) {
        results[result.index()] = result;
        watch.count(result);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "row {}: {} in {}, tries {}",
                    result.index(),
                    result.kind().map(Enum::name).orElse("ok"),
                    Format.duration(result.latency()),
                    result.attempts().size());
        }
    }

    private Run finish() {
        Instant now = workers.now();
        String why = stopped.orElse("");
        for (Call call : inFlight) {
            results[call.row.index] = call.row.ended(new NotRun(why + "; its answer was not waited for"));
        }
        for (int index = 0; index < results.length; index++) {
            if (results[index] == null) {
                results[index] = new Row(index, prompts.get(index), started).ended(new NotRun(why));
            }
        }
        inFlight.clear();
        watch.showLast(now, stopped);
        return new Run(
                plan.model().name(),
                plan.workers(),
                Arrays.asList(results),
                started,
                Duration.between(started, now),
                stopped);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
