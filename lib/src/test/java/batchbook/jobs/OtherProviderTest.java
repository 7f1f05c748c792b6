package batchbook.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.jobs.World.Review;
import batchbook.jobs.World.Sentiment;
import batchbook.openai.FakeServer;
import batchbook.openai.FakeServer.Answer;
import batchbook.openai.OpenAi;
import batchbook.view.Tables;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Job 10: the same rows by a server that speaks OpenAI's chat completions. */
class OtherProviderTest {
    @Test
    void anotherProviderIsAnotherModelAndNothingElse() {
        try (FakeServer server = FakeServer.answering(OtherProviderTest::answer)) {
            URI ollama = server.base();
            var reviews = Tables.read("../notebooks/data/feedback.csv").first(20);
            var prompts = Tables.prompts(reviews, "Classify this review:\n{text}");

            var llama = OpenAi.at(ollama).model("llama3.2");
            var run = Batch.of(llama.answering(Review.class))
                    .progress(Progress.none())
                    .run(prompts);

            assertThat(run.values(Review.class))
                    .hasSize(20)
                    .containsOnly(new Review(Sentiment.NEUTRAL, List.of("price"), 2));
            assertThat(Tables.of(run).stringColumn("model").unique().asList()).containsExactly("llama3.2");
            assertThat(server.asked())
                    .hasSize(20)
                    .allSatisfy(asked -> assertThat(asked.body()).contains("json_schema", "1 can wait, 5 today"));
        }
    }

    private static Answer answer(FakeServer.Asked asked) {
        return new Answer(
                200,
                FakeServer.text(
                        "{\\\"sentiment\\\": \\\"neutral\\\", \\\"topics\\\": [\\\"price\\\"], \\\"urgency\\\": 2}"));
    }
}
