package batchbook.jobs;

import static batchbook.jobs.World.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static tech.tablesaw.api.ColumnType.BOOLEAN;
import static tech.tablesaw.api.ColumnType.STRING;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.gemini.Gemini;
import batchbook.view.Tables;
import org.junit.jupiter.api.Test;

/** Job 5: two sources with different fields become one schema, in a database, and come back as they were. */
class TwoSourcesTest {
    enum Severity {
        LOW,
        MEDIUM,
        HIGH
    }

    record Case(String product, Severity severity, boolean wantsRefund) {}

    @Test
    void ticketsAndASurveyBecomeOneTableInADatabase() {
        World.without("cases.db");
        try (World world = new World(QUICK)) {
            Gemini gemini = world.gemini();

            var tickets = Tables.read("../notebooks/data/tickets.jsonl");
            var survey = Tables.read("../notebooks/data/survey.csv");
            var plan = Batch.of(gemini.answering(Case.class)).progress(Progress.none());
            var cases = Tables.of(
                            plan.run(Tables.prompts(tickets, "About {item?}:\n{message?}", "id")),
                            plan.run(Tables.prompts(survey, "About {bought?}, {verdict?}:\n{comment?}", "no")))
                    .selectColumns("id", "product", "severity", "wantsRefund");
            Tables.write(cases, "jdbc:sqlite:target/jobs/cases.db", "cases", "id");
            var back = Tables.read("jdbc:sqlite:target/jobs/cases.db", "cases");

            assertThat(back.rowCount()).isEqualTo(241);
            assertThat(back.columnNames()).isEqualTo(cases.columnNames());
            assertThat(back.types()).containsExactly(STRING, STRING, STRING, BOOLEAN);
            assertThat(back.stringColumn("id").asList()).startsWith("T-1002").endsWith("120");
            assertThat(back.stringColumn("severity").unique().asList()).isSubsetOf("LOW", "MEDIUM", "HIGH", "");
            assertThat(back.booleanColumn("wantsRefund").asList())
                    .isEqualTo(cases.booleanColumn("wantsRefund").asList());
            // Written once more, each row is changed and none is there twice.
            Tables.write(cases, "jdbc:sqlite:target/jobs/cases.db", "cases", "id");
            assertThat(Tables.read("jdbc:sqlite:target/jobs/cases.db", "select id from cases where severity = 'HIGH'")
                            .rowCount())
                    .isEqualTo(cases.stringColumn("severity").isEqualTo("HIGH").size());
        }
    }
}
