package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    private final Rhythm rhythm = new Rhythm();

    @Test
    void nothingIsSlowedBeforeARefusal() {
        rhythm.sent(T);
        assertThat(rhythm.opens()).isBefore(T);
        assertThat(rhythm.perMinute()).isZero();
    }

    @Test
    void theFirstDelayIsTheFirstInterval() {
        assertThat(rhythm.refused(T, Duration.ofMillis(280))).isTrue();
        rhythm.sent(T.plusMillis(300));
        assertThat(rhythm.opens()).isEqualTo(T.plusMillis(580));
        assertThat(rhythm.perMinute()).isEqualTo(214);
    }

    @Test
    void theNextRefusalSaysHowManyHadPassed() {
        rhythm.refused(T, Duration.ofMillis(280));
        rhythm.passed();
        rhythm.passed();
        rhythm.refused(T.plusMillis(1_000), Duration.ofMillis(280));
        assertThat(rhythm.perMinute()).isEqualTo(120);
    }

    @Test
    void aRestBetweenTwoRefusalsDoesNotCount() {
        rhythm.refused(T, Duration.ofMillis(500));
        rhythm.passed();
        rhythm.refused(T.plusSeconds(600), Duration.ofMillis(500));
        assertThat(rhythm.perMinute()).isEqualTo(104);
    }

    @Test
    void oneThatWentLateDoesNotDelayAllThatFollow() {
        rhythm.refused(T, Duration.ofMillis(500));
        rhythm.sent(T.plusMillis(1_000));
        rhythm.sent(T.plusMillis(1_700));
        assertThat(rhythm.opens()).isEqualTo(T.plusMillis(2_000));
    }

    @Test
    void withNoRefusalItIsForgottenInTheEnd() {
        rhythm.refused(T, Duration.ofMillis(280));
        for (int i = 0; i < 2_000; i++) {
            rhythm.passed();
        }
        assertThat(rhythm.perMinute()).isZero();
    }
}
