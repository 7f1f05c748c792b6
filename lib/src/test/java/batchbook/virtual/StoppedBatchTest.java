package batchbook.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoppedBatchTest {
    /** The answers that nobody waits for any more must not keep the clock. */
    @Test
    @Timeout(60)
    void itsClockGoesOnForTheNext() throws Exception {
        try (Simulator simulator = Simulator.start(
                Scenario.calm().seed(6).latency(Duration.ofMillis(250)).virtualTime())) {
            Gemini gemini = Gemini.at(simulator);
            List<String> prompts =
                    IntStream.range(0, 60).mapToObj(i -> "Question " + i).toList();
            Batch plan = Batch.of(gemini).workers(8).progress(Progress.none());

            var running = plan.start(prompts);
            while (running.soFar().answered().size() < 20) {
                gemini.time().sleep(Duration.ofMillis(100));
            }
            running.stop();

            assertThat(running.await().stopped()).isPresent();
            assertThat(plan.run(prompts.subList(0, 10)).answered()).hasSize(10);
        }
    }
}
