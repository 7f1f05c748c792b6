package batchbook.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.view.Tables;
import org.junit.jupiter.api.Test;

/** Job 6: a class on one key. That kernels which know nothing of each other get fair shares is in LimitFigures. */
class SharedLimitTest {
    /** Ten a minute, of which other kernels take four. */
    private static final Scenario CLASS =
            Scenario.freeTier().perMinute(10).perDay(250).others(4).speedUp(60);

    @Test
    void cellsThatWorkAtOnceOnAKeyThatOthersUseTooLoseNothing() {
        try (World world = new World(CLASS)) {
            Gemini gemini = world.gemini();
            String template = "Sentiment of this review:\n{text}";
            var reviews = Tables.read("../notebooks/data/feedback.csv");
            var another = Tables.prompts(reviews.first(6), template);
            var prompts = Tables.prompts(reviews.last(6), template);

            var neighbour = Batch.of(gemini).progress(Progress.none()).start(another);
            var run = Batch.of(gemini).progress(Progress.none()).run(prompts);

            assertThat(run.answered()).hasSize(6);
            assertThat(neighbour.await().answered()).hasSize(6);
            assertThat(world.simulator().mostInAnyMinute()).isLessThanOrEqualTo(10);
            assertThat(Batch.limits().toString()).contains(world.simulator().uri() + ": 10 requests a minute");
        }
    }
}
