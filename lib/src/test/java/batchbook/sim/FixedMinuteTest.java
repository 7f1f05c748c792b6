package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FixedMinuteTest {

    @Test
    void allPlacesAreFreeWhenTheMinuteEnds() {
        FixedMinute minute = new FixedMinute(3, Duration.ZERO);
        minute.add(Duration.ofSeconds(59), 3);

        assertThat(minute.fits(Duration.ofMillis(59_999), 1)).isFalse();
        assertThat(minute.delay(Duration.ofMillis(59_250), 1)).isEqualTo(Duration.ofMillis(750));
        assertThat(minute.fits(Duration.ofSeconds(60), 3)).isTrue();
        assertThat(minute.delay(Duration.ofSeconds(60), 3)).isZero();
        assertThat(minute.fits(Duration.ofSeconds(60), 4)).isFalse();
    }

    @Test
    void aRunMayBeginInTheMiddleOfAMinute() {
        FixedMinute minute = new FixedMinute(1, Duration.ofSeconds(45));
        minute.add(Duration.ZERO, 1);

        assertThat(minute.delay(Duration.ofSeconds(5), 1)).isEqualTo(Duration.ofSeconds(10));
        minute.add(Duration.ofSeconds(15), 1);
        assertThat(minute.delay(Duration.ofSeconds(15), 1)).isEqualTo(Duration.ofSeconds(60));
    }
}
