package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestSpacingTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    private final RequestSpacing spacing = new RequestSpacing();

    @Test
    void nothingIsSlowedBeforeARefusal() {
        spacing.sent(T);
        Instant before = T.minusNanos(1);
        assertThat(spacing.gate(before).letsGo(before)).isTrue();
        assertThat(spacing.perMinute()).isZero();
    }

    @Test
    void theFirstDelayIsTheFirstInterval() {
        assertThat(spacing.refused(T, Duration.ofMillis(280))).isTrue();
        spacing.sent(T.plusMillis(300));
        assertThat(spacing.gate(T.plusMillis(300)).opens()).isEqualTo(T.plusMillis(580));
        assertThat(spacing.perMinute()).isEqualTo(214);
    }

    @Test
    void theNextRefusalSaysHowManyHadPassed() {
        spacing.refused(T, Duration.ofMillis(280));
        spacing.passed();
        spacing.passed();
        spacing.refused(T.plusMillis(1_000), Duration.ofMillis(280));
        assertThat(spacing.perMinute()).isEqualTo(120);
    }

    @Test
    void aRestBetweenTwoRefusalsDoesNotCount() {
        spacing.refused(T, Duration.ofMillis(500));
        spacing.passed();
        spacing.refused(T.plusSeconds(600), Duration.ofMillis(500));
        assertThat(spacing.perMinute()).isEqualTo(104);
    }

    @Test
    void oneThatWentLateDoesNotDelayAllThatFollow() {
        spacing.refused(T, Duration.ofMillis(500));
        spacing.sent(T.plusMillis(1_000));
        spacing.sent(T.plusMillis(1_700));
        assertThat(spacing.gate(T.plusMillis(1_700)).opens()).isEqualTo(T.plusMillis(2_000));
    }

    @Test
    void withNoRefusalItIsForgottenInTheEnd() {
        spacing.refused(T, Duration.ofMillis(280));
        for (int i = 0; i < 2_000; i++) {
            spacing.passed();
        }
        assertThat(spacing.perMinute()).isZero();
    }
}
