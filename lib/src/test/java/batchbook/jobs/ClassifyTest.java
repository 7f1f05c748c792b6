package batchbook.jobs;

import static batchbook.jobs.World.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.answer.AnswerType;
import batchbook.answer.UnreadableAnswerException;
import batchbook.gemini.Gemini;
import batchbook.jobs.World.Review;
import batchbook.jobs.World.Sentiment;
import batchbook.view.Charts;
import batchbook.view.Compare;
import batchbook.view.Tables;
import org.junit.jupiter.api.Test;

/** Jobs 1 and 4: against labels of people, and model against model. */
class ClassifyTest {
    @Test
    void reviewsAreClassifiedAndComparedWithLabelsOfPeople() {
        try (World world = new World(QUICK)) {
            Gemini gemini = world.gemini();

            var reviews = Tables.read("../notebooks/data/feedback.csv");
            var prompts = Tables.prompts(reviews, "Sentiment of this review:\n{text}");
            var run = Batch.of(gemini.answering(Sentiment.class))
                    .progress(Progress.none())
                    .run(prompts);
            var compare = Compare.of(run).against("human_sentiment");

            assertThatExceptionOfType(UnreadableAnswerException.class)
                    .as("asked once more, and no class of its own")
                    .isThrownBy(() -> AnswerType.of(Sentiment.class).read("Sure! The answer is NEGATIVE."));
            assertThat(compare.summary().columnNames()).contains("accuracy", "precision", "recall", "kappa");
            assertThat(compare.summary().intColumn("labelled").get(0)).isEqualTo(500);
            assertThat(compare.summary().doubleColumn("accuracy").get(0)).isBetween(0.5, 1.0);
            assertThat(compare.confusion().columnNames()).contains("POSITIVE", "NEUTRAL", "NEGATIVE");
            assertThat(Charts.confusion(compare)).isNotNull();
            assertThat(Tables.of(run).columnNames()).contains("human_sentiment", "sentiment");
        }
    }

    @Test
    void twoModelsStandSideBySide() {
        try (World world = new World(QUICK)) {
            Gemini gemini = world.gemini();
            var reviews = Tables.read("../notebooks/data/feedback.csv").first(120);
            var prompts = Tables.prompts(reviews, "Classify this review:\n{text}");

            var lite = gemini.model("gemini-flash-lite-latest");
            var compare = Compare.models(prompts, gemini.answering(Review.class), lite.answering(Review.class));
            var table = compare.table();
            var sentiment = compare.on("sentiment").against("human_sentiment");

            assertThat(table.rowCount()).isEqualTo(120);
            assertThat(table.booleanColumn("agree").countFalse()).isBetween(1, 119);
            assertThat(table.columnNames()).contains("differs", "human_sentiment");
            assertThat(sentiment.agreement().columnNames()).contains("agreement", "kappa");
            assertThat(sentiment.summary().columnNames()).contains("run", "accuracy", "p50_ms", "cost");
            assertThat(Charts.agreement(sentiment)).isNotNull();
        }
    }
}
