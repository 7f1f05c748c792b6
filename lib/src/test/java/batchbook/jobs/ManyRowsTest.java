package batchbook.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Journal;
import batchbook.Model;
import batchbook.NamedModel;
import batchbook.Price;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Usage;
import batchbook.jobs.World.Review;
import batchbook.view.Tables;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Job 8: many rows, once. The figures of 100,000 are those of {@code ./lab bench jobs}. */
class ManyRowsTest {
    private static final int ROWS = 5_000;

    @Test
    void noRowIsAskedTwiceAndTheJournalKnowsTheCost() {
        World.without("answers.jsonl");
        AtomicInteger asked = new AtomicInteger();
        NamedModel gemini = Model.named("instant", prompt -> {
                    asked.incrementAndGet();
                    String json = "{\"sentiment\":\"NEUTRAL\",\"topics\":[],\"urgency\":"
                            + prompt.text().length() % 5 + "}";
                    return new Reply(json, new Usage(9, 12, 0, 0), "STOP", "");
                })
                .price(Price.perMillion(1, 2));
        Table numbers = Table.create(
                "numbers", IntColumn.create("n", IntStream.range(0, ROWS).toArray()));
        var prompts = Tables.prompts(numbers, "Review {n}");

        var plan = Batch.of(gemini.answering(Review.class))
                .progress(Progress.none())
                .journal("target/jobs/answers.jsonl");
        plan.run(prompts, 1_000);
        var run = plan.run(prompts);
        var later = Journal.read("target/jobs/answers.jsonl");

        assertThat(asked).hasValue(ROWS);
        assertThat(run.values(Review.class)).hasSize(ROWS);
        assertThat(Tables.of(later, Review.class).intColumn("urgency").countMissing())
                .isZero();
        assertThat(Tables.of(later).doubleColumn("cost").sum())
                .isEqualTo(Tables.of(run).doubleColumn("cost").sum());
    }
}
