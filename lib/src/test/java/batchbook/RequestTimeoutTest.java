package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.pace.RequestTimeout;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** When requests are given up, and when answers are looked for first: after a machine or a process was asleep. */
class RequestTimeoutTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    private final RequestTimeout overdue = new RequestTimeout(Duration.ofSeconds(10), 1);

    @Test
    void aRequestIsGivenUpAfterItsTimeOut() {
        overdue.sleeps(T, T.plusSeconds(1));
        overdue.wakes(T.plusSeconds(1));
        assertThat(overdue.due(T)).isEqualTo(T.plusSeconds(10));
    }

    @Test
    void aLoopThatWakesLateLooksForAnswersFirst() {
        overdue.sleeps(T, T.plusSeconds(1));
        overdue.wakes(T.plusSeconds(12));
        assertThat(overdue.due(T)).isEqualTo(T.plusSeconds(17));
    }

    @Test
    void butNotForEverOnAMachineThatIsAlwaysLate() {
        for (int second = 0; second < 60; second += 4) {
            overdue.sleeps(T.plusSeconds(second), T.plusSeconds(second));
            overdue.wakes(T.plusSeconds(second + 4));
        }
        assertThat(overdue.due(T)).isEqualTo(T.plusSeconds(22));
    }

    @Test
    void aProcessThatWasStoppedForLongerThanTheTimeOutAsksNothingTwice() {
        // All answers come within a second, while the process sleeps for eight.
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(1_000, "ok"));
        AtomicBoolean slept = new AtomicBoolean();
        Progress sleeper = snapshot -> {
            if (snapshot.active() == 20 && !slept.getAndSet(true)) {
                workers.pass(Duration.ofSeconds(8));
            }
        };
        workers.answersAreReadOnlyAfter(Duration.ofSeconds(1));
        Batch plan = Batch.of(new PaceFigures.Asked()).workers(20).timeout(Duration.ofSeconds(5));
        Run run = Loops.of(plan, LimitFigures.prompts(100, 10), sleeper, workers, new SplittableRandom(1))
                .run();
        assertThat(run.answered()).hasSize(100);
        assertThat(workers.sent).hasSize(100);
    }
}
