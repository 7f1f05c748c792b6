package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PASSED = Duration.ofSeconds(1);

    private static final Duration QUICK = Duration.ofMillis(100);

    private long serial;

    private Permit sent(ConcurrencyLimit cap, int others, Instant at) {
        Permit permit = new Permit("run", serial++, at, others, cap.used(others), 1);
        permit.left(at);
        cap.sent(permit);
        return permit;
    }

    @Test
    void aRoundOfAnswersDoublesItWhileItIsUsed() {
        ConcurrencyLimit cap = new ConcurrencyLimit(4, 100, PASSED);
        for (int i = 0; i < 4; i++) {
            cap.answered(sent(cap, i, T), T, QUICK, true);
        }
        assertThat(cap.value()).isEqualTo(8);
        // Two under way do not use a cap of 8.
        for (int i = 0; i < 8; i++) {
            cap.answered(sent(cap, 1, T), T, QUICK, true);
        }
        assertThat(cap.value()).isEqualTo(8);
    }

    @Test
    void aRequestThatIsNotRefusedForASecondCountsAsPassedThoughItsAnswerTakesLong() {
        ConcurrencyLimit cap = new ConcurrencyLimit(4, 100, PASSED);
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
    void whatHasNotLeftYetHasNotPassed() {
        ConcurrencyLimit cap = new ConcurrencyLimit(4, 100, PASSED);
        Permit late = new Permit("run", serial++, T, 3, true, 1);
        cap.sent(late);
        assertThat(cap.creditsNext()).isEqualTo(Instant.MAX);
        assertThat(cap.credit(T.plusSeconds(9), true)).isFalse();
        late.left(T.plusSeconds(9));
        assertThat(cap.creditsNext()).isEqualTo(T.plusSeconds(10));
        assertThat(cap.credit(T.plusSeconds(10), true)).isTrue();
    }

    @Test
    void aRefusalCutsItToBelowWhatWasUnderWayOnceForAnEpisode() {
        ConcurrencyLimit cap = new ConcurrencyLimit(64, 500, PASSED);
        Permit first = sent(cap, 50, T);
        Permit second = sent(cap, 51, T);
        assertThat(cap.refused(first, serial)).isTrue();
        assertThat(cap.value()).isEqualTo(47);
        assertThat(cap.refused(second, serial)).isFalse();
        assertThat(cap.value()).isEqualTo(47);
    }

    @Test
    void afterACutItGrowsByOneInTwoRounds() {
        ConcurrencyLimit cap = new ConcurrencyLimit(64, 500, PASSED);
        cap.refused(sent(cap, 11, T), serial);
        assertThat(cap.value()).isEqualTo(10);
        int answers = 0;
        while (cap.value() == 10) {
            cap.answered(sent(cap, 9, T), T, QUICK, true);
            answers++;
        }
        assertThat(answers).isBetween(19, 22);
    }

    @Test
    void itDoesNotGrowWhileTheServerIsInTrouble() {
        ConcurrencyLimit cap = new ConcurrencyLimit(4, 100, PASSED);
        for (int i = 0; i < 20; i++) {
            cap.answered(sent(cap, 3, T), T, QUICK, false);
        }
        assertThat(cap.value()).isEqualTo(4);
    }

    @Test
    void aSecondRefusalWithClearlyFewerUnderWaySaysThatItIsNotTheCap() {
        ConcurrencyLimit cap = new ConcurrencyLimit(64, 500, PASSED);
        cap.refused(sent(cap, 50, T), serial);
        assertThat(cap.pointless()).isFalse();
        cap.refused(sent(cap, 46, T), serial);
        assertThat(cap.pointless()).isFalse();
        cap.refused(sent(cap, 30, T), serial);
        assertThat(cap.pointless()).isTrue();
        cap.restore();
        assertThat(cap.value()).isEqualTo(64);
    }

    @Test
    void aQuickServerIsNotFloodedBeforeItHasSaidNo() {
        ConcurrencyLimit cap = new ConcurrencyLimit(5, 1_000, PASSED);
        for (int i = 0; i < 500; i++) {
            cap.answered(sent(cap, cap.value() - 1, T), T.plusMillis(i / 10), QUICK, true);
        }
        assertThat(cap.value()).isEqualTo(10);
        cap.answered(sent(cap, cap.value() - 1, T), T.plusMillis(250), QUICK, true);
        assertThat(cap.value()).isEqualTo(20);
    }

    @Test
    void itDoesNotRunFarAheadOfWhatAnswersHaveComeFrom() {
        ConcurrencyLimit cap = new ConcurrencyLimit(5, 1_000, PASSED);
        for (int second = 0; second < 20; second++) {
            sent(cap, cap.value() - 1, T.plusSeconds(second));
            cap.full(serial);
            cap.credit(T.plusSeconds(second + 1), true);
        }
        assertThat(cap.value()).isEqualTo(20);
    }

    @Test
    void whatQueuesAtTheServerIsNotSentSoonerAndIsTriedAgainLater() {
        ConcurrencyLimit cap = new ConcurrencyLimit(5, 1_000, PASSED);
        Instant now = T;
        for (int i = 0; i < 60 && !cap.saturated(); i++) {
            int underWay = Math.min(i, cap.value() - 1) + 1;
            now = now.plusMillis(50);
            cap.answered(sent(cap, underWay - 1, now), now, Duration.ofMillis(50L * underWay), true);
        }
        assertThat(cap.saturated()).isTrue();
        assertThat(cap.value()).isBetween(1, 3);
        // The server has become wider.
        for (int i = 0; i < 1_000 && cap.value() < 20; i++) {
            now = now.plusMillis(50);
            cap.answered(sent(cap, cap.value() - 1, now), now, Duration.ofMillis(50), true);
        }
        assertThat(cap.value()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aStatedNumberIsUsedAtOnce() {
        ConcurrencyLimit cap = new ConcurrencyLimit(20, 20, PASSED);
        assertThat(cap.value()).isEqualTo(20);
        assertThat(cap.slowStart()).isFalse();
    }
}
