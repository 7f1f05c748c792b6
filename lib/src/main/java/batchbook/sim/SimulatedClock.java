package batchbook.sim;

import batchbook.virtual.Tempo;
import batchbook.virtual.VirtualClock;
import batchbook.virtual.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The server's own time: zero at its start, and as many times faster than real time as the scenario says.
 *
 * <p>The library tells the same time from {@code started} and {@code speed}: neither side may know the other's clock. One
 * that waits for whoever works they share.
 *
 * @param nanos real time from any origin, which never goes back
 */
record SimulatedClock(Instant started, LongSupplier nanos, long origin, double speed, Optional<VirtualClock> virtual) {

    static SimulatedClock start(Tempo tempo) {
        Instant now = Instant.now();
        return tempo.virtual()
                ? new SimulatedClock(
                        now, () -> 0, 0, tempo.speedUp(), Optional.of(VirtualClock.start(now, tempo.speedUp())))
                : start(now, System::nanoTime, tempo.speedUp());
    }

    static SimulatedClock start(Instant now, LongSupplier nanos, double speed) {
        return new SimulatedClock(now, nanos, nanos.getAsLong(), speed, Optional.empty());
    }

    /** The simulated time since the start. */
    Duration now() {
        return virtual.map(clock -> Duration.between(started, clock.now()))
                .orElseGet(() -> Duration.ofNanos(Math.round((nanos.getAsLong() - origin) * speed)));
    }

    /** How long a simulated wait really takes. */
    Duration real(Duration simulated) {
        return Duration.ofNanos(Math.round(simulated.toNanos() / speed));
    }

    /** Does this after a simulated wait, on one of these threads. */
    void after(Duration wait, ScheduledExecutorService threads, Runnable task) {
        if (virtual.isEmpty()) {
            Future<?> unused = threads.schedule(task, real(wait).toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        VirtualClock clock = virtual.get();
        clock.after(wait, 0, () -> {
            Work work = clock.work();
            try {
                threads.execute(() -> {
                    try (work) {
                        task.run();
                    }
                });
            } catch (RejectedExecutionException closed) {
                // The simulator was closed meanwhile, and nobody waits for this any more.
                work.close();
            }
        });
    }

    /**
     * Lets in a request that has come; on a clock that waits, not before all have come that are on their way, and then in
     * an order that is the same in every run.
     *
     * @param otherwise the order of requests that nobody has numbered
     */
    void arrive(Optional<Work> request, long otherwise, Runnable enter) {
        if (virtual.isEmpty()) {
            enter.run();
            return;
        }
        virtual.get()
                .after(Duration.ZERO, request.map(work -> work.order(otherwise)).orElse(otherwise), enter);
        request.ifPresent(Work::hold);
    }
}
