package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.Usage;
import batchbook.html.RunHtmlTest;
import batchbook.html.TableHtml;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;
import tech.tablesaw.selection.Selection;

class TablesTest {
    private static final List<String> COLUMNS = List.of(
            "index INTEGER",
            "prompt STRING",
            "answer STRING",
            "success BOOLEAN",
            "error_kind STRING",
            "error STRING",
            "attempts INTEGER",
            "deduplicated BOOLEAN",
            "resumed BOOLEAN",
            "queued INSTANT",
            "sent INSTANT",
            "finished INSTANT",
            "queue_ms DOUBLE",
            "wait_ms DOUBLE",
            "held_ms DOUBLE",
            "latency_ms DOUBLE",
            "tokens_in LONG",
            "tokens_out LONG",
            "tokens_thinking LONG",
            "tokens_cached LONG",
            "finish_reason STRING",
            "model STRING",
            "model_version STRING");

    /** A row of every kind: answered, truncated, refused, the one that ends the run, and one that is not run. */
    private static final Run MIXED = SampleRuns.of(
            List.of("answered", "truncated", "refused", "key", "not run").stream()
                    .map(Prompt::of)
                    .toList(),
            1,
            prompt -> switch (prompt.text()) {
                case "truncated" ->
                    throw ModelException.of(ErrorKind.TRUNCATED, "too long")
                            .partial(new Reply("half an ans", new Usage(5, 6, 0, 0), "MAX_TOKENS", "flash"));
                case "refused" -> throw ModelException.of(ErrorKind.BLOCKED, "not this");
                case "key" -> throw ModelException.of(ErrorKind.AUTH, "wrong key");
                default -> new Reply("an answer", new Usage(10, 20, 30, 4), "STOP", "flash");
            });

    private static List<String> describe(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    @Test
    void aRunHasTheColumnsThatItsDocumentationLists() {
        assertThat(describe(Tables.of(MIXED))).isEqualTo(COLUMNS);
    }

    @Test
    void anEmptyRunHasTheSameColumnsAndNoRow() {
        Table table = Tables.of(SampleRuns.empty());

        assertThat(describe(table)).isEqualTo(COLUMNS);
        assertThat(table.rowCount()).isZero();
        assertThat(Tables.attempts(SampleRuns.empty()).rowCount()).isZero();
        assertThat(TableHtml.of(table)).contains("0 rows × 23 columns");
    }

    @Test
    void rowsAreInTheOrderOfThePromptsWhateverCameFirst() {
        Run run = SampleRuns.flaky(200, 16);
        Table table = Tables.of(run);

        assertThat(table.intColumn("index").asList())
                .isEqualTo(IntStream.range(0, 200).boxed().toList());
        assertThat(table.stringColumn("prompt").get(17)).isEqualTo("prompt 17");
        assertThat(table.instantColumn("finished").asList())
                .isNotEqualTo(table.instantColumn("finished").asList().stream()
                        .sorted()
                        .toList());
    }

    @Test
    void anAnswerHasItsTextTimesAndTokens() {
        Row row = Tables.of(MIXED).row(0);
        Result result = MIXED.get(0);

        assertThat(row.getString("answer")).isEqualTo("an answer");
        assertThat(row.getBoolean("success")).isTrue();
        assertThat(row.getInt("attempts")).isEqualTo(1);
        assertThat(row.getInstant("sent")).isEqualTo(MIXED.started());
        assertThat(row.getDouble("latency_ms")).isEqualTo(result.latency().toNanos() / 1e6);
        assertThat(row.getDouble("wait_ms")).isZero();
        assertThat(List.of("tokens_in", "tokens_out", "tokens_thinking", "tokens_cached"))
                .extracting(row::getLong)
                .containsExactly(10L, 20L, 30L, 4L);
        assertThat(row.getString("finish_reason")).isEqualTo("STOP");
        assertThat(row.getString("model")).isEqualTo("model");
        assertThat(row.getString("model_version")).isEqualTo("flash");
        assertThat(row.isMissing("error")).isTrue();
    }

    @Test
    void aTruncatedAnswerKeepsItsPartAndIsNoSuccess() {
        Row row = Tables.of(MIXED).row(1);

        assertThat(row.getString("answer")).isEqualTo("half an ans");
        assertThat(row.getBoolean("success")).isFalse();
        assertThat(row.getString("error_kind")).isEqualTo("TRUNCATED");
        assertThat(row.getString("error")).isEqualTo("too long");
        assertThat(row.getLong("tokens_out")).isEqualTo(6);
        assertThat(row.getString("finish_reason")).isEqualTo("MAX_TOKENS");
    }

    @Test
    void aRowThatWasNotRunSaysWhyAndHasNoTimesAndNoTokens() {
        Row row = Tables.of(MIXED).row(4);

        assertThat(row.getString("error_kind")).isEqualTo("NOT_RUN");
        assertThat(row.getString("error")).contains("wrong key");
        assertThat(row.getBoolean("success")).isFalse();
        assertThat(row.getInt("attempts")).isZero();
        assertThat(List.of("queued", "sent", "finished", "queue_ms", "wait_ms", "latency_ms", "tokens_in", "answer"))
                .allMatch(row::isMissing);
    }

    @Test
    void tokensThatNobodyNamedAreMissingAndNotZero() {
        Table table = Tables.of(SampleRuns.of(SampleRuns.prompts(3), 1, prompt -> Reply.of("ok")));

        assertThat(table.longColumn("tokens_in").countMissing()).isEqualTo(3);
        assertThat(table.longColumn("tokens_out").countMissing()).isEqualTo(3);
    }

    @Test
    void idsAreAColumnWhenAPromptHasOne() {
        Run run = SampleRuns.of(List.of(Prompt.of("r-17", "first"), Prompt.of("second")), 1, prompt -> Reply.of("ok"));

        assertThat(Tables.of(run).columnNames()).startsWith("index", "id", "prompt", "answer");
        assertThat(Tables.of(run).stringColumn("id").asList()).containsExactly("r-17", "");
    }

    @Test
    void labelsAreColumnsBeforeAllOthers() {
        Run run = SampleRuns.of(
                List.of(
                        Prompt.of("first").label("shop", "Lyon").label("stars", 4),
                        Prompt.of("second").label("city", "Nice").label("shop", "Nice")),
                1,
                prompt -> Reply.of("ok"));
        Table table = Tables.of(run);

        assertThat(table.columnNames()).startsWith("shop", "stars", "city", "index", "prompt", "answer");
        assertThat(table.stringColumn("shop").asList()).containsExactly("Lyon", "Nice");
        assertThat(table.intColumn("stars").get(0)).isEqualTo(4);
        assertThat(table.intColumn("stars").isMissing(1)).isTrue();
        assertThat(table.stringColumn("city").asList()).containsExactly("", "Nice");
    }

    /** One row for each of these values of a label, and one without it. */
    private static Table labelled(Object... values) {
        List<Prompt> prompts = Stream.concat(
                        Stream.of(values).map(value -> Prompt.of("p").label("x", value)), Stream.of(Prompt.of("none")))
                .toList();
        return Tables.of(SampleRuns.of(prompts, 1, prompt -> Reply.of("ok")));
    }

    @Test
    void aLabelOfNumbersIsAColumnOfNumbers() {
        assertThat(labelled(5, 3, 4).intColumn("x").mean()).isEqualTo(4);
        assertThat(labelled(5, 12_345_678_901L).longColumn("x").asList()).startsWith(5L, 12_345_678_901L);
        assertThat(labelled(3.2, 5, -0.5, 1e10, 2.5f).doubleColumn("x").asList())
                .startsWith(3.2, 5.0, -0.5, 1e10, 2.5);
        assertThat(labelled(true, false).booleanColumn("x").asList()).containsExactly(true, false, null);
        assertThat(labelled((short) 5, (byte) 3).intColumn("x").asList()).startsWith(5, 3);
        assertThat(labelled(new BigDecimal("0.25"), BigInteger.TEN)
                        .doubleColumn("x")
                        .asList())
                .startsWith(0.25, 10.0);
        assertThat(labelled("true", 1, ErrorKind.TIMEOUT).stringColumn("x").asList())
                .containsExactly("true", "1", "TIMEOUT", "");
    }

    @Test
    void aLabelOfTimesIsAColumnOfTimes() {
        LocalDate day = LocalDate.of(2026, 2, 28);
        LocalDateTime then = LocalDateTime.of(2026, 2, 28, 9, 30, 5);
        Instant instant = Instant.parse("2026-02-28T09:30:00.123456789Z");

        assertThat(labelled(day).dateColumn("x").asList()).containsExactly(day, null);
        assertThat(labelled(LocalTime.NOON).timeColumn("x").asList()).containsExactly(LocalTime.NOON, null);
        assertThat(labelled(then).dateTimeColumn("x").asList()).containsExactly(then, null);
        assertThat(labelled(instant).instantColumn("x").get(0)).isEqualTo("2026-02-28T09:30:00.123Z");
        assertThat(labelled(day, then).stringColumn("x").asList())
                .containsExactly("2026-02-28", "2026-02-28T09:30:05", "");
        assertThat(labelled(LocalDate.MAX).stringColumn("x").get(0)).isEqualTo("+999999999-12-31");
        assertThat(labelled(Instant.MAX).stringColumn("x").get(0)).startsWith("+1000000000-12-31");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "4.5",
                "true",
                "2026-11-26",
                "007",
                "+5",
                "-0",
                "1e5",
                "1d",
                "1.",
                ".5",
                "2.50",
                "1,234",
                "0x1A",
                " 5",
                "NaN",
                "Infinity",
                "٣",
                "99999999999999999999",
                "True",
                "null"
            })
    void aTextIsATextWhateverItLooksLike(String text) {
        assertThat(labelled(text).stringColumn("x").asList()).containsExactly(text, "");
        assertThat(labelled(5, text).stringColumn("x").asList()).containsExactly("5", text, "");
    }

    @Test
    void aWholeNumberThatNoDoubleHoldsIsNotRounded() {
        assertThat(labelled(9_007_199_254_740_993L, 0.5).stringColumn("x").asList())
                .containsExactly("9007199254740993", "0.5", "");
        assertThat(labelled(Long.MAX_VALUE).longColumn("x").get(0)).isEqualTo(Long.MAX_VALUE);
    }

    /** Tablesaw says with the least number that one is missing, and a label may come from another table. */
    @Test
    void aLabelThatIsMissingIsMissingInEveryKindOfColumn(@TempDir Path folder) throws IOException {
        List<Table> tables = List.of(
                labelled(5, null, "", Integer.MIN_VALUE),
                labelled(1L << 40, null, ""),
                labelled(0.5, null),
                labelled(true, null),
                labelled("a", null, ""));

        for (Table table : tables) {
            Column<?> column = table.column("x");
            assertThat(column.countMissing()).as(column.type().name()).isEqualTo(table.rowCount() - 1);
            String file = folder.resolve("rows.csv").toString();
            Tables.forSpreadsheet(table.selectColumns("x")).write().csv(file);
            assertThat(Files.readAllLines(Path.of(file)).stream().skip(2)).allMatch(line -> line.matches("\"?\"?"));
            assertThat(TableHtml.of(table.selectColumns("x")) + TableHtml.text(table.selectColumns("x")))
                    .doesNotContain("null", "-2", "-9", "NaN");
        }
    }

    @Test
    void labelsOfNothingAreTexts() {
        assertThat(labelled("", "").column("x").type()).isEqualTo(ColumnType.STRING);
        assertThat(labelled((Object) null).columnNames()).doesNotContain("x");
    }

    @Test
    void whatIsMissingInARowThatWasNotRunIsNothingInAFileAndInACell(@TempDir Path folder) throws IOException {
        String file = folder.resolve("rows.csv").toString();
        Tables.forSpreadsheet(Tables.of(MIXED).where(Selection.with(4))).write().csv(file);

        assertThat(Files.readAllLines(Path.of(file)).get(1))
                .startsWith("4,not run,,false,NOT_RUN,")
                .endsWith(",0,false,false,,,,,,,,,,,,,,");
        assertThat(TableHtml.of(Tables.of(MIXED)) + TableHtml.text(Tables.of(MIXED)))
                .doesNotContain("null", "-2147483648", "-9223372036854775808", "NaN");
    }

    @Test
    void aLabelKeepsItsNameAndAColumnOfOursThatIsCalledSoGetsAnother() {
        Run run = SampleRuns.of(
                List.of(
                        Prompt.of("first")
                                .label("Answer", "mine")
                                .label("run_answer", "too")
                                .label("INDEX", 7),
                        Prompt.of("second")
                                .label("Shop", "a")
                                .label("shop", "b")
                                .label("SHOP", "c")),
                1,
                prompt -> Reply.of("ok"));
        Table table = Tables.of(run);

        assertThat(table.columnNames())
                .contains(
                        "Answer",
                        "run_answer",
                        "run_run_answer",
                        "Shop",
                        "label_shop",
                        "label_label_SHOP",
                        "run_index");
        assertThat(table.columnNames().stream().map(String::toLowerCase)).doesNotHaveDuplicates();
        assertThat(List.of("Shop", "label_shop", "label_label_SHOP"))
                .extracting(name -> table.stringColumn(name).get(1))
                .containsExactly("a", "b", "c");
        assertThat(table.stringColumn("Answer").get(0)).isEqualTo("mine");
        assertThat(table.stringColumn("run_answer").get(0)).isEqualTo("too");
        assertThat(table.stringColumn("run_run_answer").get(0)).isEqualTo("ok");
        assertThat(table.intColumn("INDEX").get(0)).isEqualTo(7);
        assertThat(table.intColumn("run_index").asList()).containsExactly(0, 1);
    }

    @Test
    void everyRequestIsARowOfAttempts() {
        Run run = SampleRuns.flaky(300, 8);
        Table attempts = Tables.attempts(run);

        assertThat(describe(attempts))
                .containsExactly(
                        "index INTEGER",
                        "attempt INTEGER",
                        "lane INTEGER",
                        "queued INSTANT",
                        "sent INSTANT",
                        "finished INSTANT",
                        "wait_ms DOUBLE",
                        "held_ms DOUBLE",
                        "latency_ms DOUBLE",
                        "success BOOLEAN",
                        "error_kind STRING",
                        "error STRING",
                        "tokens_in LONG",
                        "tokens_out LONG",
                        "tokens_thinking LONG",
                        "tokens_cached LONG");
        assertThat(attempts.rowCount()).isEqualTo(run.metrics().attempts()).isGreaterThan(300);
        assertThat(attempts.intColumn("index").asList()).isSorted();
        assertThat(attempts.booleanColumn("success").countTrue())
                .isEqualTo(run.answered().size());
        Table retried = attempts.where(attempts.stringColumn("error_kind").isEqualTo("OVERLOADED"));
        assertThat(retried.rowCount()).isPositive();
        assertThat(retried.stringColumn("error").unique().asList()).containsExactly("busy");
    }

    @Test
    void theSummaryHasARowForEachRun() {
        Run one = SampleRuns.flaky(100, 1);
        Table summary = Tables.summary(one, MIXED, SampleRuns.empty());

        assertThat(summary.columnNames())
                .containsExactly(
                        "workers",
                        "prompts",
                        "answered",
                        "failed",
                        "not_run",
                        "retried",
                        "requests",
                        "refused",
                        "success_rate",
                        "wall_s",
                        "speed_up",
                        "p50_ms",
                        "p90_ms",
                        "p95_ms",
                        "p99_ms",
                        "mean_ms",
                        "mean_in_flight",
                        "most_in_flight",
                        "per_prompt_ms",
                        "prompts_per_s",
                        "tokens_in",
                        "tokens_out",
                        "cost");
        assertThat(summary.intColumn("workers").asList()).containsExactly(1, 1, 8);
        assertThat(summary.intColumn("prompts").asList()).containsExactly(100, 5, 0);
        assertThat(summary.intColumn("not_run").asList()).containsExactly(0, 1, 0);
        assertThat(summary.doubleColumn("success_rate").get(1)).isEqualTo(0.2);
        assertThat(summary.doubleColumn("wall_s").get(0)).isEqualTo(one.took().toNanos() / 1e9);
        assertThat(summary.longColumn("tokens_in").get(1)).isEqualTo(15);
        assertThat(summary.longColumn("tokens_out").get(1))
                .as("thinking included")
                .isEqualTo(20 + 30 + 6);
        assertThat(Tables.summary().rowCount()).isZero();
        assertThat(Tables.summary(List.of(one, MIXED)).print())
                .isEqualTo(Tables.summary(one, MIXED).print());
    }

    @Test
    void aSpeedUpIsOverTheSequentialRunWhereverItStandsAndMissingWhereNothingIsComparable() {
        Run one = SampleRuns.flaky(40, 1);
        Run four = SampleRuns.flaky(40, 4);
        DoubleColumn speedUps = Tables.summary(four, one, SampleRuns.flaky(41, 4), SampleRuns.empty())
                .doubleColumn("speed_up");

        assertThat(speedUps.get(0))
                .isEqualTo(one.took().toNanos() / (double) four.took().toNanos())
                .isGreaterThan(1);
        assertThat(speedUps.get(1)).isEqualTo(1);
        assertThat(speedUps.isMissing(2)).as("other prompts").isTrue();
        assertThat(speedUps.isMissing(3)).as("nothing was asked").isTrue();
        assertThat(Tables.summary(one).doubleColumn("speed_up").isMissing(0))
                .as("one run alone")
                .isTrue();
    }

    @Test
    void tenThousandRowsAreShownAsTheirFirstAndLast() {
        Table table = Tables.of(SampleRuns.flaky(10_000, 50));

        assertThat(table.rowCount()).isEqualTo(10_000);
        assertThat(TableHtml.of(table))
                .contains(">prompt 9<", "9985 rows not shown", ">prompt 9995<", "10,000 rows × 23 columns")
                .doesNotContain(">prompt 10<", ">prompt 9994<");
    }

    @Test
    void numbersStandRightAndAreRoundedTextsStandLeft() {
        String html = TableHtml.of(
                Tables.summary(SampleRuns.lasting(1_234)).selectColumns("p50_ms", "wall_s", "success_rate"));

        assertThat(html)
                .contains("text-align:right", ">1234<", ">1.23<", ">1<")
                .doesNotContain("text-align:left", "dir=\"auto\" style=\"display:table-cell;text-align:right");
        assertThat(TableHtml.of(Tables.of(MIXED).selectColumns("prompt")))
                .contains("text-align:start", "<span role=\"cell\" dir=\"auto\"");
        assertThat(TableHtml.of(labelled(2026, -1999).selectColumns("x"))).contains(">2026<", ">-1999<");
        assertThat(TableHtml.of(labelled(2026, -1999, 10_000).selectColumns("x")))
                .as("one column, one way")
                .contains(">2,026<", ">-1,999<", ">10,000<");
    }

    @Test
    void eachCallBuildsATableOfItsOwn() {
        Table first = Tables.of(MIXED);
        first.removeColumns("answer").setName("mine");

        assertThat(Tables.of(MIXED).columnNames()).contains("answer");
        assertThat(Tables.of(MIXED).name()).isEmpty();
    }

    @Test
    void theCostOfARowIsInDollarsAndAddsUpToThatOfTheRun() {
        List<Prompt> prompts =
                Stream.of("a", "b", "a", "blocked").map(Prompt::of).toList();
        Run run = SampleRuns.of(prompts, 1, new RunHtmlTest.Priced(prompt -> {
            if (prompt.text().equals("blocked")) {
                throw ModelException.of(ErrorKind.BLOCKED, "no");
            }
            return new Reply("ok", new Usage(10, 60, 40, 0), "STOP", "flash");
        }));
        Table table = Tables.of(run);

        assertThat(table.doubleColumn("cost").get(0)).isCloseTo(0.00101, offset(1e-12));
        assertThat(table.doubleColumn("cost").get(2))
                .as("shares the answer of the first")
                .isZero();
        assertThat(table.doubleColumn("cost").isMissing(3)).isTrue();
        assertThat(table.doubleColumn("cost").sum())
                .isCloseTo(run.metrics().cost().orElseThrow(), offset(1e-12));
        assertThat(table.booleanColumn("deduplicated").asList()).containsExactly(false, false, true, false);
        assertThat(Tables.summary(run, MIXED).doubleColumn("cost").get(0)).isCloseTo(0.00202, offset(1e-12));
        assertThat(Tables.summary(run, MIXED).doubleColumn("cost").isMissing(1)).isTrue();
    }

    @Test
    void rowsThatWereDoneEarlierAreMarked() {
        Run run = SampleRuns.resumed();

        assertThat(Tables.of(run).booleanColumn("resumed").countTrue())
                .isEqualTo((int) run.results().stream().filter(Result::resumed).count())
                .isBetween(1, 39);
    }

    @Test
    void whatALimitHeldIsPartOfTheWaits() {
        Run run = SampleRuns.freeTier(40);
        Table rows = Tables.of(run);
        Table requests = Tables.attempts(run);

        for (Row row : rows) {
            assertThat(row.getDouble("held_ms"))
                    .isBetween(0.0, row.getDouble("queue_ms") + row.getDouble("wait_ms") + 1e-6);
        }
        assertThat(rows.doubleColumn("held_ms").max()).isGreaterThan(60_000);
        assertThat(requests.doubleColumn("held_ms").sum())
                .isCloseTo(rows.doubleColumn("held_ms").sum(), offset(1e-3));
        assertThat(Tables.summary(run).intColumn("refused").get(0))
                .isEqualTo(requests.where(requests.stringColumn("error_kind").isEqualTo("RATE_LIMITED"))
                        .rowCount())
                .isPositive();
    }

    @Test
    void theChangesOfThePaceAreRowsWithTheirTimeAndReason() {
        Run run = SampleRuns.freeTier(40);
        Table changes = Tables.changes(run);

        assertThat(describe(changes)).containsExactly("time_s DOUBLE", "cap INTEGER", "per_minute LONG", "why STRING");
        assertThat(changes.rowCount()).isEqualTo(run.changes().size());
        assertThat(changes.doubleColumn("time_s").asList()).isSorted();
        Table named = changes.where(changes.stringColumn("why").startsWith("limit named"));
        assertThat(named.longColumn("per_minute").asList()).containsExactly(10L);
        assertThat(Tables.changes(SampleRuns.slowStart(100))
                        .longColumn("per_minute")
                        .isMissing(0))
                .as("no limit was known")
                .isTrue();
        assertThat(Tables.changes(SampleRuns.empty()).stringColumn("why").asList())
                .containsExactly("the run begins");
    }

    @Test
    void thePausesAreRowsWithinTheTimeOfTheRun() {
        Run run = SampleRuns.freeTier(40);
        Table pauses = Tables.pauses(run);

        assertThat(describe(pauses)).containsExactly("from_s DOUBLE", "to_s DOUBLE", "lasted_s DOUBLE", "why STRING");
        for (Row row : pauses) {
            assertThat(row.getDouble("to_s") - row.getDouble("from_s"))
                    .isCloseTo(row.getDouble("lasted_s"), offset(1e-6));
        }
        assertThat(pauses.doubleColumn("from_s").min()).isPositive();
        assertThat(pauses.doubleColumn("to_s").max()).isLessThan(run.took().toNanos() / 1e9);
        assertThat(Tables.pauses(SampleRuns.resumed()).doubleColumn("to_s").max())
                .as("a gap of three hours does not count")
                .isLessThan(600);
    }

    @Test
    void theLimitsThatWereLearnedAreRows() {
        SampleRuns.freeTier(15);
        Table limits = Tables.limits();

        assertThat(describe(limits))
                .containsExactly(
                        "account STRING",
                        "counts STRING",
                        "window STRING",
                        "value LONG",
                        "allowed LONG",
                        "learned INSTANT",
                        "from STRING");
        assertThat(limits.rowCount()).isEqualTo(Batch.limits().all().size());
        Row last = limits.row(limits.rowCount() - 1);
        assertThat(List.of(last.getString("account"), last.getString("counts"), last.getString("window")))
                .containsExactly("model", "requests", "minute");
        assertThat(last.getLong("value")).isEqualTo(10);
        assertThat(last.getString("from")).contains("429");
    }

    @Test
    void aFileForASpreadsheetHasNoTextThatIsAFormula(@TempDir Path folder) {
        List<String> texts = List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "1-1", "a=b", "", "'=1");
        StringColumn column = StringColumn.create("=HYPERLINK(\"x\")", texts);
        Table table = Table.create(
                "answers", column, IntColumn.create("n", IntStream.range(-5, 6).toArray()));
        String file = folder.resolve("answers.csv").toString();

        Tables.forSpreadsheet(table).write().csv(file);
        Table read = Table.read()
                .usingOptions(CsvReadOptions.builder(file)
                        .columnTypes(new ColumnType[] {ColumnType.STRING, ColumnType.INTEGER})
                        .ignoreZeroDecimal(false));

        assertThat(read.columnNames()).containsExactly("'=HYPERLINK(\"x\")", "n");
        assertThat(read.stringColumn(0).asList())
                .containsExactly(
                        "'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'\r=1", "'\n=1", "1-1", "a=b", "", "'=1");
        assertThat(read.intColumn("n").asList()).startsWith(-5, -4).hasSize(11);
        assertThat(column.asList()).as("the table itself is as it was").isEqualTo(texts);
        assertThat(Tables.forSpreadsheet(Tables.of(MIXED)).columnNames())
                .isEqualTo(Tables.of(MIXED).columnNames());
    }

    @Test
    void nothingBeforeTheFormulaHelpsItThroughTheWriterThatTrims(@TempDir Path folder) {
        List<String> blanks = List.of(
                " ",
                "   ",
                "\0",
                "\u000B",
                "\u001F",
                "\u007F",
                "\u00A0",
                "\u200B",
                "\u202E",
                "\u2028",
                "\u3000",
                "\uFEFF",
                "\t \r\n",
                " \0\u00A0\uFEFF");
        List<String> signs = List.of("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫");
        List<String> texts = blanks.stream()
                .flatMap(blank -> signs.stream().map(sign -> blank + sign + "HYPERLINK(\"http://x\")"))
                .toList();
        String file = folder.resolve("answers.csv").toString();

        Tables.forSpreadsheet(Table.create("answers", StringColumn.create(" =1+1", texts)))
                .write()
                .csv(file);
        Table read = Table.read()
                .usingOptions(CsvReadOptions.builder(file).columnTypes(new ColumnType[] {ColumnType.STRING}));

        assertThat(read.columnNames()).containsExactly("'=1+1");
        assertThat(read.stringColumn(0).asList())
                .hasSameSizeAs(texts)
                .allSatisfy(text -> assertThat(text).startsWith("'").endsWith("HYPERLINK(\"http://x\")"));
    }

    @Test
    void ordinaryTextsStayAsTheyAreInAFileForASpreadsheet() {
        List<String> texts =
                List.of(" two words", "a = b", "3 - 2", "e=mc2", "a@b.c", "«-»", "1", "שלום", "\u00A0x", "(-1)");
        Table table = Table.create(
                "",
                StringColumn.create("text", texts),
                DoubleColumn.create("number", -1.5, -2, 3, 4, 5, 6, 7, 8, 9, -10));

        Table safe = Tables.forSpreadsheet(table);

        assertThat(safe.stringColumn("text").asList()).isEqualTo(texts);
        assertThat(safe.doubleColumn("number").asList())
                .isEqualTo(table.doubleColumn("number").asList());
    }
}
