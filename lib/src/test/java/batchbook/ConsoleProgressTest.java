package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private static final Instant START = Instant.parse("2026-11-25T14:03:10Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ConsoleProgress console = new ConsoleProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    private final Snapshots now = new Snapshots();

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> lines(VirtualWorkers workers, List<String> prompts) {
        // Bound to the bytes, and so another one in each test: what one learns of it the next must not know.
        Model model = prompt -> Reply.of("unused " + bytes.size());
        Loops.of(Batch.of(model).workers(1), Prompts.of(prompts), console, workers, new SplittableRandom(1))
                .run();
        return lines();
    }

    /** The console is told so much later that nothing but time has passed. */
    private void after(double seconds) {
        now.now = START.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
        now.elapsed = Duration.between(START, now.now);
        console.update(now.snapshot());
    }

    private void holds(String why, double untilSeconds) {
        now.hold = Optional.of(
                new Snapshot.Hold(why, Optional.of(START.plus(Duration.ofNanos(Math.round(untilSeconds * 1e9))))));
    }

    private void speed(double speed) {
        now.tempo = new Snapshot.Tempo(0, OptionalLong.empty(), true, Optional.empty(), speed);
    }

    @Test
    void aSmallBatchHasALineForEachRequestAndASummary() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> prompt.text().equals("b")
                        ? fail(20, ModelException.of(ErrorKind.BLOCKED, "not this"))
                        : answer(812, "ok"));

        assertThat(lines(workers, List.of("a", "b", "c")))
                .containsExactly(
                        "Processing 1/3... [OK] 812 ms",
                        "Processing 2/3... [FAILED] 20 ms BLOCKED: not this",
                        "Processing 3/3... [OK] 812 ms",
                        "Done, 1 of 3 prompts failed, in 1.64 s",
                        "1 failed: 1 BLOCKED");
    }

    @Test
    void aLargeBatchHasALineEveryTwoSeconds() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(50, "ok"));

        List<String> lines =
                lines(workers, IntStream.range(0, 200).mapToObj(i -> "a" + i).toList());

        assertThat(lines).hasSizeBetween(4, 6);
        assertThat(lines.get(0))
                .isEqualTo("40/200  ok 40  failed 0  retrying 0  active 1  queued 159  2.00 s, at least 8 s to go"
                        + "  41 requests in the last minute");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("Done: 200 of 200 prompts, in 10.0 s");
    }

    @Test
    void linesKeepTheirDistanceInRealTimeWhenTheClockIsFast() {
        speed(60);
        for (int tick = 0; tick <= 50; tick++) {
            // Five times a real second, for ten of them.
            after(12 * tick);
        }

        assertThat(lines()).hasSize(5).first().asString().contains("2 min 00 s (simulated time, 60x)");
    }

    @Test
    void aLongWaitIsToldAtOnceAndOnce() {
        after(0);
        holds("free tier: 10 requests a minute", 42);
        for (double second = 0.2; second < 42; second += 0.2) {
            after(second);
        }
        assertThat(lines())
                .containsExactly("Waiting at 0/1000: free tier: 10 requests a minute; next request at "
                        + Format.time(START.plusSeconds(42)) + " (in 42 s)");

        now.hold = Optional.empty();
        after(42.2);
        assertThat(lines()).hasSize(2).last().asString().startsWith("0/1000  ok 0");
    }

    @Test
    void aSmallBatchIsToldOfItsWaitsToo() {
        now.total = 20;
        holds("10 requests a minute", 9);
        after(0);

        assertThat(lines())
                .containsExactly("Waiting at 0/20: 10 requests a minute; next request at "
                        + Format.time(START.plusSeconds(9)) + " (in 9 s)");
    }

    @Test
    void aShortWaitIsNotWorthALine() {
        now.total = 20;
        after(0);
        holds("10 requests a minute", 1.9);
        after(0.2);
        after(1);

        assertThat(lines()).isEmpty();
    }

    @Test
    void aWaitWithoutAnEndIsToldOnceItHasLasted() {
        now.total = 20;
        after(0);
        now.hold = Optional.of(new Snapshot.Hold("the budget", Optional.empty()));
        after(0.2);
        after(2);
        assertThat(lines()).isEmpty();

        after(2.4);
        after(9);
        assertThat(lines()).containsExactly("Waiting at 0/20: the budget; goes on with the next answer");
    }

    @Test
    void waitsForTheSameReasonKeepTheDistanceOfLinesAndAnotherReasonIsToldAtOnce() {
        speed(60);
        now.total = 20;
        // One of six seconds after the other, each over in a tenth of a real second.
        for (int wait = 0; wait < 40; wait++) {
            holds("10 requests a minute", 6 * wait + 5.9);
            after(6 * wait);
        }
        assertThat(lines()).as("240 seconds are four real ones").hasSizeBetween(2, 3);

        holds("server in trouble", 300);
        after(240);
        assertThat(lines().get(lines().size() - 1)).contains("server in trouble");
    }

    @Test
    void rowsThatWereDoneEarlierAreToldAndCounted() {
        now.total = 40;
        now.resumed = 25;
        now.answered = 26;
        now.finished = List.of(SampleRuns.lasting(120).get(0));
        after(0);

        assertThat(lines())
                .containsExactly("25 of 40 prompts done earlier, not asked again", "Processing 26/40... [OK] 120 ms");
    }

    @Test
    void theSummaryHasTheCostAndTheWaits() {
        now.total = 20;
        now.answered = 20;
        now.over = true;
        now.spending = Optional.of(new Snapshot.Spending(0.25, 0.25));
        now.waits = Map.of("10 requests a minute", Duration.ofSeconds(50));
        speed(60);
        after(100);

        assertThat(lines())
                .containsExactly(
                        "Done: 20 of 20 prompts, in 1 min 40 s (simulated time, 60x), $0.25",
                        "waited 50.0 s (10 requests a minute)");
    }

    @Test
    void ofALargeBatchTheSummaryHasTheFailuresByKindAndTheLastOfThem() {
        now.total = 600;
        now.answered = 597;
        now.failed = 3;
        now.over = true;
        now.trouble = new Snapshot.Trouble(
                Map.of(ErrorKind.BLOCKED, 1, ErrorKind.TIMEOUT, 2),
                Optional.of(SampleRuns.refused(1, 1).get(0)),
                12);
        after(100);

        assertThat(lines())
                .containsExactly(
                        "Done, 3 of 600 prompts failed, in 1 min 40 s",
                        "3 failed: 2 TIMEOUT, 1 BLOCKED · 12 refused (429), sent again",
                        "last: row 0, BLOCKED: refused");
    }

    @Test
    void onASimulatorAWaitIsToldInItsTimeAlone() {
        speed(60);
        holds("10 requests a minute", 9);
        after(0);

        assertThat(lines())
                .containsExactly("Waiting at 0/1000: 10 requests a minute; next request in 9 s of simulated time");
    }

    @Test
    void aRunThatEndsEarlySaysWhy() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> fail(5, ModelException.of(ErrorKind.AUTH, "wrong key")));

        assertThat(lines(workers, List.of("a", "b", "c")))
                .containsExactly(
                        "Processing 1/3... [FAILED] 5 ms AUTH: wrong key",
                        "Failed: 1 of 3 prompts, 2 not run, in 5 ms",
                        "1 failed: 1 AUTH",
                        "STOPPED: wrong key");
    }

    @Test
    void anEmptyListIsToldAndNotAnError() {
        assertThat(lines(new VirtualWorkers((p, n) -> answer(1, "x")), List.of()))
                .containsExactly("0 prompts: the list was empty, so nothing was sent. Pass at least one prompt.");
    }
}
