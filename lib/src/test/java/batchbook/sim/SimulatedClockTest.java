package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.virtual.Tempo;
import java.time.Duration;
import java.time.Instant;
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
}
