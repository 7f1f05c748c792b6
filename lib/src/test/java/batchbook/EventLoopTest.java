package batchbook;

import static batchbook.VirtualWorkers.START;
import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Outcome.Failed;
import batchbook.Outcome.NotRun;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopTest {
    /** Not a lambda, which would be the same object in each test: what one learns of limits, the next would know. */
    private static final class NeverAsked implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }
    }

    private final List<Snapshot> snapshots = new ArrayList<>();
    private Batch plan = Batch.of(new NeverAsked()).workers(1);

    private Run run(VirtualWorkers workers, List<String> prompts) {
        return loop(workers, prompts, snapshots::add).run();
    }

    private EventLoop<Run> loop(VirtualWorkers workers, List<String> prompts, Progress progress) {
        return Loops.of(plan, Prompts.of(prompts), progress, workers, new SplittableRandom(1));
    }

    private static List<String> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
    }

    private static ModelException refused(ErrorKind kind) {
        return ModelException.of(kind, "no: " + kind);
    }

    @Test
    void oneWorkerAsksOnePromptAfterAnother() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(100, prompt.text() + "!"));

        Run run = run(workers, prompts(5));

        assertThat(workers.sent).containsExactly("p0", "p1", "p2", "p3", "p4");
        assertThat(workers.mostInFlight).isEqualTo(1);
        assertThat(run.results()).extracting(Result::text).containsExactly("p0!", "p1!", "p2!", "p3!", "p4!");
        assertThat(run.took()).isEqualTo(Duration.ofMillis(500));
        assertThat(run.metrics().meanInFlight()).isEqualTo(1.0);
    }

    @Test
    void workersShareThePromptsAndTheResultsKeepTheirOrder() {
        plan = plan.workers(4);
        VirtualWorkers workers = new VirtualWorkers((prompt, number) ->
                answer(1_000 - 100 * Integer.parseInt(prompt.text().substring(1)), prompt.text()));

        Run run = run(workers, prompts(8));

        assertThat(workers.mostInFlight).isEqualTo(4);
        assertThat(run.results()).extracting(Result::text).containsExactlyElementsOf(prompts(8));
        assertThat(run.results()).extracting(Result::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(run.took()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aLaneCarriesOneRequestAtATime() {
        plan = plan.workers(3);
        SplittableRandom random = new SplittableRandom(5);
        Run run = run(new VirtualWorkers((p, n) -> answer(random.nextInt(50, 500), "ok")), prompts(40));

        for (int lane = 0; lane < 3; lane++) {
            int wanted = lane;
            List<Attempt> inLane = run.results().stream()
                    .flatMap(row -> row.attempts().stream())
                    .filter(attempt -> attempt.lane() == wanted)
                    .toList();
            assertThat(inLane).hasSizeGreaterThan(5);
            for (int i = 1; i < inLane.size(); i++) {
                assertThat(inLane.get(i).sent())
                        .isAfterOrEqualTo(inLane.get(i - 1).finished());
            }
        }
    }

    @Test
    void aFailureIsARowAndNotTheEnd() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) ->
                prompt.text().equals("p1") ? fail(30, new IllegalStateException("boom")) : answer(100, "fine"));

        Run run = run(workers, prompts(3));

        assertThat(run.results()).extracting(Result::ok).containsExactly(true, false, true);
        assertThat(run.get(1).kind()).contains(ErrorKind.UNEXPECTED);
        assertThat(run.get(1).error()).isEqualTo("IllegalStateException: boom");
        assertThat(run.get(1).attempts()).hasSize(1);
        assertThat(run.metrics().successRate()).isEqualTo(2 / 3.0);
    }

    @Test
    void aTransientFailureIsTriedAgainAndEveryTryIsKept() {
        VirtualWorkers workers = new VirtualWorkers(
                (prompt, number) -> number < 3 ? fail(10, refused(ErrorKind.OVERLOADED)) : answer(100, "at last"));

        Result row = run(workers, prompts(1)).get(0);

        assertThat(row.text()).isEqualTo("at last");
        assertThat(row.retried()).isTrue();
        assertThat(row.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(row.attempts().get(0).error()).contains(ErrorKind.OVERLOADED);
        assertThat(row.latency()).isEqualTo(Duration.ofMillis(120));
        assertThat(row.waited()).isPositive().isLessThan(Duration.ofSeconds(3));
        assertThat(workers.elapsed()).isEqualTo(row.latency().plus(row.waited()));
    }

    @Test
    void theDelayThatTheServerNamesIsWaitedInFull() {
        ModelException slowDown = refused(ErrorKind.RATE_LIMITED).retryAfter(Duration.ofSeconds(38));
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> number == 1 ? fail(10, slowDown) : answer(100, "ok"));

        Result row = run(workers, prompts(1)).get(0);

        assertThat(row.waited()).isBetween(Duration.ofSeconds(38), Duration.ofSeconds(39));
    }

    @Test
    void aWorkerIsFreeForOthersWhileARowWaitsForItsNextTry() {
        ModelException slowDown = refused(ErrorKind.OVERLOADED).retryAfter(Duration.ofSeconds(10));
        VirtualWorkers workers = new VirtualWorkers(
                (prompt, number) -> prompt.text().equals("p0") && number == 1 ? fail(10, slowDown) : answer(100, "ok"));

        Run run = run(workers, prompts(4));

        assertThat(workers.sent).containsExactly("p0", "p1", "p2", "p3", "p0");
        assertThat(run.answered()).hasSize(4);
    }

    @Test
    void aRetryThatIsDueGoesBeforeNewPrompts() {
        plan = plan.retry(new Retry(5, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        VirtualWorkers workers = new VirtualWorkers((prompt, number) ->
                prompt.text().equals("p0") && number < 3 ? fail(10, refused(ErrorKind.NETWORK)) : answer(10, "ok"));

        run(workers, prompts(3));

        assertThat(workers.sent).containsExactly("p0", "p0", "p0", "p1", "p2");
    }

    @Test
    void aRowFailsAfterItsLastTryWithTheLastReason() {
        plan = plan.retry(Retry.upTo(3));
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> fail(10, new SocketException("reset " + number)));

        Result row = run(workers, prompts(1)).get(0);

        assertThat(row.attempts()).hasSize(3);
        assertThat(row.outcome())
                .isEqualTo(new Failed(ErrorKind.NETWORK, "SocketException: reset 3", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BLOCKED", "BAD_REQUEST", "TRUNCATED", "EMPTY", "UNEXPECTED"})
    void aFailureThatWouldComeAgainIsNotRepeated(ErrorKind kind) {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> fail(10, refused(kind)));

        Run run = run(workers, prompts(2));

        assertThat(workers.sent).containsExactly("p0", "p1");
        assertThat(run.failed()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH", "NOT_FOUND", "QUOTA_EXHAUSTED"})
    void aFailureThatAllWouldShareEndsTheRunAfterTheFirstAnswer(ErrorKind kind) {
        plan = plan.workers(2);
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> prompt.text().equals("p0")
                        ? fail(10, ModelException.of(kind, "no. Do this instead."))
                        : answer(50, "came all the same"));

        Run run = run(workers, prompts(1_000));

        assertThat(workers.sent).containsExactly("p0", "p1");
        assertThat(run.get(0).kind()).contains(kind);
        assertThat(run.get(1).text()).isEqualTo("came all the same");
        assertThat(run.get(999).outcome()).isEqualTo(new NotRun("no. Do this instead."));
        assertThat(run.stopped()).contains("no. Do this instead.");
        assertThat(run.story().reason()).contains(Reason.FATAL_FAILURE);
        assertThat(run.size()).isEqualTo(1_000);
    }

    @Test
    void rowsThatWaitForATryWhenTheRunEndsAreNotFinishedAndKeepTheirOwnReason() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> prompt.text().equals("p0")
                        ? fail(10, refused(ErrorKind.OVERLOADED).retryAfter(Duration.ofSeconds(30)))
                        : fail(10, refused(ErrorKind.AUTH)));

        Run run = run(workers, prompts(3));

        assertThat(run.get(0).outcome()).isInstanceOf(NotRun.class);
        assertThat(run.get(0).error()).contains("its last try: OVERLOADED");
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(run.get(1).kind()).contains(ErrorKind.AUTH);
        assertThat(run.get(2).outcome()).isInstanceOf(NotRun.class);
        assertThat(workers.elapsed()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aRequestWithoutAnAnswerInTimeIsGivenUpAndItsLateAnswerIsIgnored() {
        plan = plan.timeout(Duration.ofSeconds(5)).retry(Retry.none());
        VirtualWorkers workers = new VirtualWorkers(
                (prompt, number) -> answer(prompt.text().equals("p0") ? 3_600_000 : 100, prompt.text()));

        Run run = run(workers, prompts(3));

        assertThat(run.get(0).kind()).contains(ErrorKind.TIMEOUT);
        assertThat(run.get(0).error()).contains("5.00 s").contains(".timeout(");
        assertThat(run.get(0).latency()).isEqualTo(Duration.ofSeconds(5));
        assertThat(run.answered()).extracting(Result::text).containsExactly("p1", "p2");
        assertThat(workers.elapsed()).isEqualTo(Duration.ofMillis(5_200));
    }

    @Test
    void nullAndBlankRepliesAreNotAnswers() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> prompt.text().equals("p0")
                        ? new VirtualWorkers.Step(Duration.ofMillis(1), null, null)
                        : answer(1, "  \n"));

        Run run = run(workers, prompts(2));

        assertThat(run.get(0).kind()).contains(ErrorKind.UNEXPECTED);
        assertThat(run.get(1).kind()).contains(ErrorKind.EMPTY);
    }

    @Test
    void anInterruptKeepsFinishedRowsAndSendsNothingMore() {
        plan = plan.workers(2);
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> answer(100, "ok")).interruptAfter(Duration.ofMillis(250));
        EventLoop<Run> loop = loop(workers, prompts(100), snapshots::add);

        Run run = loop.run();

        assertThat(loop.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(workers.closed).isTrue();
        assertThat(workers.sent).hasSize(6);
        assertThat(run.answered()).hasSize(4);
        assertThat(run.get(4).error()).contains("stopped by an interrupt").contains("was not waited for");
        assertThat(run.notRun()).hasSize(96);
        assertThat(snapshots.get(snapshots.size() - 1).over()).isTrue();
    }

    @Test
    void anInterruptDoesNotLoseAnswersThatAreThere() {
        plan = plan.workers(3);
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> answer(100, "ok")).interruptAfter(Duration.ofMillis(100));

        Run run = run(workers, prompts(10));

        assertThat(run.answered()).hasSize(3);
        assertThat(run.stopped().orElseThrow()).contains("after 3 of 10 prompts");
        assertThat(run.story().reason()).contains(Reason.STOPPED);
    }

    @Test
    void aSecondInterruptStillLeavesARunThatSaysWhatHappened() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(100, "ok"))
                .interruptAfter(Duration.ofMillis(250))
                .andOnceMore();

        Run run = run(workers, prompts(10));

        assertThat(run.answered()).hasSize(2);
        assertThat(run.stopped().orElseThrow()).contains("after 2 of 10 prompts");
        assertThat(run.get(9).error()).contains("stopped by an interrupt");
    }

    @Test
    void anAnswerThatCameInTimeCountsHoweverLongTheDisplayTook() {
        plan = plan.timeout(Duration.ofSeconds(5)).retry(Retry.none());
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(1_000, "in time"));
        Run run = loop(workers, prompts(1), snapshot -> workers.pass(Duration.ofSeconds(10)))
                .run();

        assertThat(run.get(0).text()).isEqualTo("in time");
        assertThat(run.get(0).latency()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anErrorLeavesTheLoopButLosesNoRow() {
        Error broken = new NoClassDefFoundError("x/Y");
        VirtualWorkers workers = new VirtualWorkers(
                (prompt, number) -> prompt.text().equals("p2") ? fail(10, broken) : answer(10, "ok"));
        EventLoop<Run> loop = loop(workers, prompts(5), snapshots::add);

        Run run = loop.run();

        assertThat(loop.thrown()).isSameAs(broken);
        assertThat(run.answered()).hasSize(2);
        assertThat(run.size()).isEqualTo(5);
    }

    @Test
    void anExceptionInTheMiddleOfTheLoopLosesNothing() {
        plan = plan.workers(2);
        RuntimeException stop = new IllegalStateException("stop");
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(100, "ok"))
                .interruptAfter(Duration.ofMillis(250))
                .orRather(stop);
        EventLoop<Run> loop = loop(workers, prompts(100), snapshots::add);

        Run run = loop.run();

        assertThat(loop.thrown()).isSameAs(stop);
        assertThat(workers.closed).isTrue();
        assertThat(workers.sent).hasSize(6);
        assertThat(run.answered()).hasSize(4);
        assertThat(run.notRun()).hasSize(96);
        assertThat(run.stopped().orElseThrow()).contains("stop").contains("after 4 of 100 prompts");
        assertThat(snapshots.get(snapshots.size() - 1).over()).isTrue();
    }

    @Test
    void anErrorDoesNotLoseAnswersThatAreThere() {
        plan = plan.workers(4);
        VirtualWorkers workers = new VirtualWorkers((prompt, number) ->
                prompt.text().equals("p3") ? answer(10, "ok") : fail(10, new StackOverflowError(prompt.text())));
        EventLoop<Run> loop = loop(workers, prompts(4), snapshots::add);

        Run run = loop.run();

        assertThat(loop.thrown()).isInstanceOf(StackOverflowError.class).hasMessage("p0");
        assertThat(run.get(3).text()).isEqualTo("ok");
        assertThat(run.notRun()).hasSize(3);
    }

    @Test
    void labelsStayWithTheirRow() {
        List<Prompt> rows = IntStream.range(0, 20)
                .mapToObj(i -> Prompt.of("id" + i, "p" + i).label("shop", "s" + i))
                .toList();
        plan = plan.workers(7);
        EventLoop<Run> loop = Loops.of(
                plan,
                rows,
                Progress.none(),
                new VirtualWorkers((p, n) ->
                        answer(500 - 20L * Integer.parseInt(p.text().substring(1)), p.text())),
                new SplittableRandom(1));

        for (Result row : loop.run()) {
            assertThat(row.prompt().labels()).containsEntry("shop", "s" + row.index());
            assertThat(row.text()).isEqualTo("p" + row.index());
        }
    }

    @Test
    void anEmptyListIsAnEmptyRun() {
        Run run = run(new VirtualWorkers((p, n) -> answer(1, "x")), List.of());

        assertThat(run.size()).isZero();
        assertThat(run.metrics().successRate()).isZero();
        assertThat(run.toString()).contains("0 prompts").contains("nothing was sent");
        assertThat(snapshots).singleElement().matches(Snapshot::over);
    }

    @Test
    void snapshotsComeAtMostFiveTimesASecondAndOnceMoreAtTheEnd() {
        plan = plan.workers(10);

        Run run = run(new VirtualWorkers((p, n) -> answer(7, "x")), prompts(10_000));

        assertThat(run.answered()).hasSize(10_000);
        long seconds = run.took().toSeconds();
        assertThat(snapshots.size()).isBetween((int) (4 * seconds), (int) (5 * (seconds + 1)) + 1);
        Snapshot last = snapshots.get(snapshots.size() - 1);
        assertThat(last.over()).isTrue();
        assertThat(last.answered()).isEqualTo(10_000);
        assertThat(last.queued()).isZero();
        assertThat(snapshots.stream().mapToInt(s -> s.finished().size()).sum()).isEqualTo(10_000);
        assertThat(snapshots).filteredOn(Snapshot::over).hasSize(1);
    }

    @Test
    void aSnapshotAddsUpAndEstimatesTheTimeToGo() {
        plan = plan.workers(2);
        run(new VirtualWorkers((p, n) -> answer(100, "x")), prompts(40));

        Snapshot half =
                snapshots.stream().filter(s -> s.done() == 20).findFirst().orElseThrow();
        assertThat(half.active() + half.waiting() + half.queued() + half.done()).isEqualTo(40);
        assertThat(half.remaining().orElseThrow()).isEqualTo(Duration.ofSeconds(1));
        assertThat(half.share()).isEqualTo(0.5);
    }

    @Test
    void aDisplayThatFailsIsSwitchedOffAndTheRunGoesOn() {
        int[] calls = {0};
        EventLoop<Run> loop = loop(new VirtualWorkers((p, n) -> answer(300, "x")), prompts(5), snapshot -> {
            calls[0]++;
            throw new IllegalStateException("the page is gone");
        });

        assertThat(loop.run().answered()).hasSize(5);
        assertThat(calls[0]).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverFailsThereIsOneResultPerPromptInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        plan = plan.workers(random.nextInt(1, 30)).timeout(Duration.ofMillis(900));
        ErrorKind[] kinds = {ErrorKind.RATE_LIMITED, ErrorKind.OVERLOADED, ErrorKind.BLOCKED, ErrorKind.NETWORK};
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> random.nextInt(10) < 3
                ? fail(random.nextInt(50), refused(kinds[random.nextInt(kinds.length)]))
                : answer(random.nextInt(1_000), prompt.text()));

        Run run = run(workers, prompts(500));

        assertThat(run.size()).isEqualTo(500);
        for (Result row : run) {
            String description = "seed " + seed + " row " + row.index();
            assertThat(row.prompt().text()).as(description).isEqualTo("p" + row.index());
            long tries = row.attempts().stream()
                    .filter(attempt -> !attempt.error().equals(Optional.of(ErrorKind.RATE_LIMITED)))
                    .count();
            // A try while the whole server is in trouble does not count, so a few more than 5 can happen.
            assertThat(tries).as(description).isBetween(1L, 9L);
            if (row.ok()) {
                assertThat(row.text()).as(description).isEqualTo("p" + row.index());
            }
            assertThat(row.attempts().get(0).queued()).as(description).isEqualTo(START);
        }
        assertThat(run.metrics().meanInFlight()).isLessThanOrEqualTo(plan.options().workers);
        assertThat(run.metrics().answered() + run.metrics().failed()).isEqualTo(500);
    }
}
