package batchbook;

import batchbook.answer.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A model and a clock that only moves when the loop waits: hours of a batch pass in microseconds. */
final class VirtualWorkers implements Workers {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /** What the model does with a prompt at its n-th try, from 1. */
    interface Script {
        Step step(Prompt prompt, int number);
    }

    /** How one request ends, after how long, and how long before that it took to leave. */
    record Step(
            Duration latency,
            @Nullable Reply reply,
            @Nullable Throwable thrown,
            Duration leaving) {
        Step(Duration latency, @Nullable Reply reply, @Nullable Throwable thrown) {
            this(latency, reply, thrown, Duration.ZERO);
        }

        static Step answer(long millis, String text) {
            return new Step(Duration.ofMillis(millis), Reply.of(text), null);
        }

        static Step fail(long millis, Throwable thrown) {
            return new Step(Duration.ofMillis(millis), null, thrown);
        }
    }

    final List<String> sent = new ArrayList<>();
    int mostInFlight;
    boolean closed;

    private final Script script;
    private final Map<Prompt, Integer> tries = new HashMap<>();
    private final PriorityQueue<Request> ending =
            new PriorityQueue<>(Comparator.comparing(request -> request.finished));
    private final Map<Request, Runnable> answers = new HashMap<>();
    private final VirtualTime time;
    private Duration reading = Duration.ZERO;
    private Instant now = START;
    private Instant interruptAt = Instant.MAX;
    private int moreInterrupts;

    @Nullable
    private RuntimeException instead;

    VirtualWorkers(Script script) {
        this(script, new VirtualTime());
    }

    /** One of several, with the clock of them all. */
    VirtualWorkers(Script script, VirtualTime time) {
        this.script = script;
        this.time = time;
        this.now = time.now();
    }

    VirtualWorkers interruptAfter(Duration time) {
        interruptAt = START.plus(time);
        return this;
    }

    /** Not an interrupt: this is thrown in the middle of the loop. */
    VirtualWorkers orRather(RuntimeException stop) {
        instead = stop;
        return this;
    }

    /** The user presses stop again while the loop still ends. */
    VirtualWorkers andOnceMore() {
        moreInterrupts = 1;
        return this;
    }

    /** As of a process that slept: its workers have to run for so long before an answer that came meanwhile is read. */
    VirtualWorkers answersAreReadOnlyAfter(Duration moment) {
        reading = moment;
        return this;
    }

    /** Time passes in which the loop is busy with something else. */
    void pass(Duration time) {
        this.time.pass(time);
        now = this.time.now();
        for (Request request : List.copyOf(ending)) {
            if (!reading.isZero() && request.finished.isBefore(now)) {
                ending.remove(request);
                request.finished = now.plus(reading);
                ending.add(request);
            }
        }
    }

    Duration elapsed() {
        return Duration.between(START, now);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public double speed() {
        return 1;
    }

    @Override
    public double stretch() {
        return 1;
    }

    @Override
    public void send(Request request, Judge<Prompt> judge) {
        sent.add(request.asked.text());
        Step step = script.step(request.asked, tries.merge(request.task.prompt, 1, Integer::sum));
        answers.put(request, () -> request.answered(step.reply(), judge));
        request.thrown = step.thrown();
        request.permit.left(now.plus(step.leaving()));
        request.finished = now.plus(step.leaving()).plus(step.latency());
        ending.add(request);
        mostInFlight = Math.max(mostInFlight, ending.size());
    }

    @Override
    public @Nullable Request await(Instant until) throws InterruptedException {
        if (!now.isBefore(interruptAt) && moreInterrupts > 0) {
            moreInterrupts--;
            throw new InterruptedException();
        }
        Request next = ending.peek();
        Instant wake = next == null || until.isBefore(next.finished) ? until : next.finished;
        if (!interruptAt.isAfter(wake)) {
            now = interruptAt;
            if (instead != null) {
                interruptAt = Instant.MAX;
                if (instead instanceof IllegalMonitorStateException) {
                    // As jshell leaves a wait: the lock is not held any more, and the flag is set.
                    Thread.currentThread().interrupt();
                }
                throw instead;
            }
            throw new InterruptedException();
        }
        if (wake.isAfter(now)) {
            time.sleepUntil(wake);
            now = wake;
        }
        return next != null && !next.finished.isAfter(now) ? ended() : null;
    }

    private Request ended() {
        Request request = ending.remove();
        answers.remove(request).run();
        return request;
    }

    @Override
    public void cancel(Request request) {
        ending.remove(request);
        // Code that swallows the interrupt answers at once, and nobody may take that for an answer in time.
        request.reply = Reply.of("too late");
        request.thrown = new InterruptedException("cancelled");
        request.finished = now;
        ending.add(request);
    }

    @Override
    public void close() {
        closed = true;
    }
}
