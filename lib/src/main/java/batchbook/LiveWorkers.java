package batchbook;

import batchbook.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Real threads, and the time of the model: the real one, or that of a simulator. */
final class LiveWorkers implements Workers {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Model model;
    private final ExecutorService threads = Threads.executor();
    private final BlockingQueue<Request> ended = new LinkedBlockingQueue<>();
    private final Time time;

    LiveWorkers(Model model) {
        this.model = model;
        this.time = model.time();
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public double speed() {
        return time.speed();
    }

    @Override
    public void send(Request request) {
        request.work = threads.submit(() -> work(request));
    }

    private void work(Request request) {
        request.permit.left(now());
        Departure.watch(() -> request.permit.left(now()));
        try {
            request.reply = model.ask(request.task.prompt);
        } catch (Throwable thrown) {
            request.thrown = thrown;
        } finally {
            Departure.watch(null);
        }
        request.finished = now();
        ended.add(request);
    }

    @Override
    public @Nullable Request await(Instant until) throws InterruptedException {
        // A model that answers at once never lets the queue block, and only blocking notices an interrupt.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Request request = ended.poll();
        Instant now = now();
        if (request != null || !until.isAfter(now)) {
            return request;
        }
        // A wait for something that never comes by itself, such as an answer, must still be a number of nanoseconds.
        Instant latest = now.plus(LONGEST);
        Duration wait = Duration.between(now, until.isBefore(latest) ? until : latest);
        return ended.poll(time.real(wait).toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(Request request) {
        if (request.work != null) {
            request.work.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
