package batchbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Change;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Outcome;
import batchbook.Prompt;
import batchbook.Reason;
import batchbook.Result;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.Snapshot;
import batchbook.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The live display; as text, what is left of it where styles are lost. */
class SnapshotHtmlTest {
    private static final Instant NOW = Instant.parse("2026-11-25T14:03:10Z");
    private static final Instant WALL = Instant.parse("2026-11-25T13:00:05Z");
    private static final String AS_OF = " as of " + Format.time(WALL);
    private static final String ENDED = " ended at " + Format.time(WALL);

    /** What a reader sees of it whose page drops styles. */
    private static String read(Snapshot snapshot) {
        return Pages.read(SnapshotHtml.of(snapshot));
    }

    /** All blocks that begin a line, and how high they are at least: what makes the layout. */
    private static List<String> layout(Snapshot snapshot) {
        return Pattern.compile("min-height:[^;\"]*|display:(?:grid|flow-root)|height:10px")
                .matcher(SnapshotHtml.of(snapshot))
                .results()
                .map(match -> match.group())
                .toList();
    }

    private static Snapshots gemini() {
        Snapshots now = new Snapshots();
        now.asOf = WALL;
        return now;
    }

    private static Snapshot atTheStart() {
        Snapshots start = gemini();
        start.active = 5;
        start.queued = 995;
        return start.snapshot();
    }

    private static Snapshots underWay() {
        Snapshots now = gemini();
        now.now = NOW;
        now.answered = 400;
        now.failed = 12;
        now.answeredAfterRetry = 30;
        now.active = 4;
        now.waiting = 3;
        now.queued = 581;
        now.elapsed = Duration.ofSeconds(61);
        now.remaining = Optional.of(Duration.ofMillis(86_300));
        now.trouble = new Snapshot.Trouble(
                Map.of(ErrorKind.TIMEOUT, 9, ErrorKind.BLOCKED, 3),
                Optional.of(failed(17, "no answer within <2 min>")),
                8);
        return now;
    }

    private static Result failed(int index, String message) {
        return new Result(
                index,
                Prompt.of("p"),
                new Outcome.Failed(ErrorKind.TIMEOUT, message, Optional.empty()),
                List.of(),
                false);
    }

    private static Snapshots waiting() {
        Snapshots now = underWay();
        now.tempo = tempo(10, 1);
        now.hold =
                Optional.of(new Snapshot.Hold("free tier: 10 requests a minute", Optional.of(NOW.plusMillis(11_200))));
        now.spending = Optional.of(new Snapshot.Spending(0.0000428, 0.04847025));
        return now;
    }

    private static Snapshot.Tempo tempo(long sent, double speed) {
        Change learned = new Change(
                NOW.minusSeconds(40),
                5,
                OptionalLong.of(10),
                Reason.LIMIT_LEARNED,
                "limit named by the server: 10 requests a minute");
        return new Snapshot.Tempo(sent, OptionalLong.of(10), true, Optional.of(learned), speed);
    }

    /** The last state of this run. */
    private static Snapshots over(Run run) {
        Snapshots end = gemini();
        end.total = run.size();
        end.answered = run.answered().size();
        end.failed = run.failed().size();
        end.notRun = run.notRun().size();
        end.answeredAfterRetry =
                (int) run.answered().stream().filter(Result::retried).count();
        end.elapsed = run.took();
        end.over = true;
        end.stopped = run.stopped();
        end.figures = Optional.of(new Snapshot.Figures(run.label(), run.metrics()));
        return end;
    }

    @Test
    void atTheStartItSaysWhatIsAskedAndHowMuch() {
        assertThat(read(atTheStart()))
                .isEqualTo("Asking: 0 of 1000 prompts · 0 ms " + "░".repeat(40) + " gemini ·" + AS_OF
                        + " 0 ● answered · 0 ● failed · 5 under way (up to 5 at once) · 995 to go"
                        + " · 0 requests sent (in the last minute)");
    }

    @Test
    void underWayItCountsRetriesAndFailuresByKindAndHasTheLastError() {
        assertThat(read(underWay().snapshot()))
                .startsWith("Asking: 412 of 1000 prompts · 1 min 01 s, about 1 min 27 s to go █")
                .endsWith(" 400 ● answered (30 after a retry) · 12 ● failed · 4 under way (up to 5 at once)"
                        + " · 584 to go (3 to be tried again) · 0 requests sent (in the last minute)"
                        + " ● 12 failed: 9 TIMEOUT, 3 BLOCKED · 8 refused (429), sent again"
                        + " · last: row 17, TIMEOUT: no answer within <2 min>");
        assertThat(SnapshotHtml.of(underWay().snapshot()))
                .contains("width:37.000%;min-width:2px;background:" + Palette.ANSWERED)
                .contains("width:3.000%;min-width:2px;background:" + Palette.RETRIED)
                .contains("width:1.200%;min-width:2px;background:" + Palette.FAILED);
    }

    @Test
    void anErrorAndTheNameOfAModelAreShortenedAndNoCountIs() {
        Snapshots now = underWay();
        now.model = "m".repeat(1_000);
        now.trouble =
                new Snapshot.Trouble(Map.of(ErrorKind.TIMEOUT, 12), Optional.of(failed(17, "\nlong".repeat(1_000))), 0);

        assertThat(read(now.snapshot()))
                .hasSizeLessThan(1_000)
                .contains("12 failed: 12 TIMEOUT", "m".repeat(39) + "…", "long long…");
    }

    @Test
    void whenItWaitsItSaysWhyAndUntilWhenAndWhatItCosts() {
        assertThat(read(waiting().snapshot()))
                .contains("1 min 01 s, about 1 min 27 s to go", "gemini ·" + AS_OF)
                .contains("10 of 10 requests sent (in the last minute) · $0.000043 cost so far (about $0.048 in all)")
                .endsWith("Waiting: free tier: 10 requests a minute; next request at "
                        + Format.time(NOW.plusMillis(11_200)) + " (in 12 s)");
    }

    @Test
    void onASimulatorNoClockTimeIsShownButThatOnTheWall() {
        Snapshots now = waiting();
        now.tempo = tempo(41, 60);

        assertThat(read(now.snapshot()))
                .contains("about 1 min 27 s to go (simulated time, 60x)")
                .contains("41 requests sent (in the last minute; the limit is 10)")
                .endsWith("free tier: 10 requests a minute; next request in 12 s of simulated time")
                .doesNotContain(Format.time(NOW.plusMillis(11_200)));
    }

    @Test
    void whenItDoesNotWaitItSaysWhatChangedThePace() {
        Snapshots now = waiting();
        now.hold = Optional.empty();

        assertThat(read(now.snapshot())).endsWith(" 40 s ago: limit named by the server: 10 requests a minute");
    }

    @Test
    void aWaitWhoseEndIsNotKnownIsNotCounted() {
        Snapshots now = waiting();
        now.hold = Optional.of(new Snapshot.Hold("the budget", Optional.empty()));

        assertThat(read(now.snapshot())).endsWith("Waiting: the budget; goes on with the next answer");
    }

    @Test
    void nothingMovesFromTheStartToTheEnd() {
        Snapshots ending = underWay();
        ending.stopped = Optional.of("wrong key");

        List<String> places = layout(atTheStart());
        assertThat(places).as("bar, figures, notes of five, and the rest").hasSizeGreaterThan(7);
        assertThat(layout(underWay().snapshot())).isEqualTo(places);
        assertThat(layout(ending.snapshot())).isEqualTo(places);
        assertThat(layout(over(SampleRuns.flaky(60, 5)).snapshot())).isEqualTo(places);
        assertThat(layout(over(SampleRuns.refused(30, 5)).snapshot())).isEqualTo(places);
    }

    @Test
    void withAPriceThereAreAsManyFiguresAtTheEndAsBefore() {
        Snapshots end = over(SampleRuns.of(SampleRuns.prompts(20), 4, new RunHtmlTest.Priced()));

        assertThat(layout(end.snapshot())).isEqualTo(layout(waiting().snapshot()));
    }

    @Test
    void rowsThatWereDoneEarlierAreTold() {
        Snapshots resumed = waiting();
        resumed.resumed = 380;

        assertThat(read(resumed.snapshot()))
                .contains("400 ● answered (30 after a retry, 380 done earlier)", "(about $0.048 in this part)");
    }

    @Test
    void itSaysAtOnceWhyARunIsEnding() {
        Snapshots ending = waiting();
        ending.stopped = Optional.of("wrong key");

        assertThat(read(ending.snapshot())).startsWith("Asking").endsWith("Ending: wrong key");
    }

    @Test
    void atTheEndItHasTheFiguresOfTheRun() {
        Run run = SampleRuns.lasting(1_000, 2_000, 3_000);

        assertThat(read(over(run).snapshot()))
                .isEqualTo("Done: 3 of 3 prompts · 3.00 s " + "█".repeat(40) + " gemini · at most 3 at once ·" + ENDED
                        + " 100 % answered (none needed a retry) · 2.00 s median latency (p90 3.00 s, p99 3.00 s)"
                        + " · 2.0 under way on average (at most 3) · 1.0 prompts a second (1.00 s each)"
                        + " · 0 tokens (0 in, 0 out)");
    }

    @Test
    void aRunThatFailedLooksLikeIt() {
        Snapshots failed = over(SampleRuns.refused(30, 5));

        assertThat(read(failed.snapshot()))
                .startsWith("✘ Failed: 30 of 30 prompts · ")
                .contains("✘".repeat(40), "0 % answered · ")
                .doesNotContain("retry", "Done");
        assertThat(SnapshotHtml.of(failed.snapshot())).contains("<b style=\"color:" + Palette.FAILED);
    }

    @Test
    void atTheEndItSaysWhatItWaitedFor() {
        Snapshots end = over(SampleRuns.lasting(1_500));
        end.waits = Map.of(
                "10 requests a minute", Duration.ofMillis(1_200),
                "server in trouble", Duration.ofMillis(2),
                "budget", Duration.ofMillis(30));

        assertThat(read(end.snapshot())).endsWith(" waited 1.20 s (10 requests a minute), 30 ms (budget)");
    }

    @Test
    void aRunThatWasStoppedSaysHowFarItCameAndWhy() {
        Snapshots end = over(SampleRuns.of(SampleRuns.prompts(5), 1, prompt -> {
            throw new AssertionError("stop here");
        }));
        end.waits = Map.of("budget", Duration.ofSeconds(30));

        assertThat(read(end.snapshot()))
                .startsWith("Stopped: 0 of 5 prompts answered, 5 not run · ")
                .contains(" waited 30.0 s (budget) ended by ")
                .endsWith("stop here after 0 of 5 prompts");
    }

    @Test
    void anEmptyRunIsDone() {
        assertThat(read(over(SampleRuns.empty()).snapshot())).startsWith("Done: 0 of 0 prompts");
    }
}
