package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Change;
import batchbook.Format;
import batchbook.Reason;
import batchbook.Snapshot;
import batchbook.Snapshots;
import batchbook.html.Palette;
import batchbook.html.SnapshotHtml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final Instant NOW = Instant.parse("2026-11-25T14:03:10Z");

    /** What a reader sees of it. */
    private static String read(Snapshot snapshot) {
        return SnapshotHtml.of(snapshot)
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replaceAll("\\s+", " ")
                .replace(" ,", ",")
                .strip();
    }

    /** Where lines begin, and how high a place is at least: what makes the layout. */
    private static List<String> layout(Snapshot snapshot) {
        return Pattern.compile("<div style=\"(?:display:flex;justify[^\"]*|min-height[^\"]*)\">")
                .matcher(SnapshotHtml.of(snapshot))
                .results()
                .map(match -> match.group())
                .toList();
    }

    private static Snapshot atTheStart() {
        Snapshots start = new Snapshots();
        start.active = 5;
        start.queued = 995;
        return start.snapshot();
    }

    private static Snapshots underWay() {
        Snapshots now = new Snapshots();
        now.now = NOW;
        now.answered = 400;
        now.failed = 12;
        now.answeredAfterRetry = 30;
        now.active = 4;
        now.waiting = 3;
        now.queued = 581;
        now.elapsed = Duration.ofSeconds(61);
        now.remaining = Optional.of(Duration.ofMillis(86_300));
        return now;
    }

    private static Snapshots waiting() {
        Snapshots now = underWay();
        now.tempo = new Snapshot.Tempo(
                10,
                OptionalLong.of(10),
                true,
                Optional.of(new Change(
                        NOW.minusSeconds(40),
                        5,
                        OptionalLong.of(10),
                        Reason.LIMIT_LEARNED,
                        "limit named by the server: 10 requests a minute")),
                60);
        now.hold =
                Optional.of(new Snapshot.Hold("free tier: 10 requests a minute", Optional.of(NOW.plusMillis(11_200))));
        now.spending = Optional.of(new Snapshot.Spending(0.25, 0.61));
        return now;
    }

    private static Snapshots over(int answered, int failed, int notRun, String stopped) {
        Snapshots end = new Snapshots();
        end.workers = 1;
        end.total = answered + failed + notRun;
        end.answered = answered;
        end.failed = failed;
        end.notRun = notRun;
        end.elapsed = Duration.ofMillis(2_500);
        end.over = true;
        end.stopped = Optional.of(stopped).filter(why -> !why.isEmpty());
        return end;
    }

    @Test
    void atTheStartItSaysWhatIsAskedAndHowMuch() {
        assertThat(read(atTheStart()))
                .isEqualTo("Asking gemini, 0 of 1,000 prompts 0 ms 0 ok 0 failed 5 active 0 retrying 995 queued"
                        + " 0 requests in the last minute up to 5 at once");
    }

    @Test
    void underWayItCountsRetriesAndEstimatesTheTimeToGo() {
        assertThat(read(underWay().snapshot()))
                .isEqualTo("Asking gemini, 412 of 1,000 prompts 1 min 01 s, about 1 min 27 s to go"
                        + " 400 ok, of these 30 after a retry 12 failed 4 active 3 retrying 581 queued"
                        + " 0 requests in the last minute up to 5 at once");
        assertThat(SnapshotHtml.of(underWay().snapshot()))
                .contains("width:37.000%;background:" + Palette.ANSWERED)
                .contains("width:3.000%;background:" + Palette.RETRIED)
                .contains("width:1.200%;background:" + Palette.FAILED);
    }

    @Test
    void whenItWaitsItSaysWhyAndUntilWhenAndWhatItCosts() {
        assertThat(read(waiting().snapshot()))
                .contains("1 min 01 s, about 1 min 27 s to go (simulated time, 60x)")
                .contains("10 of 10 requests in the last minute $0.25 so far, about $0.61 in all")
                .contains("up to 5 at once; " + Format.time(NOW.minusSeconds(40))
                        + " limit named by the server: 10 requests a minute")
                .endsWith("Waiting: free tier: 10 requests a minute; next request at "
                        + Format.time(NOW.plusMillis(11_200)) + " (in 12 s)");
    }

    @Test
    void aWaitWhoseEndIsNotKnownIsNotCounted() {
        Snapshots now = waiting();
        now.hold = Optional.of(new Snapshot.Hold("the budget", Optional.empty()));

        assertThat(read(now.snapshot())).endsWith("Waiting: the budget; goes on with the next answer");
    }

    @Test
    void nothingMovesWhenAWaitBeginsOrEndsOrARunIsEnding() {
        Snapshots ending = waiting();
        ending.stopped = Optional.of("wrong key");

        assertThat(layout(waiting().snapshot()))
                .hasSize(5)
                .isEqualTo(layout(underWay().snapshot()));
        assertThat(layout(ending.snapshot())).isEqualTo(layout(atTheStart()));
    }

    @Test
    void rowsThatWereDoneEarlierAreTold() {
        Snapshots resumed = underWay();
        resumed.resumed = 380;

        assertThat(read(resumed.snapshot())).contains("400 ok, of these 30 after a retry, 380 done earlier 12 failed");
    }

    @Test
    void itSaysAtOnceWhyARunIsEnding() {
        Snapshots ending = waiting();
        ending.stopped = Optional.of("wrong key");

        assertThat(read(ending.snapshot())).startsWith("Asking").endsWith("Ending: wrong key");
    }

    @Test
    void atTheEndOnlyTheResultIsLeft() {
        assertThat(read(over(23, 1, 0, "").snapshot()))
                .isEqualTo("Done: gemini, 24 of 24 prompts, 1 worker 2.50 s 23 ok 1 failed");
        assertThat(read(over(1, 0, 0, "").snapshot())).contains("1 of 1 prompt,");
    }

    @Test
    void atTheEndItSaysWhatItCostAndWhatItWaitedFor() {
        Snapshots end = over(24, 0, 0, "");
        end.spending = Optional.of(new Snapshot.Spending(0.026, 0.026));
        end.waits = Map.of(
                "10 requests a minute", Duration.ofMillis(1_200),
                "server in trouble", Duration.ofMillis(20),
                "budget", Duration.ofMillis(30));

        assertThat(read(end.snapshot())).endsWith("waited 1.20 s (10 requests a minute), 30 ms (budget) $0.026");
    }

    @Test
    void aRunThatWasStoppedSaysHowFarItCameAndWhy() {
        assertThat(read(over(3, 1, 6, "wrong key").snapshot()))
                .isEqualTo("Stopped: gemini, 4 of 10 prompts, 1 worker 2.50 s 3 ok 1 failed 6 not run wrong key");
    }

    @Test
    void anEmptyRunIsDone() {
        assertThat(read(over(0, 0, 0, "").snapshot())).startsWith("Done: gemini, 0 of 0 prompts");
    }
}
