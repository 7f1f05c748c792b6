package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.Outcome.NotRun;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, outages and patience, in virtual time. */
class EventLoopLimitsTest {
    private final VirtualServer server = new VirtualServer(1);
    private final Model model = new PaceFigures.Asked();
    private Batch plan = Batch.of(model);

    private static List<Prompt> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> Prompt.of("prompt " + i)).toList();
    }

    private Run run(int prompts) {
        return PaceFigures.run(plan, prompts(prompts), server, 1, Progress.none());
    }

    private Run run(VirtualWorkers workers, int prompts) {
        return Loops.of(plan, prompts(prompts), Progress.none(), workers, new SplittableRandom(1))
                .run();
    }

    private static ModelException usedUpForTheDay(long value) {
        Limit day = new Limit(
                "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
                "",
                OptionalLong.of(value),
                Window.DAY,
                Counts.REQUESTS,
                Optional.of(ZoneId.of("America/Los_Angeles")));
        return ModelException.of(ErrorKind.QUOTA_EXHAUSTED, "no quota")
                .httpStatus(429)
                .limits(List.of(day))
                .retryAfter(Duration.ofSeconds(36));
    }

    @Test
    void oneRefusalTeachesTheLimitAndASecondRunKnowsIt() {
        server.perMinute = 10;
        run(30);
        assertThat(server.refused).isLessThanOrEqualTo(2);
        assertThat(server.mostInAMinute).isEqualTo(10);

        VirtualServer again = new VirtualServer(2);
        again.perMinute = 10;
        PaceFigures.run(plan, prompts(12), again, 2, Progress.none());
        assertThat(again.refused).isZero();
    }

    @Test
    void whatWasLearnedIsTold() {
        server.perMinute = 10;
        run(12);
        assertThat(Batch.limits().toString())
                .contains("10 requests a minute")
                .contains("answer 429")
                .contains("GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
    }

    @Test
    void aStatedLimitIsNeverExceededEvenWhenNothingIsRefused() {
        plan = plan.perMinute(20).workers(50);
        Run run = run(100);
        assertThat(server.mostInAMinute).isEqualTo(20);
        assertThat(run.answered()).hasSize(100);
        assertThat(run.pauses())
                .allMatch(pause -> pause.why().equals("20 requests a minute"))
                .allMatch(pause -> pause.reason() == Reason.REQUESTS_PER_MINUTE);
        assertThat(run.pauses().stream().map(Pause::lasted).reduce(Duration.ZERO, Duration::plus))
                .isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void aStatedLimitOfTokensHoldsWithFiftyAtOnce() {
        plan = plan.tokensPerMinute(100_000).workers(50);
        List<Prompt> large = IntStream.range(0, 100)
                .mapToObj(i -> Prompt.of(i + " " + "x".repeat(20_000)))
                .toList();
        Run run = PaceFigures.run(plan, large, server, 1, Progress.none());
        assertThat(run.answered()).hasSize(100);
        assertThat(server.mostTokensInAMinute).isLessThanOrEqualTo(102_000);
    }

    @Test
    void theTimeARowWasHeldIsToldApart() {
        server.perMinute = 10;
        Run run = run(30);
        Result last = run.get(29);
        assertThat(last.held()).isGreaterThan(Duration.ofSeconds(100));
        assertThat(last.held()).isLessThanOrEqualTo(last.queued().plus(last.waited()));
        assertThat(run.get(0).held()).isZero();
    }

    @ParameterizedTest
    @EnumSource(VirtualServer.Naming.class)
    void nothingIsLostHoweverLittleARefusalSays(VirtualServer.Naming naming) {
        server.perMinute = 10;
        server.naming = naming;
        Run run = run(40);
        assertThat(run.answered()).hasSize(40);
        assertThat(server.refused).isLessThanOrEqualTo(12);
    }

    @Test
    void aServerThatCountsRefusedRequestsIsServedToo() {
        server.perMinute = 10;
        server.refusedCount = true;
        assertThat(run(40).answered()).hasSize(40);
        assertThat(server.refused).isLessThanOrEqualTo(6);
    }

    @Test
    void somebodyElseOnTheSameKeyIsAdaptedTo() {
        server.perMinute = 10;
        server.othersPerMinute = 4;
        Run run = run(60);
        assertThat(run.answered()).hasSize(60);
        assertThat(run.took()).isLessThan(Duration.ofMinutes(14));
        assertThat(run.changes()).anyMatch(change -> change.why().contains("somebody else"));
        assertThat(run.changes()).anyMatch(change -> change.reason() == Reason.KEY_IS_SHARED);
    }

    @Test
    void aUsedUpQuotaOfTheDayEndsTheRunAfterOneWaitAndOneMoreRequest() {
        server.perDay = 20;
        Run run = run(50);
        assertThat(run.answered()).hasSize(20);
        assertThat(run.notRun()).hasSize(30);
        assertThat(run.took()).isLessThan(Duration.ofSeconds(36 + 5 + 5));
        // Those on their way at the first refusal, and one after the wait.
        assertThat(server.requests).isLessThanOrEqualTo(20 + 4);
        assertThat(run.stopped().orElseThrow())
                .contains("free tier: 20 requests a day")
                .contains("GenerateRequestsPerDayPerProjectPerModel-FreeTier")
                .contains("It starts again at")
                .contains("run.resume()");
    }

    @Test
    void aPassingRefusalForTheDayGoesOn() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) ->
                prompt.text().equals("prompt 3") && number == 1 ? fail(30, usedUpForTheDay(250)) : answer(500, "ok"));
        Run run = run(workers, 20);
        assertThat(run.answered()).hasSize(20);
        assertThat(run.stopped()).isEmpty();
        assertThat(run.took()).isBetween(Duration.ofSeconds(36), Duration.ofSeconds(50));
        assertThat(run.pauses()).anyMatch(pause -> pause.why().equals("quota of the day"));
        assertThat(run.pauses()).anyMatch(pause -> pause.reason() == Reason.QUOTA_OF_THE_DAY);
    }

    @Test
    void aRefusalForTheDayWithADelayOfHoursEndsTheRunAtOnce() {
        VirtualWorkers workers = new VirtualWorkers(
                (prompt, number) -> fail(30, usedUpForTheDay(250).retryAfter(Duration.ofSeconds(65_205))));
        Run run = run(workers, 20);
        assertThat(run.took()).isLessThan(Duration.ofSeconds(2));
        assertThat(run.stopped().orElseThrow()).contains("250 requests a day");
        assertThat(run.story().reason()).contains(Reason.QUOTA_OF_THE_DAY);
    }

    @Test
    void aLimitOfZeroEndsTheRunAtOnce() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> fail(30, usedUpForTheDay(0)));
        Run run = run(workers, 20);
        assertThat(run.took()).isLessThan(Duration.ofSeconds(1));
        assertThat(run.notRun()).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void aDelayBeyondPatienceEndsTheRunAndSaysSo() {
        ModelException later =
                ModelException.of(ErrorKind.RATE_LIMITED, "come back").retryAfter(Duration.ofHours(2));
        Run run = run(new VirtualWorkers((prompt, number) -> fail(30, later)), 5);
        assertThat(run.took()).isLessThan(Duration.ofSeconds(1));
        assertThat(run.stopped().orElseThrow()).contains("come back").contains("15 min");
        assertThat(run.story().reason()).contains(Reason.PATIENCE_IS_OVER);
        assertThat(run.answered()).isEmpty();
    }

    @Test
    void nothingButRefusalsForAQuarterOfAnHourEndsTheRun() {
        ModelException no = ModelException.of(ErrorKind.RATE_LIMITED, "no").httpStatus(429);
        Run run = run(new VirtualWorkers((prompt, number) -> fail(30, no)), 5);
        assertThat(run.took()).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(17));
        assertThat(run.answered()).isEmpty();
    }

    private static long inVain(Run run) {
        return run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .filter(attempt -> attempt.error().equals(Optional.of(ErrorKind.OVERLOADED)))
                .count();
    }

    @Test
    void anOutageLosesNoRowAndIsNotHammered() {
        server.outageFrom = Duration.ofSeconds(5);
        server.outageTo = Duration.ofSeconds(185);
        Run run = run(300);
        assertThat(run.answered()).hasSize(300);
        assertThat(inVain(run)).isLessThan(80);
        assertThat(run.pauses()).anyMatch(pause -> pause.why().equals("server in trouble"));
        assertThat(run.pauses()).anyMatch(pause -> pause.reason() == Reason.SERVER_IN_TROUBLE);
    }

    @Test
    void answersToRequestsFromBeforeAnOutageDoNotEndIt() {
        server.latency = Duration.ofSeconds(30);
        server.outageFrom = Duration.ofSeconds(10);
        server.outageTo = Duration.ofSeconds(130);
        Run run = run(300);
        assertThat(run.answered()).hasSize(300);
        assertThat(inVain(run)).isLessThan(60);
    }

    @Test
    void aServerThatStaysDownEndsTheRunAfterItsPatienceWithAllUnfinishedRowsToBeAskedAgain() {
        server.outageFrom = Duration.ofSeconds(5);
        Run run = run(300);
        assertThat(run.took()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(17));
        assertThat(run.stopped().orElseThrow())
                .contains("nothing but errors since")
                .contains("busy");
        assertThat(run.failed()).hasSizeLessThan(10);
        assertThat(run.notRun()).allMatch(row -> !row.settled());
    }

    @Test
    void onePromptThatAlwaysFailsDoesNotStopTheOthers() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> prompt.text()
                        .equals("prompt 0")
                ? fail(30, ModelException.of(ErrorKind.OVERLOADED, "crash").httpStatus(500))
                : answer(500, "ok"));
        plan = plan.workers(1);
        Run run = run(workers, 40);
        assertThat(run.answered()).hasSize(39);
        assertThat(run.get(0).kind()).contains(ErrorKind.OVERLOADED);
        assertThat(run.get(0).attempts()).hasSize(5);
    }

    @Test
    void everyWaitIsExplainedWhileItLasts() {
        server.perMinute = 10;
        List<Snapshot> snapshots = new ArrayList<>();
        Run run = PaceFigures.run(plan, prompts(30), server, 1, snapshots::add);
        List<Snapshot> waiting = snapshots.stream()
                .filter(snapshot -> snapshot.active() == 0 && !snapshot.over() && snapshot.queued() > 0)
                .toList();
        assertThat(waiting).hasSizeGreaterThan(100);
        assertThat(waiting).allMatch(snapshot -> snapshot.hold().isPresent());
        assertThat(waiting)
                .allMatch(snapshot -> snapshot.hold().orElseThrow().until().isPresent()
                        && snapshot.hold().orElseThrow().words().contains("10 requests a minute"));
        assertThat(run.explain()).contains("10 requests a minute");
    }

    @Test
    void rowsThatWaitForTheirNextTryAreAReasonToo() {
        List<Snapshot> snapshots = new ArrayList<>();
        ModelException busy = ModelException.of(ErrorKind.OVERLOADED, "busy").retryAfter(Duration.ofSeconds(20));
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> number == 1 ? fail(30, busy) : answer(500, "ok"));
        Loops.of(plan, prompts(2), snapshots::add, workers, new SplittableRandom(1))
                .run();

        List<Snapshot> waiting = snapshots.stream()
                .filter(snapshot -> snapshot.active() == 0 && snapshot.waiting() == 2)
                .toList();
        assertThat(waiting).hasSizeGreaterThan(50);
        assertThat(waiting)
                .allMatch(snapshot ->
                        snapshot.hold().orElseThrow().words().equals("2 rows failed and wait for their next try")
                                && snapshot.hold().orElseThrow().until().isPresent());
    }

    @Test
    void aPauseIsOneHoweverManyRowsTheRefusalsHit() {
        server.perMinute = 10;
        plan = plan.workers(50);
        Run run = run(50);
        assertThat(run.answered()).hasSize(50);
        Duration held = run.pauses().stream().map(Pause::lasted).reduce(Duration.ZERO, Duration::plus);
        assertThat(held).isGreaterThan(run.took().multipliedBy(9).dividedBy(10));
        assertThat(run.explain()).contains("10 requests a minute");
    }

    @Test
    void aRunTellsWhatItBeginsWithAndWhetherALimitWasKnown() {
        server.perMinute = 10;
        Change first = run(15).changes().get(0);
        assertThat(first.cap()).isEqualTo(5);
        assertThat(first.perMinute()).isEmpty();

        plan = plan.workers(20);
        Change known = PaceFigures.run(plan, prompts(15), new VirtualServer(4), 4, Progress.none())
                .changes()
                .get(0);
        assertThat(known.cap()).isEqualTo(20);
        assertThat(known.perMinute()).hasValue(10);
        assertThat(known.why()).isEqualTo("the run begins");
        assertThat(known.reason()).isEqualTo(Reason.RUN_BEGINS);
    }

    @Test
    void equalPromptsAreAskedOnceAndShareTheAnswer() {
        List<Prompt> some = IntStream.range(0, 100)
                .mapToObj(i -> Prompt.of("id" + i, "p" + i % 60))
                .toList();
        Run run = PaceFigures.run(plan, some, server, 1, Progress.none());
        assertThat(server.requests).isEqualTo(60);
        assertThat(run.answered()).hasSize(100);
        assertThat(run.results().stream().filter(Result::deduplicated)).hasSize(40);
        assertThat(run.metrics().tokens().out()).isEqualTo(60 * 20);

        VirtualServer each = new VirtualServer(2);
        PaceFigures.run(plan.deduplicate(false), some, each, 2, Progress.none());
        assertThat(each.requests).isEqualTo(100);
    }

    @Test
    void aFailureThatIsNoFaultOfThePromptIsNotShared() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> fail(10, ModelException.of(ErrorKind.AUTH, "wrong key")));
        List<Prompt> equal =
                IntStream.range(0, 5).mapToObj(i -> Prompt.of("same")).toList();
        Run run = Loops.of(plan, equal, Progress.none(), workers, new SplittableRandom(1))
                .run();
        assertThat(run.failed()).hasSize(1);
        assertThat(run.notRun()).hasSize(4);
        assertThat(run.get(4).outcome()).isEqualTo(new NotRun("wrong key"));
    }

    @Test
    void aClockThatWasSetBackDoesNotBlock() {
        server.perMinute = 10;
        run(30);
        // The same account again, ten minutes earlier by the clock.
        VirtualServer earlier = new VirtualServer(3);
        Run run = PaceFigures.run(plan, prompts(5), earlier, 3, Progress.none());
        assertThat(run.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anotherBatchOfTheDayOnWhichTheQuotaIsUsedUpSendsOneRequest() {
        server.perDay = 20;
        run(50);
        int before = server.requests;
        Run next = run(30);
        assertThat(server.requests - before).isEqualTo(1);
        assertThat(next.took()).isLessThan(Duration.ofSeconds(1));
        assertThat(next.stopped().orElseThrow()).contains("20 requests a day");
    }

    @Test
    void whenItStartsAgainTheNextBatchFindsOut() {
        server.perDay = 20;
        run(50);
        server.perDay = 1_000;
        assertThat(run(30).answered()).hasSize(30);
    }

    @Test
    void aQuotaOfTheDayWithoutAValueIsTheDaysToo() {
        Limit day = new Limit(
                "GenerateRequestsPerDay", "", OptionalLong.empty(), Window.DAY, Counts.REQUESTS, Optional.empty());
        ModelException refusal = ModelException.of(ErrorKind.QUOTA_EXHAUSTED, "no quota")
                .httpStatus(429)
                .limits(List.of(day))
                .retryAfter(Duration.ofSeconds(36));
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> fail(30, refusal));
        Run run = run(workers, 20);
        assertThat(run.took()).isLessThan(Duration.ofSeconds(45));
        assertThat(workers.sent).hasSizeLessThanOrEqualTo(6);
        assertThat(run.stopped().orElseThrow()).contains("requests a day").doesNotContain("0 requests");
    }

    @Test
    void onePromptThatNoMinuteHasRoomForFailsAloneAndAtOnce() {
        server.tokensPerMinute = 4_000;
        Run run = PaceFigures.run(plan, LimitFigures.oversize(), server, 1, Progress.none());
        assertThat(run.answered()).hasSize(11);
        assertThat(run.get(3).kind()).contains(ErrorKind.BAD_REQUEST);
        assertThat(run.get(3).error()).contains("needs about 5000 tokens").contains("the limit is 4000 a minute");
        assertThat(run.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void onePromptThatOnlyTheServerKnowsToBeTooLargeFailsWhenItIsRefusedAlone() {
        server.tokensPerMinute = 4_000;
        List<Prompt> some = new ArrayList<>(LimitFigures.prompts(12, 800));
        some.set(3, Prompt.of("x".repeat(16_500)));
        Run run = PaceFigures.run(plan, some, server, 1, Progress.none());
        assertThat(run.answered()).hasSize(11);
        assertThat(run.get(3).kind()).contains(ErrorKind.BAD_REQUEST);
        assertThat(run.took()).isLessThan(Duration.ofSeconds(70));
    }

    @Test
    void answersThatCannotBeReadAreNoOutage() {
        ModelException unreadable = ModelException.of(ErrorKind.UNREADABLE, "not JSON");
        VirtualWorkers workers = new VirtualWorkers(
                (prompt, number) -> prompt.text().hashCode() % 4 == 0 ? fail(500, unreadable) : answer(500, "ok"));
        plan = plan.workers(10);
        Run run = run(workers, 300);
        assertThat(run.stopped()).isEmpty();
        assertThat(run.failed()).hasSizeGreaterThan(50);
        assertThat(run.pauses()).isEmpty();
        assertThat(run.took()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void untilALimitIsKnownTheTimeToGoIsTheLeastItCanBe() {
        server.perMinute = 10;
        List<Snapshot> snapshots = new ArrayList<>();
        PaceFigures.run(plan, prompts(30), server, 1, snapshots::add);
        assertThat(snapshots.stream()
                        .filter(s ->
                                s.tempo().perMinute().isEmpty() && s.remaining().isPresent()))
                .allMatch(s -> s.timeWords().contains("at least"));
        assertThat(snapshots.stream()
                        .filter(s -> s.tempo().perMinute().isPresent()
                                && s.remaining().isPresent()))
                .isNotEmpty()
                .allMatch(s -> s.timeWords().contains("about"));
    }

    @Test
    void aGuessIsCalledOne() {
        server.perMinute = 10;
        server.naming = VirtualServer.Naming.DELAY_ONLY;
        List<Snapshot> snapshots = new ArrayList<>();
        PaceFigures.run(plan, prompts(30), server, 1, snapshots::add);
        assertThat(Batch.limits().toString()).contains("10 requests a minute").contains("a guess");
        assertThat(snapshots.stream()
                        .flatMap(s -> s.hold().stream())
                        .map(Snapshot.Hold::words)
                        .distinct())
                .anyMatch(words -> words.contains("a guess"))
                .noneMatch(words -> words.contains("as the server said"));
    }

    @Test
    void whoSharesAKeyIsToldSoAndWhatHelps() {
        server.perMinute = 10;
        Run run = LimitFigures.together(server, 1, 60, 60, 0).get(0);
        assertThat(run.explain().replaceAll("\\s+", " "))
                .contains("somebody else seems to use the same key")
                .contains("A key of another project has a limit of its own");
    }
}
