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

    private Permit sent(ConcurrencyLimit limit, int others, Instant at) {
        Permit permit = new Permit("run", serial++, at, others, limit.used(others), 1);
        permit.left(at);
        limit.sent(permit);
        return permit;
    }

    @Test
    void aRoundOfAnswersDoublesItWhileItIsUsed() {
        ConcurrencyLimit limit = new ConcurrencyLimit(4, 100, PASSED);
        for (int i = 0; i < 4; i++) {
            limit.answered(sent(limit, i, T), T, QUICK, true);
        }
        assertThat(limit.value()).isEqualTo(8);
        // Two under way do not use a limit of 8.
        for (int i = 0; i < 8; i++) {
            limit.answered(sent(limit, 1, T), T, QUICK, true);
        }
        assertThat(limit.value()).isEqualTo(8);
    }

    @Test
    void aRequestThatIsNotRefusedForASecondCountsAsPassedThoughItsAnswerTakesLong() {
        ConcurrencyLimit limit = new ConcurrencyLimit(4, 100, PASSED);
        for (int i = 0; i < 4; i++) {
            sent(limit, i, T);
        }
        limit.full(serial);
        assertThat(limit.creditsNext(T)).isEqualTo(T.plusSeconds(1));
        assertThat(limit.credit(T.plusMillis(900), true)).isFalse();
        assertThat(limit.credit(T.plusSeconds(1), true)).isTrue();
        assertThat(limit.value()).isEqualTo(8);
    }

    @Test
    void whatHasNotLeftYetHasNotPassed() {
        ConcurrencyLimit limit = new ConcurrencyLimit(4, 100, PASSED);
        Permit late = new Permit("run", serial++, T, 3, true, 1);
        limit.sent(late);
        // Whoever waits is woken: it leaves soon, and nobody tells of that.
        assertThat(limit.creditsNext(T)).isEqualTo(T.plusSeconds(1));
        assertThat(limit.credit(T.plusSeconds(9), true)).isFalse();
        assertThat(limit.creditsNext(T.plusSeconds(9))).isEqualTo(T.plusSeconds(10));
        late.left(T.plusMillis(9_500));
        assertThat(limit.creditsNext(T.plusSeconds(10))).isEqualTo(T.plusMillis(10_500));
        assertThat(limit.credit(T.plusSeconds(10), true)).isFalse();
        late.left(T.plusSeconds(9));
        assertThat(limit.credit(T.plusSeconds(10), true)).isTrue();
    }

    @Test
    void aRefusalCutsItToBelowWhatWasUnderWayOnceForAnEpisode() {
        ConcurrencyLimit limit = new ConcurrencyLimit(64, 500, PASSED);
        Permit first = sent(limit, 50, T);
        Permit second = sent(limit, 51, T);
        assertThat(limit.refused(first, serial)).isTrue();
        assertThat(limit.value()).isEqualTo(47);
        assertThat(limit.refused(second, serial)).isFalse();
        assertThat(limit.value()).isEqualTo(47);
    }

    @Test
    void afterACutItGrowsByOneInTwoRounds() {
        ConcurrencyLimit limit = new ConcurrencyLimit(64, 500, PASSED);
        limit.refused(sent(limit, 11, T), serial);
        assertThat(limit.value()).isEqualTo(10);
        int answers = 0;
        while (limit.value() == 10) {
            limit.answered(sent(limit, 9, T), T, QUICK, true);
            answers++;
        }
        assertThat(answers).isBetween(19, 22);
    }

    @Test
    void itDoesNotGrowWhileTheServerIsInTrouble() {
        ConcurrencyLimit limit = new ConcurrencyLimit(4, 100, PASSED);
        for (int i = 0; i < 20; i++) {
            limit.answered(sent(limit, 3, T), T, QUICK, false);
        }
        assertThat(limit.value()).isEqualTo(4);
    }

    @Test
    void aSecondRefusalWithClearlyFewerUnderWaySaysThatItIsNotTheCap() {
        ConcurrencyLimit limit = new ConcurrencyLimit(64, 500, PASSED);
        limit.refused(sent(limit, 50, T), serial);
        assertThat(limit.pointless()).isFalse();
        limit.refused(sent(limit, 46, T), serial);
        assertThat(limit.pointless()).isFalse();
        limit.refused(sent(limit, 30, T), serial);
        assertThat(limit.pointless()).isTrue();
        limit.restore();
        assertThat(limit.value()).isEqualTo(64);
    }

    @Test
    void aQuickServerIsNotFloodedBeforeItHasSaidNo() {
        ConcurrencyLimit limit = new ConcurrencyLimit(5, 1_000, PASSED);
        for (int i = 0; i < 500; i++) {
            limit.answered(sent(limit, limit.value() - 1, T), T.plusMillis(i / 10), QUICK, true);
        }
        assertThat(limit.value()).isEqualTo(10);
        limit.answered(sent(limit, limit.value() - 1, T), T.plusMillis(250), QUICK, true);
        assertThat(limit.value()).isEqualTo(20);
    }

    @Test
    void itDoesNotRunFarAheadOfWhatAnswersHaveComeFrom() {
        ConcurrencyLimit limit = new ConcurrencyLimit(5, 1_000, PASSED);
        for (int second = 0; second < 20; second++) {
            sent(limit, limit.value() - 1, T.plusSeconds(second));
            limit.full(serial);
            limit.credit(T.plusSeconds(second + 1), true);
        }
        assertThat(limit.value()).isEqualTo(20);
    }

    @Test
    void whatQueuesAtTheServerIsNotSentSoonerAndIsTriedAgainLater() {
        ConcurrencyLimit limit = new ConcurrencyLimit(5, 1_000, PASSED);
        Instant now = T;
        for (int i = 0; i < 60 && !limit.saturated(); i++) {
            int underWay = Math.min(i, limit.value() - 1) + 1;
            now = now.plusMillis(50);
            limit.answered(sent(limit, underWay - 1, now), now, Duration.ofMillis(50L * underWay), true);
        }
        assertThat(limit.saturated()).isTrue();
        assertThat(limit.value()).isBetween(1, 3);
        // The server has become wider.
        for (int i = 0; i < 1_000 && limit.value() < 20; i++) {
            now = now.plusMillis(50);
            limit.answered(sent(limit, limit.value() - 1, now), now, Duration.ofMillis(50), true);
        }
        assertThat(limit.value()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aStatedNumberIsUsedAtOnce() {
        ConcurrencyLimit limit = new ConcurrencyLimit(20, 20, PASSED);
        assertThat(limit.value()).isEqualTo(20);
        assertThat(limit.slowStart()).isFalse();
    }
}
