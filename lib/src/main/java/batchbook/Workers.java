package batchbook;

import batchbook.answer.Judge;
import batchbook.thread.Threads;
import batchbook.virtual.Mailbox;
import batchbook.virtual.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Where a run meets threads and time: its loop starts no thread, waits nowhere else and reads no other clock. */
interface Workers extends AutoCloseable {
    /** The time now; never goes backwards. */
    Instant now();

    /** How many times faster than real time this time goes. */
    double speed();

    /** How many times longer what this machine does takes in this time. */
    double stretch();

    /** Starts a request; it comes back from {@link #await} once it has ended and its answer was judged. */
    void send(Request request, Judge<Prompt> judge);

    /** The next request that has ended, or null when the time has come before any. */
    @Nullable
    Request await(Instant until) throws InterruptedException;

    /** Interrupts a request. It still comes back from {@link #await}. */
    void cancel(Request request);

    /** Interrupts every request in flight, and does not wait for them. */
    @Override
    void close();

    /** Real threads, and the time of this model. */
    static Workers live(Model model) {
        return new Live(model);
    }

    /** Real threads, and the time of the model: the real one, or that of a simulator. */
    final class Live implements Workers {
        private static final Duration LONGEST = Duration.ofDays(1);

        private final Model model;
        private final ExecutorService threads = Threads.executor();
        private final Time time;
        private final Mailbox<Request> ended;

        private Live(Model model) {
            this.model = model;
            this.time = model.time();
            this.ended = time.mailbox();
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
        public double stretch() {
            return time.stretch();
        }

        @Override
        public void send(Request request, Judge<Prompt> judge) {
            Optional<Work> work = time.work();
            request.work = threads.submit(() -> {
                work.ifPresent(Work::onThisThread);
                work(request, judge);
                work.ifPresent(Work::close);
            });
        }

        private void work(Request request, Judge<Prompt> judge) {
            request.permit.left(now());
            Departure.watch(() -> request.permit.left(now()));
            try {
                Reply reply = ask(request);
                request.finished = now();
                request.answered(reply, judge);
            } catch (Throwable thrown) {
                request.thrown = thrown;
                request.finished = now();
            }
            ended.add(request);
        }

        private Reply ask(Request request) throws Exception {
            try {
                return model.ask(request.asked);
            } finally {
                Departure.watch(null);
            }
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
            // A wait for something that never comes by itself, such as an answer, must still be a number of
            // nanoseconds.
            Instant latest = now.plus(LONGEST);
            Duration wait = Duration.between(now, until.isBefore(latest) ? until : latest);
            return ended.poll(now.plus(wait));
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
            ended.close();
        }
    }
}
