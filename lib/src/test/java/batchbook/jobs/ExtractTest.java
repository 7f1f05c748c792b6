package batchbook.jobs;

import static batchbook.jobs.World.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Progress;
import batchbook.gemini.Gemini;
import batchbook.jobs.World.Review;
import batchbook.view.Charts;
import batchbook.view.Tables;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;

/** Jobs 2 and 3: typed columns from answers of which some are bad, and a template with several columns. */
class ExtractTest {
    @Test
    void everyAnswerIsAReviewOrAReason() {
        try (World world = new World(QUICK.malformed(0.6))) {
            Gemini gemini = world.gemini();
            var reviews = Tables.read("../notebooks/data/feedback.csv").first(150);

            var run = Batch.of(gemini.answering(Review.class))
                    .progress(Progress.none())
                    .accept(Review.class, r -> r.urgency() >= 1 && r.urgency() <= 5, "an urgency from 1 to 5")
                    .run(Tables.prompts(reviews, "Classify this review:\n{text}"));
            var table = Tables.of(run);
            var topics = Tables.explode(table, "topics");

            assertThat(run.values(Review.class)).hasSameSizeAs(run.answered()).hasSizeBetween(1, 149);
            assertThat(run.failed()).isNotEmpty().allSatisfy(row -> {
                assertThat(row.kind()).contains(ErrorKind.UNREADABLE);
                assertThat(row.attempts()).hasSizeGreaterThan(1);
                assertThat(row.text()).isNotBlank();
            });
            assertThat(table.column("urgency").type()).isEqualTo(ColumnType.INTEGER);
            assertThat(table.column("urgency").countMissing())
                    .isEqualTo(run.failed().size());
            assertThat(table.intColumn("urgency").min()).isGreaterThanOrEqualTo(1);
            assertThat(table.column("stars").type()).isEqualTo(ColumnType.INTEGER);
            assertThat(topics.rowCount()).isGreaterThan(table.rowCount());
            assertThat(Charts.bars(topics, "topics")).isNotNull();
            assertThat(run.explain()).contains("left out");
        }
    }

    @Test
    void aTemplateHasSeveralColumnsAndTellsWhatIsMissing() {
        try (World world = new World(QUICK)) {
            Gemini gemini = world.gemini();
            var all = Tables.read("../notebooks/data/feedback.csv").first(60);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tables.prompts(all, "A {stars}-star review of {product}:\n{text}"))
                    .withMessageContaining("stars")
                    .withMessageContaining("{stars?}");

            var reviews = all;
            var prompts = Tables.prompts(reviews, "Review of {product} from {country?}, {stars?} stars:\n{text}", "id");
            var answered = Tables.of(Batch.of(gemini).progress(Progress.none()).run(prompts));

            assertThat(prompts.get(0).id()).isEqualTo("F001");
            assertThat(prompts.get(0).text()).startsWith("Review of Fiello Flask 0.5 l from France, 5 stars:\nCoffee");
            assertThat(answered.columnNames()).startsWith("id", "date", "product", "country", "stars", "text");
            assertThat(answered.column("stars").type()).isEqualTo(ColumnType.INTEGER);
            assertThat(answered.column("stars").isMissing())
                    .as("missing stays missing")
                    .containsExactlyInAnyOrderElementsOf(reviews.column("stars").isMissing());
            assertThat(answered.rowCount()).isEqualTo(60);
        }
    }
}
