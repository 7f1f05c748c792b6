package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration SLACK = Duration.ofMillis(250);

    private final List<Sent> recent = new ArrayList<>();
    private final Quota perMinute = new Quota(Counts.REQUESTS, 3, SLACK, List.of());

    private static Instant at(double seconds) {
        return T.plusMillis(Math.round(seconds * 1_000));
    }

    private Sent send(Quota quota, double seconds, long tokens) {
        Sent sent = new Sent(recent.size(), at(seconds), 0, true, tokens);
        recent.add(sent);
        quota.add(sent);
        return sent;
    }

    private Sent send(double seconds) {
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
        List<Sent> before = List.of(new Sent(0, at(0), 0, true, 1), new Sent(1, at(20), 0, true, 1));
        Quota learned = new Quota(Counts.REQUESTS, 2, SLACK, before);
        assertThat(learned.opens(at(30), 1)).isEqualTo(at(60.25));
    }

    @Test
    void aRefusedRequestDoesNotCount() {
        send(0);
        send(1);
        Sent refused = send(2);
        perMinute.book(refused, -1);
        refused.refused = true;
        perMinute.book(refused, 1);
        assertThat(perMinute.opens(at(3), 1)).isEqualTo(at(3));
    }

    @Test
    void tokensAreReservedAndCorrected() {
        Quota tokens = new Quota(Counts.TOKENS, 1_000, SLACK, List.of());
        Sent first = send(tokens, 0, 600);
        assertThat(tokens.opens(at(1), 400)).isEqualTo(at(1));
        assertThat(tokens.opens(at(1), 401)).isEqualTo(at(60.25));
        tokens.book(first, -1);
        first.tokens = 500;
        tokens.book(first, 1);
        assertThat(tokens.opens(at(2), 500)).isEqualTo(at(2));
    }

    @Test
    void aPromptLargerThanTheWholeLimitGoesAlone() {
        Quota tokens = new Quota(Counts.TOKENS, 1_000, SLACK, List.of());
        assertThat(tokens.opens(at(0), 5_000)).isEqualTo(at(0));
        send(tokens, 0, 100);
        assertThat(tokens.opens(at(1), 5_000)).isEqualTo(at(60.25));
    }

    @Test
    void aServerThatLetsOnePassEarlyCountsFixedMinutes() {
        send(0);
        send(1);
        send(2);
        Sent probe = send(23.1);
        assertThat(perMinute.passed(probe, at(23), recent)).isTrue();
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
        assertThat(perMinute.passed(send(60.3), at(60), recent)).isFalse();
        assertThat(perMinute.fixed()).isFalse();
    }

    @Test
    void aRefusalInAFixedMinuteThatShouldHaveRoomMakesItRollForGood() {
        send(0);
        send(1);
        send(2);
        perMinute.passed(send(23.1), at(23), recent);
        assertThat(perMinute.refused(send(24), recent)).contains("rolls");
        assertThat(perMinute.fixed()).isFalse();
        assertThat(perMinute.passed(send(40), at(40), recent)).isFalse();
    }

    @Test
    void aServerWhoseMinuteIsALittleLongerGetsMoreSlack() {
        send(0);
        send(1);
        send(2);
        Sent early = send(60.3);
        assertThat(perMinute.refused(early, recent)).contains("a little longer");
        send(60.4);
        send(61.5);
        assertThat(perMinute.opens(at(61.6), 1)).isAfter(at(61.6));
    }

    @Test
    void aServerThatCountsRefusedRequestsIsFoundOut() {
        send(10);
        send(20);
        Sent refused = send(30);
        refused.refused = true;
        assertThat(perMinute.refused(send(65), recent)).contains("counts refused requests");
    }

    @Test
    void somebodyElseWithTheSameKeyLeavesLessAndItIsTakenBackSlowly() {
        Quota ten = new Quota(Counts.REQUESTS, 10, SLACK, List.of());
        send(ten, 20, 1);
        send(ten, 30, 1);
        assertThat(ten.refused(send(ten, 65, 1), recent)).contains("somebody else");
        assertThat(ten.allowed()).isEqualTo(7);
        assertThat(ten.value()).isEqualTo(10);
        int answers = 0;
        while (!ten.answered()) {
            answers++;
        }
        assertThat(answers).isEqualTo(20);
        assertThat(ten.allowed()).isEqualTo(8);
    }

    @Test
    void ourOwnFullWindowIsNoReasonToSuspectAnybody() {
        send(0);
        send(1);
        send(2);
        assertThat(perMinute.refused(send(3), recent)).isEmpty();
        assertThat(perMinute.allowed()).isEqualTo(3);
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
