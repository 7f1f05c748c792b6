package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.journal.Session;
import batchbook.pace.Cause;
import batchbook.report.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A run as a terminal shows it. */
class SummaryTest {
    private final Batch plan = Batch.of(prompt -> Reply.of("the workers of the test answer"));

    private static Run run(Batch plan, VirtualWorkers workers, int prompts) {
        return Loops.of(plan, SampleRuns.prompts(prompts), Progress.none(), workers, new SplittableRandom(1))
                .run();
    }

    private static VirtualWorkers failing(ErrorKind kind, String message) {
        return new VirtualWorkers((prompt, number) -> fail(20, ModelException.of(kind, message)));
    }

    @Test
    void itSaysWhatWasAskedHowManyWereUnderWayAndHowFastItWent() {
        VirtualWorkers steady = new VirtualWorkers((prompt, number) -> answer(1_000, "ok"));

        assertThat(run(plan.workers(4), steady, 40)).hasToString("""
                Run of 40 prompts to model, 4 workers in 10.0 s
                  answered 40 (100 %), failed 0
                  latency  p50 1.00 s, p90 1.00 s, p95 1.00 s, p99 1.00 s
                  under way on average 4.0, at most 4; 4.0 prompts a second""");
    }

    @Test
    void aSlowRunIsToldInPromptsAMinuteAndSimulatedTimeIsSaidToBe() {
        assertThat(SampleRuns.simulated(60, 30_000, 60_000).toString())
                .startsWith("Run of 2 prompts to model, at most 2 at once in 1 min 00 s (simulated time, 60x)\n")
                .contains("; 2.0 prompts a minute");
    }

    @Test
    void refusedRequestsAreToldAndAreNoRetries() {
        Run run = SampleRuns.refusedBurst();
        int refused = run.metrics().refused();

        assertThat(refused).isGreaterThan(1);
        assertThat(run.toString())
                .contains("\n  " + refused + " requests refused (429) and sent again\n")
                .contains("answered 50 (100 %), failed 0")
                .doesNotContain("retry");
    }

    @Test
    void ofRefusedRequestsThatWereNotSentAgainItDoesNotSaySo() {
        VirtualServer server = new VirtualServer(3);
        server.perDay = 12;
        Run run = run(plan, server.workers(), 40);
        long again = run.results().stream()
                .mapToLong(row -> Math.max(0, row.attempts().size() - 1))
                .sum();

        assertThat(again).isLessThan(run.metrics().refused());
        assertThat(run.toString())
                .contains("requests refused (429)" + (again == 0 ? "\n" : ", " + again + " sent again\n"))
                .contains("STOPPED  the quota of the day is used up");
    }

    @Test
    void failuresAreToldByKindTheMostFrequentFirst() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> switch (prompt.text()
                .charAt(7)) {
            case '0' -> fail(20, ModelException.of(ErrorKind.TRUNCATED, "cut"));
            case '1', '2' -> fail(20, ModelException.of(ErrorKind.BLOCKED, "no"));
            case '3' -> number == 1 ? fail(20, ModelException.of(ErrorKind.OVERLOADED, "busy")) : answer(20, "ok");
            default -> answer(20, "ok");
        });

        assertThat(run(plan.workers(4), workers, 10).toString())
                .contains("answered 7 (70 %), 1 of these after a retry, failed 3 (2 BLOCKED, 1 TRUNCATED)");
    }

    @Test
    void aRunWithoutAnyAnswerDoesNotLookLikeASuccess() {
        Run all = run(plan.workers(8), failing(ErrorKind.TRUNCATED, "cut at\nthe limit"), 4);
        Run one = run(plan.workers(1), failing(ErrorKind.AUTH, "API key not valid"), 30);

        assertThat(all.toString())
                .startsWith("FAILED: 4 of 4 prompts to model, 8 workers in ")
                .contains("answered 0 (0 %), failed 4 (4 TRUNCATED)", "\n  the first error: cut at the limit")
                .doesNotContain("prompts a second");
        assertThat(one.toString())
                .startsWith("FAILED: 1 of 30 prompts to model, sequential in ")
                .contains("failed 1 (1 AUTH), 29 not run", "STOPPED  API key not valid");
        assertThat(all.explain()).contains(": none answered, 4 failed.");
    }

    @Test
    void whileItGoesOnItHasNotFailed() {
        List<Run> looks = new ArrayList<>();
        EventLoop<?>[] loop = new EventLoop<?>[1];
        loop[0] = Loops.of(
                plan.workers(1).retry(Retry.none()),
                SampleRuns.prompts(3),
                snapshot -> looks.add((Run) loop[0].soFar()),
                failing(ErrorKind.BLOCKED, "no"),
                new SplittableRandom(1));
        loop[0].run();

        assertThat(looks).anySatisfy(look -> assertThat(look.isOver()).isFalse());
        assertThat(looks)
                .filteredOn(look -> !look.isOver())
                .allSatisfy(look -> assertThat(look.toString()).startsWith("Run of 3 prompts"));
    }

    @Test
    void aRunOfWhichNothingWasSentHasNoFigures() {
        Run never = new Run(
                new Story(
                        "model",
                        1,
                        List.of(new Session(VirtualWorkers.START, VirtualWorkers.START)),
                        1,
                        Optional.empty(),
                        Optional.of(new Cause(Reason.STOPPED, "stopped by an interrupt")),
                        List.of(),
                        List.of(),
                        Optional.of(new Story.Plan(OptionalInt.of(1), plan.options().budget))),
                List.of(new Result(0, Prompt.of("a"), new Outcome.NotRun("stopped"), List.of(), false)),
                Launch.ofAFile());

        assertThat(never).hasToString("""
                Run of 1 prompt to model, sequential in 0 ms
                  answered 0 (0 %), failed 0, 1 not run
                  STOPPED  stopped by an interrupt""");
    }
}
