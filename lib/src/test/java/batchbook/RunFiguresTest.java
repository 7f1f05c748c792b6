package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run is called beside others, and how much faster it was. */
class RunFiguresTest {
    private static final Run SLOW = SampleRuns.flaky(40, 1);
    private static final Run FAST = SampleRuns.flaky(40, 8);

    @Test
    void aSpeedUpIsARatioOfWallTimes() {
        double ratio = SLOW.took().toNanos() / (double) FAST.took().toNanos();

        assertThat(FAST.speedUp(SLOW)).hasValue(ratio);
        assertThat(ratio).isGreaterThan(2);
        assertThat(SLOW.speedUp(FAST).orElseThrow()).isCloseTo(1 / ratio, within(1e-12));
        assertThat(SLOW.speedUp(SLOW)).hasValue(1);
    }

    @Test
    void runsOfOtherPromptsAreNotCompared() {
        assertThat(FAST.speedUp(SampleRuns.flaky(41, 1))).as("one more").isEmpty();
        List<Prompt> labelled = SampleRuns.prompts(40).stream()
                .map(prompt -> prompt.label("n", "1"))
                .toList();
        assertThat(FAST.speedUp(SampleRuns.of(labelled, 1, prompt -> Reply.of("ok"))))
                .as("the same texts with labels")
                .isEmpty();
    }

    @Test
    void aRunThatDidNotEndOrHasNoAnswerIsNotCompared() {
        Batch bounded = Batch.of(prompt -> Reply.of("ok")).maxRequests(20);
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> VirtualWorkers.Step.answer(100, "ok"));
        Run cut = Loops.of(bounded, SampleRuns.prompts(40), Progress.none(), workers, new SplittableRandom(1))
                .run();

        assertThat(cut.notRun()).isNotEmpty();
        assertThat(cut.speedUp(SLOW)).isEmpty();
        assertThat(SLOW.speedUp(cut)).isEmpty();
        assertThat(SLOW.speedUp(SampleRuns.refused(40, 8))).isEmpty();
        assertThat(SampleRuns.refused(40, 8).speedUp(SLOW)).isEmpty();
        assertThat(SampleRuns.empty().speedUp(SampleRuns.empty())).isEmpty();
    }

    @Test
    void aRunThatTookNoTimeHasNoSpeedUp() {
        assertThat(SampleRuns.lasting(0, 0).speedUp(SampleRuns.lasting(100, 100)))
                .isEmpty();
    }

    @Test
    void simulatedTimesAreComparedByTheClocksOfTheRuns() {
        Run real = SampleRuns.lasting(100, 800);
        Run simulated = SampleRuns.simulated(60, 100, 400);

        assertThat(simulated.speedUp(real)).hasValue(2);
    }

    @Test
    void aRunIsCalledByWhatItsPlanStated() {
        assertThat(SLOW.label()).isEqualTo("sequential");
        assertThat(FAST.label()).isEqualTo("8 workers");
        assertThat(SampleRuns.flaky(2, 5_000).label())
                .as("stated, though never needed")
                .isEqualTo("5000 workers");
    }

    @Test
    void withoutAStatedNumberItIsCalledByTheMostThatWereUnderWay() {
        Run free = SampleRuns.freeTier(30);

        assertThat(free.label()).isEqualTo("at most " + free.metrics().mostInFlight() + " at once");
        assertThat(SampleRuns.lasting(100).label()).isEqualTo("one at a time");
    }

    @Test
    void aRunThatWasReadFromAFileIsCalledByWhatItsRequestsShow(@TempDir Path folder) {
        Path file = folder.resolve("rows.jsonl");
        Batch.of(Model.named("echo", prompt -> Reply.of("ok")))
                .workers(1)
                .journal(file)
                .progress(Progress.none())
                .run(List.of("a", "b", "c"));

        assertThat(Journal.read(file).label()).isEqualTo("one at a time");
    }
}
