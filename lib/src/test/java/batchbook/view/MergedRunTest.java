package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.offset;
import static tech.tablesaw.aggregate.AggregateFunctions.sum;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Journal;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.NamedModel;
import batchbook.Price;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.Usage;
import batchbook.html.TableHtml;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Runs that two models worked on, and several runs in one table. */
class MergedRunTest {
    private static final List<Prompt> PROMPTS = IntStream.range(0, 6)
            .mapToObj(i -> Prompt.of("p" + i)
                    .label("shop", i % 2 == 0 ? "Lyon" : "Bonn")
                    .label("stars", i))
            .toList();

    private static NamedModel model(String name, double price, Predicate<String> refused) {
        return Model.named(name, prompt -> {
                    if (refused.test(prompt.text())) {
                        throw ModelException.of(ErrorKind.TRUNCATED, "cut")
                                .partial(new Reply("half", new Usage(3, 7, 0, 0), "MAX_TOKENS", name + "-001"));
                    }
                    return new Reply(name, new Usage(5, 10, 0, 0), "STOP", name + "-001");
                })
                .price(Price.perMillion(price, price));
    }

    private static final NamedModel CHEAP = model("cheap", 1, text -> text.equals("p1"));
    private static final NamedModel DEAR = model("dear", 100, text -> false);

    private static Run run(Model model) {
        return Batch.of(model).workers(1).progress(Progress.none()).run(PROMPTS);
    }

    @Test
    void aMergedRunSaysWhoAnsweredAndAddsUpWhatBothBilled() {
        Table table = Tables.of(run(CHEAP).retryFailed(DEAR));
        Row row = table.row(1);
        assertThat(row.getString("model")).isEqualTo("dear");
        assertThat(row.getString("model_version")).isEqualTo("dear-001");
        assertThat(row.getLong("tokens_out")).isEqualTo(17);
        assertThat(row.getDouble("cost")).isCloseTo((10 + 1_500) / 1e6, offset(1e-12));
        assertThat(table.stringColumn("model").countUnique()).isEqualTo(2);
    }

    @Test
    void whatItCostByALabelIsOneLine() {
        Run run = run(CHEAP);
        Table byShop = Tables.of(run).summarize("cost", sum).by("shop");
        assertThat(byShop.stringColumn("shop").asList()).containsExactly("Lyon", "Bonn");
        assertThat(byShop.doubleColumn("Sum [cost]").sum())
                .isCloseTo(run.metrics().cost().orElseThrow(), offset(1e-12));
        assertThat(TableHtml.of(byShop)).contains("0.000045", "0.000040");
        Table failed = Tables.of(run);
        assertThat(failed.where(failed.booleanColumn("success").isFalse())
                        .xTabCounts("shop", "error_kind")
                        .columnNames())
                .contains("TRUNCATED");
    }

    @Test
    void eachRequestHasTheTokensThatItTold() {
        Table requests = Tables.attempts(run(CHEAP).retryFailed(DEAR));
        assertThat(requests.rowCount()).isEqualTo(7);
        assertThat(requests.longColumn("tokens_out").asList()).containsExactly(10L, 7L, 10L, 10L, 10L, 10L, 10L);
        Table untold = Tables.attempts(Batch.of(Model.named("m", prompt -> Reply.of("x")))
                .progress(Progress.none())
                .run(List.of("a")));
        assertThat(untold.longColumn("tokens_in").isMissing(0)).isTrue();
    }

    @Test
    void rowsOfSeveralRunsStandBelowEachOther() {
        Run other = Batch.of(Model.named("dear", prompt -> Reply.of("x")))
                .progress(Progress.none())
                .run(List.of(Prompt.of("r-1", "p9").label("shop", "Riga").label("stars", 1.5)));
        Run cheap = run(CHEAP);
        Run dear = run(DEAR);

        Table all = Tables.of(cheap, dear, other);

        assertThat(all.columnNames()).startsWith("run", "shop", "stars").contains("id", "cost", "answer");
        assertThat(all.rowCount()).isEqualTo(13);
        assertThat(all.stringColumn("run").unique().asList()).containsExactlyInAnyOrder("cheap", "dear", "dear (2)");
        assertThat(all.doubleColumn("stars").get(12)).isEqualTo(1.5);
        assertThat(all.doubleColumn("stars").get(5)).isEqualTo(5);
        assertThat(all.doubleColumn("cost").isMissing(12)).isTrue();
        assertThat(all.stringColumn("id").isMissing(0)).isTrue();
        assertThat(all.instantColumn("sent").get(7))
                .isEqualTo(Tables.of(dear).instantColumn("sent").get(1));
        assertThat(all.summarize("cost", sum).by("run").rowCount()).isEqualTo(3);
        assertThat(Tables.of(List.of(cheap)).columnNames()).startsWith("run");
        assertThat(Tables.of(cheap).columnNames()).doesNotContain("run");
        assertThat(Tables.of(List.of()).columnNames()).containsExactly("run");
    }

    @Test
    void aLabelThatIsCalledRunKeepsItsName() {
        Run run = Batch.of(CHEAP)
                .progress(Progress.none())
                .run(List.of(Prompt.of("a").label("run", "first")));
        Table table = Tables.of(List.of(run));
        assertThat(table.columnNames()).startsWith("run_name", "run");
        assertThat(table.stringColumn("run").get(0)).isEqualTo("first");
    }

    @Test
    void allChartsAndPagesOfAMergedRunAreDrawn(@TempDir Path directory) {
        Path file = directory.resolve("j.jsonl");
        Run merged = Batch.of(CHEAP)
                .workers(1)
                .journal(file)
                .progress(Progress.none())
                .run(PROMPTS)
                .retryFailed(DEAR);
        for (Run run : List.of(merged, Journal.read(file))) {
            assertThat(Charts.all(run)).isNotEmpty();
            assertThatCode(() -> Charts.timeline(run)).doesNotThrowAnyException();
            assertThat(batchbook.html.RunHtml.of(run)).contains("cheap, then dear");
            assertThat(run.explain()).contains("6 prompts to cheap, then dear");
            assertThat(Tables.summary(run, merged).rowCount()).isEqualTo(2);
        }
    }
}
