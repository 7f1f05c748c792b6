package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeTest {
    @Test
    void aScaledClockHasGoneFasterSinceItWasStarted() {
        Instant realNow = Time.real().now();
        Time fast = Time.scaled(realNow.minusSeconds(10), 60);
        assertThat(Duration.between(realNow.minusSeconds(10), fast.now()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(600));
        assertThat(fast.speed()).isEqualTo(60);
        assertThat(fast.real(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Time.scaled(Duration.ofMillis(200), 60)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void twoClocksOfTheSameStartAgree() {
        Instant start = Time.real().now();
        Time one = Time.scaled(start, 10);
        Time other = Time.scaled(start, 10);
        Instant before = one.now();
        Instant between = other.now();
        assertThat(between)
                .isAfterOrEqualTo(before.minusMillis(10))
                .isBeforeOrEqualTo(one.now().plusMillis(10));
    }

    /** A machine whose ticks stand still while it sleeps. */
    private static final class Machine {
        private Instant wall = Instant.parse("2026-11-25T12:00:00Z");
        private long ticks = 42;

        Time time(double speed) {
            return Time.of(() -> wall, () -> ticks, wall, speed);
        }

        void works(Duration time) {
            wall = wall.plus(time);
            ticks += time.toNanos();
        }

        void sleeps(Duration time) {
            wall = wall.plus(time);
        }
    }

    @Test
    void afterTheMachineSleptTheTimeIsRight() {
        Machine machine = new Machine();
        Time time = machine.time(1);
        machine.works(Duration.ofMinutes(1));
        machine.sleeps(Duration.ofHours(2));
        assertThat(time.now()).isEqualTo(machine.wall);
        machine.works(Duration.ofMinutes(1));
        machine.sleeps(Duration.ofMinutes(5));
        assertThat(time.now()).isEqualTo(machine.wall);
    }

    @Test
    void itNeverGoesBackAndFollowsNoSmallCorrection() {
        Machine machine = new Machine();
        Time time = machine.time(1);
        machine.sleeps(Duration.ofHours(1));
        Instant before = time.now();
        machine.sleeps(Duration.ofHours(-3));
        assertThat(time.now()).isEqualTo(before);
        machine.works(Duration.ofSeconds(1));
        assertThat(time.now()).isEqualTo(before.plusSeconds(1));

        Time other = machine.time(1);
        Instant start = other.now();
        machine.sleeps(Duration.ofMillis(900));
        assertThat(other.now()).isEqualTo(start);
        machine.wall = Instant.MAX;
        assertThat(other.now()).isAfter(start);
    }

    @Test
    void aSimulatedClockGoesByTheTicksAlone() {
        Machine machine = new Machine();
        Time time = machine.time(60);
        Instant start = time.now();
        machine.sleeps(Duration.ofHours(1));
        machine.works(Duration.ofSeconds(1));
        assertThat(time.now()).isEqualTo(start.plusSeconds(60));
    }

    @Test
    void itSaysThatItIsSimulated() {
        assertThat(Time.scaled(Instant.EPOCH, 60)).hasToString("simulated time, 60x");
        assertThat(Time.scaled(Instant.EPOCH, 7.5)).hasToString("simulated time, 7.5x");
        assertThat(Time.real()).hasToString("real time");
    }

    @Test
    void aClockThatStandsStillIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Time.scaled(Instant.EPOCH, 0))
                .withMessageContaining("speed is 0");
    }
}
