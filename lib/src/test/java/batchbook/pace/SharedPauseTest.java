package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SharedPauseTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration REFUSAL = Duration.ofMillis(100);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final SharedPause pause = new SharedPause();
    private final Permit first = new Permit("run", 0, T, 0, true, 1);

    private Instant opens(Instant now) {
        return pause.gate(now, false, REFUSAL, LEAST).opens();
    }

    /** Nobody tells the loop that it has left: it has to be woken to see that. */
    @Test
    void theOthersLookAgainThoughTheFirstHasNotLeftYet() {
        pause.begin(Gate.until(T), 0);
        pause.sent(first);
        assertThat(opens(T)).isEqualTo(T.plus(LEAST));
        assertThat(opens(T.plusSeconds(1))).isEqualTo(T.plusSeconds(2));
        first.left(T.plusMillis(1_200));
        assertThat(opens(T.plusSeconds(2))).isEqualTo(T.plusMillis(2_200));
    }

    @Test
    void inAnOutageItTakesAnAnswer() {
        pause.begin(Gate.until(T), 0);
        pause.sent(first);
        first.left(T);
        assertThat(pause.gate(T.plusSeconds(9), true, REFUSAL, LEAST).opens()).isEqualTo(Instant.MAX);
    }
}
