package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Batch;
import batchbook.Journal;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.prompt.Labels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** A table in, a table out: prompts of its rows, and its columns beside the answers. */
class TablePromptsTest {
    private static final Model ECHO = Model.named("echo", prompt -> Reply.of(prompt.text()));

    @TempDir
    Path folder;

    private static Run run(Iterable<?> prompts) {
        return Batch.of(ECHO).progress(Progress.none()).run(prompts);
    }

    private static Table reviews() {
        return Table.create(
                "reviews",
                StringColumn.create("product", "Kettle", "Pot", "Pan"),
                StringColumn.create("text", "It leaks.", "Good {pot}", "So-so"),
                IntColumn.create("stars", 1, 5, 3));
    }

    /** A column of every type, of which the second row has nothing. */
    private static Table everyType() {
        Table table = Table.create(
                "all",
                StringColumn.create("text", "a", "", "007"),
                IntColumn.create("int", new Integer[] {1, null, 3}),
                LongColumn.create("long", 1, Long.MIN_VALUE, 1L << 40),
                DoubleColumn.create("double", new Double[] {1.0, null, 0.25}),
                BooleanColumn.create("boolean", new Boolean[] {true, null, false}),
                DateColumn.create("date", LocalDate.of(2026, 1, 2), null, LocalDate.of(1999, 12, 31)),
                TimeColumn.create("time", LocalTime.of(9, 5), null, LocalTime.of(23, 59, 59, 5_000_000)),
                DateTimeColumn.create(
                        "datetime", LocalDateTime.of(2026, 1, 2, 9, 5), null, LocalDateTime.of(9, 1, 1, 0, 0)),
                InstantColumn.create("instant", Instant.EPOCH, null, Instant.parse("2026-01-02T09:05:00.123Z")));
        return table.addColumns(StringColumn.create("n", "1", "2", "3"));
    }

    private static void same(Table table, Table source) {
        for (Column<?> column : source.columns()) {
            Column<?> other = table.column(column.name());
            assertThat(other.type()).as(column.name()).isEqualTo(column.type());
            for (int row = 0; row < column.size(); row++) {
                assertThat(other.isMissing(row)).as(column.name() + " " + row).isEqualTo(column.isMissing(row));
                assertThat(column.isMissing(row) ? null : (Object) other.get(row))
                        .as(column.name() + " " + row)
                        .isEqualTo(column.isMissing(row) ? null : column.get(row));
            }
        }
    }

    @Test
    void aRowIsAPromptAndItsColumnsStandBeforeTheAnswer() {
        List<Prompt> prompts = Tables.prompts(reviews(), "Classify this review of {product}:\n{TEXT} ({stars})");

        assertThat(prompts.get(1).text()).isEqualTo("Classify this review of Pot:\nGood {pot} (5)");
        Table table = Tables.of(run(prompts));
        assertThat(table.columnNames()).startsWith("product", "text", "stars", "index", "prompt", "answer");
        same(table, reviews());
    }

    @Test
    void everyTypeComesThroughTheRunAndTheJournal() {
        Path file = folder.resolve("rows.jsonl");
        List<Prompt> prompts = Tables.prompts(everyType(), "number {n}");
        Run run = Batch.of(ECHO).journal(file).progress(Progress.none()).run(prompts);

        assertThat(Tables.of(run).columnNames().subList(0, 10))
                .isEqualTo(everyType().columnNames());
        same(Tables.of(run), everyType());
        assertThat(Tables.of(Journal.read(file)).columnNames().subList(0, 10))
                .isEqualTo(everyType().columnNames());
        same(Tables.of(Journal.read(file)), everyType());
        same(Tables.join(run, everyType()), everyType());
    }

    @Test
    void smallerNumbersBecomeThoseOfAnswers() {
        ShortColumn small = ShortColumn.create("short", new short[] {1});
        small.appendMissing();
        FloatColumn single = FloatColumn.create("float", new float[] {0.1f});
        single.appendMissing();
        Table table = Table.create("", small, single, IntColumn.create("n", 1, 2));

        Table answers = Tables.of(run(Tables.prompts(table, "{n}")));
        assertThat(answers.intColumn("short").asList()).containsExactly(1, null);
        assertThat(answers.doubleColumn("float").get(0)).isEqualTo(0.1);
        assertThat(answers.doubleColumn("float").isMissing(1)).isTrue();
        assertThat(Tables.prompts(table.first(1), "{float}").get(0).text()).isEqualTo("0.1");
    }

    @Test
    void aColumnWithoutAnyValueKeepsItsPlace() {
        Table table = reviews().addColumns(StringColumn.create("note", 3)).selectColumns("note", "text");

        assertThat(Tables.of(run(Tables.prompts(table, "{text}"))).columnNames())
                .startsWith("note", "text", "index");
    }

    @Test
    void namesMayBeAnything() {
        Table table = Table.create(
                "",
                StringColumn.create("Größe in cm.", "1"),
                StringColumn.create("日本 語", "2"),
                StringColumn.create(" x ", "3"));

        assertThat(Tables.prompts(table, "{größe IN cm.}{日本 語}{x}").get(0).text())
                .isEqualTo("123");
        Table hostile = Table.create(
                "",
                StringColumn.create("a{b}", "1"),
                StringColumn.create("<b>", "2"),
                StringColumn.create("prompt", "3"));
        assertThat(Tables.prompts(hostile, "{<b>}{prompt}").get(0).text()).isEqualTo("23");
        assertThat(Tables.of(run(Tables.prompts(hostile, "{<b>}"))).columnNames())
                .startsWith("a{b}", "<b>", "prompt", "index", "run_prompt", "answer");
    }

    @Test
    void whatIsMissingIsToldWithItsRowsAndTheWayOut() {
        Table table = Table.create(
                "reviews",
                StringColumn.create("text", "a", "", " \n", "b", "", "", "", "", ""),
                IntColumn.create("stars", new Integer[] {1, 2, 3, null, 5, 6, 7, 8, 9}));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(table, "{text} {stars}"))
                .withMessage(
                        "7 of 9 rows have no text, which the template needs: rows 1, 2, 4, 5, 6 and 2 more. 1 of 9 rows"
                                + " has no stars, which the template needs: row 3. (Rows are counted from 0.) Nothing was made or"
                                + " sent. Leave them out: table = table.where(table.stringColumn(\"text\").trim().isNotMissing());"
                                + " table = table.where(table.column(\"stars\").isNotMissing()); Or write {text?} and"
                                + " {stars?} where nothing may stand.");
        assertThat(Tables.prompts(table, "{text?}, {stars?} stars"))
                .extracting(Prompt::text)
                .startsWith("a, 1 stars", ", 2 stars", ", 3 stars", "b,  stars");
        Table left = table.where(table.stringColumn("text").trim().isNotMissing());
        Table all = left.where(left.column("stars").isNotMissing());
        assertThat(Tables.prompts(all, "{text} {stars}"))
                .extracting(Prompt::text)
                .containsExactly("a 1");
    }

    @Test
    void aKeyColumnIsTheIdOfEachPrompt() {
        Table table = Table.create("", IntColumn.create("sku", 7, 8), StringColumn.create("text", "a", "b"));
        List<Prompt> prompts = Tables.prompts(table, "{text}", "SKU");

        assertThat(prompts).extracting(Prompt::id).containsExactly("7", "8");
        assertThat(Tables.of(run(prompts)).columnNames()).startsWith("sku", "text", "index", "id", "prompt");
        Table called = table.copy();
        called.column("sku").setName("id");
        assertThat(Tables.of(run(Tables.prompts(called, "{text}", "id"))).columnNames())
                .startsWith("id", "text", "index", "prompt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(table, "{text}", "key"))
                .withMessageContaining("the table has no column \"key\"; it has sku, text");
        Table twice = Table.create("", IntColumn.create("sku", 7, 8, 7), StringColumn.create("text", "a", "b", "c"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(twice, "{text}", "sku"))
                .withMessage(
                        "the key sku is not the key of one row each: 7 (rows 0 and 2). Nothing was made or sent. Take"
                                + " another column, or none.");
        Table none = Table.create(
                "", IntColumn.create("sku", new Integer[] {7, null}), StringColumn.create("text", "a", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(none, "{text}", "sku"))
                .withMessageContaining("1 of 2 rows has no sku, the key: row 1.");
    }

    record Review(String product, Optional<Integer> stars, LocalDate day) {}

    @Test
    void recordsAndMapsAreRowsToo() {
        List<Prompt> prompts = Tables.prompts(
                List.of(
                        new Review("Kettle", Optional.of(4), LocalDate.of(2026, 1, 2)),
                        new Review("Pot", Optional.empty(), LocalDate.of(2026, 1, 3))),
                "{product} on {day}",
                "product");
        assertThat(prompts.get(0).text()).isEqualTo("Kettle on 2026-01-02");
        assertThat(prompts.get(1).id()).isEqualTo("Pot");
        assertThat(Tables.of(run(prompts)).intColumn("stars").asList()).containsExactly(4, null);

        Map<String, Object> second = new LinkedHashMap<>();
        second.put("price", 2.5);
        second.put("text", "b");
        List<Prompt> ofMaps = Tables.prompts(Arrays.asList(Map.of("text", "a"), second), "say {text}");
        assertThat(ofMaps).extracting(Prompt::text).containsExactly("say a", "say b");
        assertThat(Labels.of(ofMaps.get(0).labels()).names()).containsExactly("text", "price");

        // It is called by way of the record's components.
        @SuppressWarnings("UnusedMethod")
        record Broken(String text) {
            @Override
            public String text() {
                throw new IllegalStateException("no text today");
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(List.of(new Broken("")), "{text}"))
                .withMessageContaining("no text today");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(List.of("a", 1), "{text}"))
                .withMessageContaining("this list has String and Integer: pass a table, or a list of maps or records");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(Arrays.asList(Map.of("a", 1), null), "{a}"))
                .withMessageContaining("row 1 is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(List.of(Map.of("a", 1), Map.of("a", "")), "{a}"))
                .withMessageEndingWith("Leave these rows out. Or write {a?} where nothing may stand.");
        assertThat(Tables.prompts((Iterable<?>) reviews(), "{text}")).hasSize(3);
        assertThat(Tables.prompts(reviews().emptyCopy(), "{text}")).isEmpty();
        assertThat(Tables.prompts(List.of(), "{text}")).isEmpty();
    }

    @Test
    void aFileNameIsReadAndNamedInMessages() throws IOException {
        String file = Files.writeString(folder.resolve("feedback.csv"), "text,stars\na,1\n")
                .toString();

        assertThat(Tables.prompts(file, "{text}")).extracting(Prompt::text).containsExactly("a");
        assertThat(Tables.prompts(file, "{text}", "stars").get(0).id()).isEqualTo("1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(file, "{txt}"))
                .withMessage(file + " has no column \"txt\"; it has text, stars. Did you mean text?");
    }

    @Test
    void filesThatCannotBeAttachedAreToldTogether() {
        Table table = Table.create("", StringColumn.create("photo", "a.jpg", "b.jpg", "a.jpg"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.prompts(table, "What is it? {photo:file}"))
                .withMessageStartingWith(
                        "3 files cannot be attached: row 0: a.jpg: there is no such file (looked for it at ")
                .withMessageContaining("; row 1: b.jpg: there is no such file")
                .withMessageEndingWith(". Nothing was made or sent.");
    }

    @Test
    void aCellOfAMillionCharactersIsFilledIn() {
        String text = "x{y}".repeat(250_000);
        Table table = Table.create("", StringColumn.create("text", text));

        assertThat(Tables.prompts(table, "Sum up: {text}").get(0).text())
                .hasSize(1_000_008)
                .endsWith(text);
    }

    @Test
    void joinsByKeyWhateverItsType() {
        Table numbers = Table.create("", IntColumn.create("sku", 7, 8), StringColumn.create("text", "a", "b"));
        Run run = run(Tables.prompts(numbers, "{text}", "sku"));
        Table others = Table.create(
                "stock",
                StringColumn.create("SKU", "8", "9", "7", "", "8"),
                StringColumn.create("answer", "x", "y", "z", "", "w"));

        Table joined = Tables.join(run, others, "sku");

        assertThat(joined.name()).isEqualTo("stock");
        assertThat(joined.columnNames()).startsWith("SKU", "answer", "text", "index", "id", "prompt", "run_answer");
        assertThat(joined.stringColumn("run_answer").asList()).containsExactly("b", "", "a", "", "b");
        assertThat(joined.intColumn("index").asList()).containsExactly(1, null, 0, null, 1);
        assertThat(Tables.join(run, Table.create(DoubleColumn.create("k", 8.0)), "k")
                        .stringColumn("answer")
                        .asList())
                .containsExactly("b");
    }

    @Test
    void aJoinThatFindsNothingIsTold() {
        Run named = run(List.of(Prompt.of("r-1", "a"), Prompt.of("r-2", "b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.join(named, reviews(), "stars"))
                .withMessageContaining("no prompt has an id that stars has: the ids are r-")
                .withMessageContaining("and stars is 1, 5, 3.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.join(named, reviews(), "star"))
                .withMessageContaining("reviews has no column \"star\"")
                .withMessageContaining("Did you mean stars?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.join(named, reviews()))
                .withMessageContaining("the run has 2 prompts and the table 3 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.join(run(List.of("a")), reviews(), "text"))
                .withMessageContaining("the prompts of the run have no ids");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Tables.join(run(List.of(Prompt.of("x", "a"), Prompt.of("x", "b"))), reviews(), "text"))
                .withMessage("two prompts of the run have the id x: it is no key to join by");
    }

    @Test
    void aRowOfWhichSeveralAnswersWereAskedIsThereAsOften() {
        Run run =
                Batch.of(ECHO).samples(2).progress(Progress.none()).run(Tables.prompts(reviews(), "{text}", "product"));

        Table byPlace = Tables.join(run, reviews());
        assertThat(byPlace.stringColumn("product").asList())
                .containsExactly("Kettle", "Kettle", "Pot", "Pot", "Pan", "Pan");
        assertThat(byPlace.intColumn("sample").asList()).containsExactly(1, 2, 1, 2, 1, 2);
        assertThat(Tables.join(run, reviews(), "product").rowCount()).isEqualTo(6);
    }

    /** Where Tablesaw's own inner join loses rows: a key of more than a thousand rows on the left. */
    @Test
    void noRowOfALongTableIsLost() {
        int rows = 5_000;
        Table source = Table.create(
                "",
                StringColumn.create(
                        "model",
                        IntStream.range(0, rows)
                                .mapToObj(i -> i < 4_000 ? "a" : "b" + i)
                                .toList()),
                IntColumn.create("n", IntStream.range(0, rows).toArray()));
        Run run = run(List.of(Prompt.of("a", "first"), Prompt.of("b4500", "second")));

        Table joined = Tables.join(run, source, "model");

        assertThat(joined.rowCount()).isEqualTo(rows);
        assertThat(joined.intColumn("n").asList())
                .isEqualTo(source.intColumn("n").asList());
        assertThat(joined.stringColumn("answer").countMissing()).isEqualTo(999);
    }

    /** What a row takes is its text and its values: names are shared, and so are texts that the table has. */
    @Test
    void tenTimesTheRowsTakeTenTimesTheWork() {
        long few = allocated(2_000);
        long many = allocated(20_000);

        assertThat(many).isLessThan(12 * few);
        assertThat(many / 20_000)
                .as("bytes for each row, all that is thrown away included")
                .isLessThan(2_500);
    }

    private static long allocated(int rows) {
        List<String> texts = new ArrayList<>();
        IntStream.range(0, rows).forEach(i -> texts.add("This is the review number " + i));
        Table table = Table.create(
                "",
                StringColumn.create("text", texts),
                IntColumn.create("stars", new int[rows]),
                DoubleColumn.create("price", new double[rows]),
                StringColumn.create("shop", texts));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        List<Prompt> prompts = Tables.prompts(table, "Is it good? {text} ({stars})");
        assertThat(prompts).hasSize(rows);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
