package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Real threads and real time. */
final class LiveWorkers implements Workers {
    private final Model model;
    private final ExecutorService threads = Threads.executor();
    private final BlockingQueue<Call> ended = new LinkedBlockingQueue<>();
    // The wall clock may be set back while a batch runs; its time only ever goes on.
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    LiveWorkers(Model model) {
        this.model = model;
    }

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void send(Call call) {
        call.work = threads.submit(() -> work(call));
    }

    private void work(Call call) {
        try {
            call.reply = model.ask(call.row.prompt);
        } catch (Throwable thrown) {
            call.thrown = thrown;
        }
        call.finished = now();
        ended.add(call);
    }

    @Override
    public @Nullable Call await(Instant until) throws InterruptedException {
        // A model that answers at once never lets the queue block, and only blocking notices an interrupt.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Call call = ended.poll();
        Instant now = now();
        if (call != null || !until.isAfter(now)) {
            return call;
        }
        return ended.poll(Duration.between(now, until).toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(Call call) {
        if (call.work != null) {
            call.work.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
