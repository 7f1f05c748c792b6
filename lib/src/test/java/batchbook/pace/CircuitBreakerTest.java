package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final CircuitBreaker breaker = new CircuitBreaker(PATIENCE);
    private final Jitter jitter = new Jitter(new SplittableRandom(1));

    private void fail(int times, int rows) {
        for (int i = 0; i < times; i++) {
            breaker.failed(i % rows, false, T.plusSeconds(i));
        }
    }

    @Test
    void eightFailuresInARowOfSeveralRowsOpenIt() {
        fail(7, 5);
        assertThat(breaker.open()).isFalse();
        assertThat(breaker.failed(3, false, T)).isTrue();
        assertThat(breaker.open()).isTrue();
        assertThat(breaker.since(T.plusSeconds(99))).isEqualTo(T);
    }

    @Test
    void oneRowThatAlwaysFailsDoesNot() {
        fail(50, 2);
        assertThat(breaker.open()).isFalse();
    }

    @Test
    void anAnswerBetweenThemStartsTheCountAnew() {
        fail(7, 5);
        breaker.answered(false);
        fail(7, 5);
        assertThat(breaker.open()).isFalse();
    }

    @Test
    void waitsDoubleUpToHalfAMinute() {
        fail(8, 5);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(breaker.nextWait(jitter))
                    .isBetween(Duration.ofMillis(900L * seconds), Duration.ofSeconds(seconds));
        }
    }

    @Test
    void itGivesUpAfterItsPatienceAndSoonerWhenNothingWasEverAnswered() {
        fail(8, 5);
        assertThat(breaker.givesUp(T.plusSeconds(89))).isFalse();
        assertThat(breaker.givesUp(T.plusSeconds(90))).isTrue();
        breaker.answered(false);
        fail(8, 5);
        assertThat(breaker.givesUp(T.plus(Duration.ofMinutes(14)))).isFalse();
        assertThat(breaker.givesUp(T.plus(PATIENCE))).isTrue();
    }

    @Test
    void failuresOfRequestsSentBeforeItOpenedSayNothingNew() {
        fail(8, 5);
        assertThat(breaker.failed(1, false, T)).isFalse();
        assertThat(breaker.failed(1, true, T)).isTrue();
    }
}
