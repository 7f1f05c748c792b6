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
