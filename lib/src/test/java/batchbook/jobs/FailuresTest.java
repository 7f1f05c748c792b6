package batchbook.jobs;

import static batchbook.jobs.World.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static tech.tablesaw.aggregate.AggregateFunctions.sum;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.gemini.Gemini;
import batchbook.sim.Fault;
import batchbook.sim.Simulator;
import batchbook.view.Charts;
import batchbook.view.Tables;
import org.junit.jupiter.api.Test;

/** Job 7: what failed, why, what it cost by label, and the failed ones by another model. */
class FailuresTest {
    @Test
    void failuresAreRowsAndAnotherModelAnswersThem() {
        try (World world = new World(QUICK.fault(Fault.TRUNCATED, 0.2).fault(Fault.BLOCKED, 0.1));
                Simulator good = Simulator.start(QUICK)) {
            Gemini gemini = world.gemini();
            Gemini pro = Gemini.at(good).model("gemini-pro-latest");
            var reviews = Tables.read("../notebooks/data/feedback.csv").first(80);
            var prompts = Tables.prompts(reviews, "Sentiment of this review:\n{text}");

            var run = Batch.of(gemini).progress(Progress.none()).run(prompts);
            var table = Tables.of(run);
            var kinds = table.xTabCounts("product", "error_kind");
            var cost = table.summarize("cost", sum).by("product");
            var all = run.retryFailed(pro);

            assertThat(run.failed()).hasSizeBetween(1, 79);
            assertThat(run.explain()).contains("BLOCKED").contains("TRUNCATED");
            assertThat(kinds.columnNames()).contains("BLOCKED", "TRUNCATED");
            assertThat(cost.doubleColumn("Sum [cost]").sum())
                    .isCloseTo(run.metrics().cost().orElseThrow(), offset(1e-9));
            assertThat(all.answered()).hasSize(80);
            assertThat(Tables.of(all).countBy("model").rowCount()).isEqualTo(2);
            assertThat(Tables.of(all).where(Tables.of(all).stringColumn("model").isEqualTo("gemini-pro-latest")))
                    .hasSameSizeAs(run.failed());
            assertThat(Charts.outcomes(run, all)).isNotNull();
        }
    }
}
