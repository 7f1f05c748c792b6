package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CapTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PASSED = Duration.ofSeconds(1);

    private long serial;

    private Sent sent(Cap cap, int others, Instant at) {
        Sent sent = new Sent(serial++, at, others, cap.used(others), 1);
        cap.sent(sent);
        return sent;
    }

    @Test
    void aRoundOfAnswersDoublesItWhileItIsUsed() {
        Cap cap = new Cap(4, 100, PASSED);
        for (int i = 0; i < 4; i++) {
            cap.answered(sent(cap, cap.value() - 1, T), true);
        }
        assertThat(cap.value()).isEqualTo(8);
        // Two under way do not use a cap of 8.
        for (int i = 0; i < 8; i++) {
            cap.answered(sent(cap, 1, T), true);
        }
        assertThat(cap.value()).isEqualTo(8);
    }

    @Test
    void aRequestThatIsNotRefusedForASecondCountsAsPassedThoughItsAnswerTakesLong() {
        Cap cap = new Cap(4, 100, PASSED);
        for (int i = 0; i < 4; i++) {
            sent(cap, i, T);
        }
        cap.full(serial);
        assertThat(cap.creditsNext()).isEqualTo(T.plusSeconds(1));
        assertThat(cap.credit(T.plusMillis(900), true)).isFalse();
        assertThat(cap.credit(T.plusSeconds(1), true)).isTrue();
        assertThat(cap.value()).isEqualTo(8);
    }

    @Test
    void aRefusalCutsItToBelowWhatWasUnderWayOnceForAnEpisode() {
        Cap cap = new Cap(64, 500, PASSED);
        Sent first = sent(cap, 50, T);
        Sent second = sent(cap, 51, T);
        assertThat(cap.refused(first, serial)).isTrue();
        assertThat(cap.value()).isEqualTo(47);
        assertThat(cap.refused(second, serial)).isFalse();
        assertThat(cap.value()).isEqualTo(47);
    }

    @Test
    void afterACutItGrowsByOneInTwoRounds() {
        Cap cap = new Cap(64, 500, PASSED);
        cap.refused(sent(cap, 11, T), serial);
        assertThat(cap.value()).isEqualTo(10);
        int answers = 0;
        while (cap.value() == 10) {
            cap.answered(sent(cap, 9, T), true);
            answers++;
        }
        assertThat(answers).isBetween(19, 22);
    }

    @Test
    void itDoesNotGrowWhileTheServerIsInTrouble() {
        Cap cap = new Cap(4, 100, PASSED);
        for (int i = 0; i < 20; i++) {
            cap.answered(sent(cap, 3, T), false);
        }
        assertThat(cap.value()).isEqualTo(4);
    }

    @Test
    void refusalsWithHardlyAnythingUnderWaySayThatItIsNotTheCap() {
        Cap cap = new Cap(64, 500, PASSED);
        cap.refused(sent(cap, 50, T), serial);
        assertThat(cap.pointless()).isFalse();
        cap.refused(sent(cap, 46, T), serial);
        assertThat(cap.pointless()).isFalse();
        cap.refused(sent(cap, 5, T), serial);
        assertThat(cap.pointless()).isTrue();
        cap.restore();
        assertThat(cap.value()).isEqualTo(64);
    }

    @Test
    void aStatedNumberIsUsedAtOnce() {
        Cap cap = new Cap(20, 20, PASSED);
        assertThat(cap.value()).isEqualTo(20);
        assertThat(cap.slowStart()).isFalse();
    }
}
