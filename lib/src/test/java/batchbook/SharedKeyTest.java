package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Batches that share a key, and big limits that nobody shares. */
class SharedKeyTest {
    @Test
    void aLimitOfThirtyThousandAMinuteIsNotTakenForSomebodyElses() {
        VirtualServer server = new VirtualServer(1);
        server.perMinute = 30_000;
        server.latency = Duration.ofMillis(100);
        Batch plan = Batch.of(new PaceFigures.Asked()).workers(500);
        Run all = PaceFigures.run(plan, LimitFigures.prompts(45_000, 1), server, 1, Progress.none());
        assertThat(all.answered()).hasSize(45_000);
        assertThat(all.changes()).noneMatch(change -> change.reason() == Reason.KEY_IS_SHARED);
    }

    @Test
    void twoBatchesOnOneKeyTakeTurnsAndKnowOfEachOther() {
        VirtualServer server = new VirtualServer(1);
        server.perMinute = 10;
        Batch plan = Batch.of(new PaceFigures.Asked());
        List<Snapshot> seen = new ArrayList<>();
        List<Run> runs = server.time.together(
                List.of(VirtualWorkers.START, VirtualWorkers.START),
                List.of(batch(plan, server, 28, seen::add), batch(plan, server, 40, Progress.none())));

        assertThat(runs.get(0).answered()).hasSize(28);
        assertThat(runs.get(1).answered()).hasSize(40);
        double took = PaceFigures.seconds(runs.get(0).took());
        // One row more or less in the last window is a minute; who did not know of the other would be off by half.
        assertThat(seen.stream()
                        .filter(snapshot -> snapshot.elapsed().compareTo(Duration.ofSeconds(10)) > 0)
                        .filter(snapshot -> snapshot.remaining().isPresent())
                        .mapToDouble(snapshot -> PaceFigures.seconds(
                                snapshot.elapsed().plus(snapshot.remaining().orElseThrow()))))
                .isNotEmpty()
                .allMatch(estimate -> estimate > 0.75 * took && estimate < 1.25 * took);
        for (int minute = 1; minute <= 4; minute++) {
            assertThat(sentIn(minute, runs.get(0))).isBetween(3L, 7L);
            assertThat(sentIn(minute, runs.get(1))).isBetween(3L, 7L);
        }
        assertThat(runs.get(0).changes()).noneMatch(change -> change.reason() == Reason.KEY_IS_SHARED);
    }

    @Test
    void inAnOutageABatchWithNothingUnderWayWaitsForTheRequestOfTheOtherOne() {
        VirtualServer server = new VirtualServer(1);
        server.outageFrom = Duration.ofSeconds(5);
        server.outageTo = Duration.ofSeconds(60);
        Batch plan = Batch.of(new PaceFigures.Asked()).workers(4);
        List<Run> runs = server.time.together(
                List.of(VirtualWorkers.START, VirtualWorkers.START),
                List.of(batch(plan, server, 60, Progress.none()), batch(plan, server, 61, Progress.none())));

        assertThat(runs).allMatch(run -> run.stopped().isEmpty());
        assertThat(runs.get(0).answered()).hasSize(60);
        assertThat(runs.get(1).answered()).hasSize(61);
    }

    private static long sentIn(int minute, Run run) {
        Instant from = VirtualWorkers.START.plusSeconds(60L * minute);
        return run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .filter(attempt -> attempt.error().isEmpty())
                .filter(attempt ->
                        !attempt.sent().isBefore(from) && attempt.sent().isBefore(from.plusSeconds(60)))
                .count();
    }

    private static Callable<Run> batch(Batch plan, VirtualServer server, int prompts, Progress progress) {
        List<Prompt> list = LimitFigures.prompts(prompts, prompts);
        return () -> Loops.of(plan, list, progress, server.workers(), new SplittableRandom(prompts))
                .run();
    }
}
