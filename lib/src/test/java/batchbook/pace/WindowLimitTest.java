package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Limit.Counts;
import batchbook.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowLimitTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration SLACK = Duration.ofMillis(250);

    private final List<Permit> recent = new ArrayList<>();
    private final WindowLimit perMinute = limit(Counts.REQUESTS, 3);

    private WindowLimit limit(Counts counts, long value) {
        return new WindowLimit(new LimitShare(counts, value, false), SLACK, recent);
    }

    private static Instant at(double seconds) {
        return T.plusMillis(Math.round(seconds * 1_000));
    }

    private Permit send(WindowLimit limit, double seconds, long tokens) {
        Permit permit = new Permit("run", recent.size(), at(seconds), 0, true, tokens);
        recent.add(permit);
        limit.add(permit);
        return permit;
    }

    private Permit send(double seconds) {
        return send(perMinute, seconds, 1);
    }

    @Test
    void itOpensAMinuteAndALittleAfterTheOldestOfAFullWindow() {
        send(0);
        send(5);
        assertThat(perMinute.opens(at(6), 1)).isEqualTo(at(6));
        send(10);
        assertThat(perMinute.opens(at(11), 1)).isEqualTo(at(60.25));
        assertThat(perMinute.opens(at(60.25), 1)).isEqualTo(at(60.25));
        send(60.25);
        assertThat(perMinute.opens(at(61), 1)).isEqualTo(at(65.25));
    }

    @Test
    void whatWasSentBeforeALimitWasLearnedCounts() {
        recent.add(new Permit("run", 0, at(0), 0, true, 1));
        recent.add(new Permit("run", 1, at(20), 0, true, 1));
        WindowLimit learned = limit(Counts.REQUESTS, 2);
        assertThat(learned.opens(at(30), 1)).isEqualTo(at(60.25));
    }

    @Test
    void aRefusedRequestDoesNotCount() {
        send(0);
        send(1);
        Permit refused = send(2);
        refused.refused = true;
        perMinute.reweigh(refused);
        assertThat(perMinute.opens(at(3), 1)).isEqualTo(at(3));
    }

    @Test
    void tokensAreReservedAndCorrected() {
        WindowLimit tokens = limit(Counts.TOKENS, 1_000);
        Permit first = send(tokens, 0, 600);
        assertThat(tokens.opens(at(1), 400)).isEqualTo(at(1));
        assertThat(tokens.opens(at(1), 401)).isEqualTo(at(60.25));
        first.tokens = 500;
        tokens.reweigh(first);
        assertThat(tokens.opens(at(2), 500)).isEqualTo(at(2));
    }

    @Test
    void aPromptLargerThanTheWholeLimitGoesAlone() {
        WindowLimit tokens = limit(Counts.TOKENS, 1_000);
        assertThat(tokens.opens(at(0), 5_000)).isEqualTo(at(0));
        send(tokens, 0, 100);
        assertThat(tokens.opens(at(1), 5_000)).isEqualTo(at(60.25));
    }

    @Test
    void aServerThatLetsOnePassEarlyCountsFixedMinutes() {
        send(0);
        send(1);
        send(2);
        Permit probe = send(23.1);
        assertThat(perMinute.passed(probe, at(23))).isTrue();
        assertThat(perMinute.fixed()).isTrue();
        // Three in the minute that began at 23, whatever was sent before.
        assertThat(perMinute.opens(at(24), 1)).isEqualTo(at(24));
        send(24);
        send(25);
        assertThat(perMinute.opens(at(26), 1)).isEqualTo(at(83.25));
        assertThat(perMinute.opens(at(83.25), 1)).isEqualTo(at(83.25));
    }

    @Test
    void aRollingServerIsNotTakenForAFixedOne() {
        send(0);
        send(1);
        send(2);
        assertThat(perMinute.passed(send(60.3), at(60))).isFalse();
        assertThat(perMinute.fixed()).isFalse();
    }

    @Test
    void aRefusalInAFixedMinuteThatShouldHaveRoomMakesItRoll() {
        findOutThatItRolls();
        assertThat(perMinute.fixed()).isFalse();
        assertThat(perMinute.passed(send(40), at(40))).isFalse();
    }

    private void assertLearned(Optional<Cause> lesson, Reason reason, String words) {
        assertThat(lesson).map(Cause::reason).contains(reason);
        assertThat(lesson.orElseThrow().words()).contains(words);
    }

    private void findOutThatItRolls() {
        send(0);
        send(1);
        send(2);
        perMinute.passed(send(23.1), at(23));
        assertLearned(perMinute.refused(send(24), at(24.1), Duration.ZERO), Reason.COUNTING_LEARNED, "rolls");
    }

    @Test
    void thatItRollsMayBeUnlearnedAfterAFewMinutes() {
        findOutThatItRolls();
        send(300);
        send(301);
        send(302);
        assertThat(perMinute.passed(send(323), at(322.9))).isTrue();
    }

    @Test
    void aServerWhoseMinuteIsALittleLongerGetsMoreSlack() {
        send(0);
        send(1);
        send(2);
        Permit early = send(60.3);
        assertLearned(
                perMinute.refused(early, at(60.35), Duration.ofMillis(500)),
                Reason.COUNTING_LEARNED,
                "a little longer");
        send(60.4);
        send(61.5);
        assertThat(perMinute.opens(at(61.6), 1)).isAfter(at(61.6));
        assertThat(perMinute.relax(at(230))).isFalse();
        assertThat(perMinute.relax(at(241))).isTrue();
        assertThat(perMinute.opens(at(241), 1)).isEqualTo(at(241));
    }

    @Test
    void aServerThatAsksToWaitForLongDoesNotJustCountALittleLonger() {
        send(0);
        send(1);
        send(2);
        assertLearned(
                perMinute.refused(send(60.3), at(60.35), Duration.ofSeconds(40)),
                Reason.KEY_IS_SHARED,
                "somebody else");
    }

    @Test
    void aServerThatCountsRefusedRequestsIsFoundOut() {
        findOutThatRefusedOnesCount();
        // Those of 10 and 20 make room, and not only that of 10.
        assertThat(perMinute.opens(at(66), 1)).isEqualTo(at(80.25));
    }

    private void findOutThatRefusedOnesCount() {
        send(10);
        send(20);
        Permit refused = send(30);
        refused.refused = true;
        assertLearned(
                perMinute.refused(send(65), at(65.05), Duration.ofSeconds(5)),
                Reason.COUNTING_LEARNED,
                "count refused requests");
    }

    @Test
    void thatRefusedRequestsCountIsForgottenAsSoonAsTheyDoNotExplainARefusal() {
        findOutThatRefusedOnesCount();
        send(130);
        assertLearned(
                perMinute.refused(send(140), at(140.1), Duration.ofSeconds(20)), Reason.KEY_IS_SHARED, "somebody else");
        Permit refused = send(150);
        refused.refused = true;
        perMinute.reweigh(refused);
        // A share of two is used, and two count.
        assertThat(perMinute.opens(at(151), 1)).isEqualTo(at(190.25));
    }

    @Test
    void aSlotThatOpensAtAnotherTimeThanOursIsNotThatOfARefusedRequest() {
        send(10);
        send(20);
        Permit refused = send(30);
        refused.refused = true;
        assertLearned(
                perMinute.refused(send(65), at(65.05), Duration.ofSeconds(45)), Reason.KEY_IS_SHARED, "somebody else");
    }

    @Test
    void whatIsJustOnItsWayIsNotTakenForPassed() {
        WindowLimit ten = limit(Counts.REQUESTS, 10);
        for (int i = 0; i < 8; i++) {
            send(ten, 61, 1);
        }
        assertLearned(
                ten.refused(recent.get(0), at(61.05), Duration.ofSeconds(20)), Reason.KEY_IS_SHARED, "somebody else");
        assertThat(ten.share.allowed()).isEqualTo(5);
    }

    @Test
    void aRequestThatLeavesLateCountsFromThen() {
        Permit first = send(0);
        first.left(at(1.5));
        send(2);
        send(3);
        assertThat(perMinute.opens(at(4), 1)).isEqualTo(at(61.75));
    }

    @Test
    void aRequestSentBeforeTheLimitWasKnownIsNotBookedLater() {
        Permit old = new Permit("run", 0, at(-70), 0, true, 900);
        WindowLimit tokens = limit(Counts.TOKENS, 1_000);
        old.tokens = 700;
        tokens.reweigh(old);
        assertThat(tokens.opens(at(0), 1_000)).isEqualTo(at(0));
        send(tokens, 0, 1_000);
        assertThat(tokens.opens(at(1), 1)).isEqualTo(at(60.25));
    }

    @Test
    void aRefusalAfterTheWindowWasClearedFreesNothing() {
        Permit underWay = send(0);
        perMinute.clear();
        send(1);
        send(2);
        underWay.refused = true;
        perMinute.reweigh(underWay);
        assertThat(perMinute.opens(at(2), 1)).isEqualTo(at(2));
        send(3);
        assertThat(perMinute.opens(at(4), 1)).isEqualTo(at(61.25));
    }

    @Test
    void ourOwnFullWindowIsNoReasonToSuspectAnybody() {
        send(0);
        send(1);
        send(2);
        assertThat(perMinute.isFull(send(3))).isTrue();
    }

    @Test
    void theLastOfManyIsForeseenFromThePatternOfTheLastMinute() {
        send(0);
        send(5);
        send(10);
        assertThat(perMinute.lastOpens(at(11), 1, 1)).isEqualTo(at(60.25));
        assertThat(perMinute.lastOpens(at(11), 3, 1)).isEqualTo(at(70.25));
        assertThat(perMinute.lastOpens(at(11), 5, 1)).isEqualTo(at(125.5));
        assertThat(perMinute.lastOpens(at(11), 30, 1)).isEqualTo(at(10 + 10 * 60.25));
    }
}
