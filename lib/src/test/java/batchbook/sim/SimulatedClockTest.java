package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.virtual.Tempo;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {

    @Test
    void timeBeginsAtZeroAndPassesFaster() {
        AtomicLong nanos = new AtomicLong(-5_000_000_000L);
        SimulatedClock clock = SimulatedClock.start(Instant.EPOCH, nanos::get, 60);

        assertThat(clock.now()).isZero();
        nanos.addAndGet(1_500_000_000L);

        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(90));
        assertThat(clock.started()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aWaitIsReallyShorter() {
        SimulatedClock clock = SimulatedClock.start(Instant.EPOCH, () -> 0, 60);

        assertThat(clock.real(Duration.ofMinutes(10))).isEqualTo(Duration.ofSeconds(10));
        assertThat(SimulatedClock.start(Tempo.REAL).real(Duration.ofMillis(3))).isEqualTo(Duration.ofMillis(3));
    }

    /** What a closed simulator still had to send must not end the clock, on which others wait. */
    @Test
    void aClockThatWaitsGoesOnWhenASimulatorWasClosed() throws InterruptedException {
        SimulatedClock clock = SimulatedClock.start(new Tempo(1000, true));
        ScheduledExecutorService closed = Executors.newSingleThreadScheduledExecutor();
        ScheduledExecutorService open = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch done = new CountDownLatch(1);
        try {
            closed.shutdownNow();
            clock.after(Duration.ofSeconds(1), closed, () -> {});
            clock.after(Duration.ofSeconds(2), open, done::countDown);

            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            open.shutdownNow();
        }
    }
}
