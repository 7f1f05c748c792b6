package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all runs of one key and model know together. */
class AccountTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    private final Account account = new Account("model");
    private final Object run = new Object();

    @Test
    void aClockThatIsAFewMillisecondsBehindForgetsNothing() {
        account.sent(run, T, 0, true, 1);
        account.clockShows(T.minusMillis(5));
        assertThat(account.recent.inLastMinute(T)).isEqualTo(1);
    }

    @Test
    void aClockThatWasSetBackForgetsWhatLiesInTheFuture() {
        account.sent(run, T, 0, true, 1);
        account.clockShows(T.minusSeconds(600));
        assertThat(account.recent.inLastMinute(T)).isZero();
    }

    @Test
    void aRequestCountsForAMinuteFromWhenItLeft() {
        account.sent(run, T, 0, true, 1).left(T.plusSeconds(3));
        account.sent(run, T.plusSeconds(1), 0, true, 1);
        account.sent(run, T.plusSeconds(2), 0, true, 1);

        assertThat(account.recent.inLastMinute(T.plusSeconds(3))).isEqualTo(3);
        assertThat(account.recent.inLastMinute(T.plusSeconds(61)))
                .as("the first and the last")
                .isEqualTo(2);
        assertThat(account.recent.inLastMinute(T.plusSeconds(62)))
                .as("the first")
                .isEqualTo(1);
        assertThat(account.recent.inLastMinute(T.plusSeconds(63))).isZero();
    }

    @Test
    void aRunThatIsStoppedWhileItsRequestGoesFirstAfterAPauseDoesNotBlockTheNextOne() {
        account.sharedPause.begin(Gate.closed(T, Reason.UNNAMED_LIMIT, "refused", "refused for a while"), 0);
        account.runs.begins(run, List.of());
        account.sharedPause.sent(account.sent(run, T.plusSeconds(1), 0, true, 1));
        assertThat(gate(T.plusSeconds(60)).letsGo(T.plusSeconds(60)))
                .as("it never left")
                .isFalse();
        account.ends(run);
        assertThat(gate(T.plusSeconds(60)).letsGo(T.plusSeconds(60))).isTrue();
    }

    private Gate gate(Instant now) {
        return account.sharedPause.gate(now, false, Duration.ofMillis(250), Duration.ofSeconds(1));
    }
}
