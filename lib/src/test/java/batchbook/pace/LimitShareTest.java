package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitShareTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    private final LimitShare ten = new LimitShare(Counts.REQUESTS, 10, false);
    private long serial;
    private Instant now = T;

    /** One request beside so many others in the window. */
    private Permit send(long used) {
        Permit permit = new Permit("run", serial++, now, 0, true, 1);
        ten.sent(permit, used);
        return permit;
    }

    private void pass(int requests) {
        for (int i = 0; i < requests; i++) {
            ten.passed(send(1));
        }
    }

    private void minute() {
        now = now.plusSeconds(61);
    }

    @Test
    void aKnownLimitIsKeptToUntilFiftyHavePassed() {
        pass(39);
        assertThat(ten.most(now)).isEqualTo(10);
        pass(1);
        assertThat(ten.most(now)).isEqualTo(11);
    }

    @Test
    void aTryInVainMakesTheNextOneRarer() {
        pass(50);
        ten.refusedTry(send(11), now, Duration.ofMinutes(1));
        minute();
        assertThat(ten.most(now)).isEqualTo(10);
        pass(99);
        assertThat(ten.most(now)).isEqualTo(10);
        pass(1);
        assertThat(ten.most(now)).isEqualTo(11);
    }

    @Test
    void aRaisedLimitIsClimbedInDoublingSteps() {
        pass(50);
        assertThat(ten.passed(send(11))).isTrue();
        assertThat(ten.allowed()).isEqualTo(11);
        assertThat(ten.most(now)).isEqualTo(13);
        ten.passed(send(12));
        assertThat(ten.most(now)).isEqualTo(17);
        assertThat(ten.guess()).isTrue();
    }

    @Test
    void aValueThatIsNamedIsBelievedAtOnce() {
        pass(50);
        ten.passed(send(11));
        assertThat(ten.named(30)).isTrue();
        assertThat(ten.allowed()).isEqualTo(30);
        assertThat(ten.guess()).isFalse();
        assertThat(ten.named(30)).isFalse();
    }

    @Test
    void theOldValueNamedAgainEndsTheClimbAndMakesTheNextOneRarer() {
        pass(50);
        ten.passed(send(11));
        assertThat(ten.named(10)).isTrue();
        assertThat(ten.allowed()).isEqualTo(10);
        pass(60);
        assertThat(ten.most(now)).isEqualTo(10);
    }

    @Test
    void whoSharesAKeyTakesHalfAndWhoHasMoreGoesHalfOfTheWayDown() {
        assertThat(ten.contested(2, now)).isTrue();
        assertThat(ten.allowed()).isEqualTo(5);
        assertThat(ten.shared()).isTrue();

        LimitShare hungry = new LimitShare(Counts.REQUESTS, 10, false);
        hungry.contested(9, now);
        assertThat(hungry.allowed()).isEqualTo(7);
    }

    @Test
    void aMinuteTeachesOnce() {
        ten.contested(5, now);
        assertThat(ten.contested(1, now.plusSeconds(30))).isFalse();
        assertThat(ten.allowed()).isEqualTo(5);
        assertThat(ten.contested(1, now.plusSeconds(61))).isTrue();
        assertThat(ten.allowed()).as("a third of it").isEqualTo(4);
    }

    @Test
    void aShareThatWasLeftIsFoundWithinSeconds() {
        ten.contested(5, now);
        minute();
        assertThat(ten.most(now)).isEqualTo(6);
        ten.passed(send(6));
        ten.passed(send(7));
        ten.passed(send(9));
        assertThat(ten.allowed()).isEqualTo(10);
        assertThat(ten.shared()).isFalse();
    }

    @Test
    void ofManyTriesThoseBeforeTheRefusedOneCount() {
        ten.contested(5, now);
        minute();
        ten.passed(send(6));
        ten.passed(send(7));
        send(9);
        send(10);
        ten.refusedTry(send(11), now, Duration.ofMinutes(1));
        assertThat(ten.allowed()).isEqualTo(10);
    }

    @Test
    void aTryOfWhichNothingWillBeHeardIsNoReasonToWait() {
        pass(50);
        Permit lost = send(11);
        ten.forget(lost::equals);
        assertThat(ten.most(now)).isEqualTo(11);
        assertThat(ten.allowed()).isEqualTo(10);
        assertThat(ten.passed(send(11))).isTrue();
    }

    @Test
    void whatTheUserStatedIsNeverExceeded() {
        LimitShare stated = LimitShare.stated(Counts.REQUESTS, 10);
        for (int i = 0; i < 1_000; i++) {
            stated.passed(new Permit("run", i, now, 0, true, 1));
            now = now.plusSeconds(6);
        }
        assertThat(stated.most(now)).isEqualTo(10);
    }
}
