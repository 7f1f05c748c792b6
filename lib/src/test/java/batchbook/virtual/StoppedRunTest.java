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

@Timeout(60)
class StoppedRunTest {
    /** Requests that were cut off come back when nobody takes them any more: they must not count as work for ever. */
    @Test
    void theClockGoesOnAfterARunThatWasStopped() throws InterruptedException {
        Scenario slow = Scenario.calm().latency(Duration.ofSeconds(5)).virtualTime().speedUp(1000);
        List<String> prompts =
                IntStream.range(0, 40).mapToObj(i -> "Question " + i).toList();
        try (Simulator simulator = Simulator.start(slow)) {
            Gemini gemini = Gemini.at(simulator);
            Batch plan = Batch.of(gemini).workers(8).progress(Progress.none());
            var running = plan.start(prompts);
            while (running.soFar().answered().size() < 8) {
                gemini.time().sleep(Duration.ofSeconds(1));
            }
            running.stop();

            assertThat(running.await().stopped()).isPresent();
            assertThat(plan.run(prompts).answered()).hasSize(40);
        }
    }
}
