package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What answers say, as columns. */
class AnswerTablesTest {
    enum Sentiment {
        POSITIVE,
        NEGATIVE
    }

    record Seller(String name, Optional<LocalDate> since) {}

    record Review(
            Sentiment sentiment,
            List<String> topics,
            int urgency,
            Optional<Seller> seller,
            Integer stars,
            OptionalInt pages) {}

    private static final String FULL = """
            {"sentiment":"positive","topics":["price","it's \\"fast\\", or so"],"urgency":2,\
            "seller":{"name":"Ada","since":"2020-01-31"},"stars":4,"pages":7}""";
    private static final String LEAST =
            "```json\n{\"sentiment\":\"NEGATIVE\",\"topics\":[],\"urgency\":5,\"seller\":null,\"stars\":null}\n```";

    /** Answers with the prompt; fails for {@code fail}. */
    private static final Model ECHO = prompt -> {
        if (prompt.text().startsWith("fail")) {
            throw ModelException.of(ErrorKind.BLOCKED, "not this").partial(Reply.of(FULL));
        }
        return Reply.of(prompt.text());
    };

    private static Run run(Model model, Object... prompts) {
        List<Prompt> all = new ArrayList<>();
        for (Object one : prompts) {
            all.add(one instanceof Prompt prompt ? prompt : Prompt.of((String) one));
        }
        return Batch.of(model).deduplicate(false).progress(Progress.none()).run(all);
    }

    private static Run typed(Object... prompts) {
        return run(Model.named("echo", ECHO).answering(Review.class), prompts);
    }

    private static String cells(Table table, String column) {
        Column<?> cells = table.column(column);
        return IntStream.range(0, cells.size())
                .mapToObj(row -> cells.isMissing(row) ? "-" : cells.get(row).toString())
                .collect(Collectors.joining(" | "));
    }

    @Test
    void eachComponentIsAColumnOfItsTypeAfterTheLabels() {
        Table table = Tables.of(typed(Prompt.of(FULL).label("shop", "Lyon"), LEAST, "fail"));
        List<String> names = table.columnNames();
        int first = names.indexOf("shop") + 1;
        assertThat(names.subList(first, first + 7))
                .containsExactly("sentiment", "topics", "urgency", "seller.name", "seller.since", "stars", "pages");
        assertThat(cells(table, "sentiment")).isEqualTo("POSITIVE | NEGATIVE | -");
        assertThat(cells(table, "topics")).isEqualTo("[\"price\", \"it's \\\"fast\\\", or so\"] | [] | -");
        assertThat(cells(table, "urgency")).isEqualTo("2 | 5 | -");
        assertThat(cells(table, "seller.name")).isEqualTo("Ada | - | -");
        assertThat(cells(table, "seller.since")).isEqualTo("2020-01-31 | - | -");
        assertThat(cells(table, "stars")).isEqualTo("4 | - | -");
        assertThat(cells(table, "pages")).isEqualTo("7 | - | -");
        assertThat(table.column("urgency")).isInstanceOf(IntColumn.class);
        assertThat(table.column("seller.since")).isInstanceOf(DateColumn.class);
        assertThat(table.stringColumn("answer").get(1)).isEqualTo(LEAST);
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Everything(
            long large,
            double number,
            float single,
            BigDecimal exact,
            boolean truth,
            LocalTime time,
            LocalDateTime local,
            Instant instant,
            Map<String, List<Seller>> sellers,
            Seller[] rivals,
            Optional<Sentiment> mood) {}

    @Test
    void eachTypeHasAColumnOfItsOwn() {
        Table table = Tables.of(run(Model.named("echo", ECHO).answering(Everything.class), """
                        {"large": 7000000000, "number": 0.5, "single": 0.1, "exact": 1.50, "truth": false,
                         "time": "09:30:00", "local": "2026-11-25T09:30:00", "instant": "2026-11-25T09:30:00Z",
                         "sellers": {"a": [{"name": "Ada", "since": null}]}, "rivals": [{"name": "Bo"}], "mood": null}"""));
        int first = table.columnIndex("large");
        assertThat(table.columns().subList(first, first + 11).stream()
                        .map(column -> column.name() + " " + column.type()))
                .containsExactly(
                        "large LONG",
                        "number DOUBLE",
                        "single DOUBLE",
                        "exact DOUBLE",
                        "truth BOOLEAN",
                        "time LOCAL_TIME",
                        "local LOCAL_DATE_TIME",
                        "instant INSTANT",
                        "sellers STRING",
                        "rivals STRING",
                        "mood STRING");
        assertThat(cells(table, "single")).isEqualTo("0.1");
        assertThat(cells(table, "exact")).isEqualTo("1.5");
        assertThat(cells(table, "sellers")).isEqualTo("{\"a\": [{\"name\": \"Ada\", \"since\": null}]}");
        assertThat(cells(table, "rivals")).isEqualTo("[{\"name\": \"Bo\", \"since\": null}]");
    }

    record Clashing(String prompt, String model, int stars, int Stars) {}

    @Test
    void aComponentWhoseNameIsTakenGetsAnother() {
        Run run = run(
                Model.named("echo", ECHO).answering(Clashing.class),
                Prompt.of("{\"prompt\":\"a\",\"model\":\"b\",\"stars\":1,\"Stars\":2}")
                        .label("Stars", 5));
        assertThat(Tables.of(run).columnNames())
                .contains("Stars", "prompt", "model", "run_prompt", "run_model", "answer_stars", "answer_answer_Stars");
        assertThat(cells(Tables.of(run), "answer_answer_Stars")).isEqualTo("2");
    }

    @Test
    void anEnumAloneAndAChoiceAreOneColumn() {
        Table moods = Tables.of(run(
                Model.named("echo", ECHO).answering(Sentiment.class),
                Prompt.of("Positive.").label("sentiment", "NEGATIVE"),
                "NEGATIVE",
                "fail"));
        assertThat(cells(moods, "sentiment")).isEqualTo("NEGATIVE | - | -");
        assertThat(cells(moods, "answer_sentiment")).isEqualTo("POSITIVE | NEGATIVE | -");
        Table choices = Tables.of(run(Model.named("echo", ECHO).choosing("yes", "no"), "\"Yes\"", "no", "fail"));
        assertThat(cells(choices, "choice")).isEqualTo("yes | no | -");
        assertThat(Charts.bars(choices, "choice")).isNotNull();
    }

    @Test
    void aRunWithoutATypeIsReadByOne() {
        Run run = run(ECHO, FULL, "no JSON", "fail");
        assertThat(Tables.of(run).columnNames()).doesNotContain("sentiment");
        assertThat(cells(Tables.of(run, Review.class), "sentiment")).isEqualTo("POSITIVE | - | -");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.of(run, String.class))
                .withMessageStartingWith("an answer cannot be a String");
    }

    @Test
    void jsonWithoutARecordIsSpread() {
        Run run = run(
                ECHO,
                "{\"a\":1,\"b\":{\"c\":true,\"d\":{\"e\":\"x\"}},\"list\":[1,\"two\"],\"mixed\":1}",
                "Sure:\n```json\n{\"A\":2,\"b\":{},\"number\":1.5,\"mixed\":\"one\",\"prompt\":null}\n```",
                "no JSON",
                "[1,2]",
                "fail");
        Table table = Tables.json(run);
        int first = table.columnIndex("a");
        assertThat(table.columns().subList(first, first + 8).stream()
                        .map(column -> column.name() + " " + column.type()))
                .containsExactly(
                        "a INTEGER",
                        "b.c BOOLEAN",
                        "b.d.e STRING",
                        "list STRING",
                        "mixed STRING",
                        "b STRING",
                        "number DOUBLE",
                        "prompt STRING");
        assertThat(cells(table, "a")).isEqualTo("1 | 2 | - | - | -");
        assertThat(cells(table, "b.c")).isEqualTo("true | - | - | - | -");
        assertThat(cells(table, "list")).isEqualTo("[1, \"two\"] | - | - | - | -");
        assertThat(cells(table, "mixed")).isEqualTo("1 | one | - | - | -");
        assertThat(cells(table, "b")).isEqualTo("- | {} | - | - | -");
        assertThat(table.stringColumn("answer").get(2)).isEqualTo("no JSON");
    }

    @Test
    void numbersOfJsonKeepWhatTheyAre() {
        Table table = Tables.json(run(
                ECHO,
                "{\"a\":1,\"b\":7000000000,\"c\":-2147483648,\"d\":1e400,\"e\":99999999999999999999}",
                "{\"a\":1.5,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"\":true}"));
        assertThat(table.columns().stream().map(column -> column.name() + " " + column.type()))
                .contains("a DOUBLE", "b LONG", "c LONG", "d STRING", "e DOUBLE", "field BOOLEAN");
    }

    @Test
    void anAnswerOfManyFieldsDoesNotMakeATableWithoutEnd() {
        String many = IntStream.range(0, 5_000)
                .mapToObj(i -> "\"f" + i + "x".repeat(200) + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        Table table = Tables.json(run(ECHO, many, "{\"late\":1}"));
        assertThat(table.columnCount()).isLessThan(600);
        assertThat(table.columnNames()).doesNotContain("late").allMatch(name -> name.length() <= 100);
    }

    @Test
    void aListBecomesRows() {
        Table table = Tables.of(typed(Prompt.of(FULL).label("shop", "Lyon"), LEAST, "fail"));
        Table rows = Tables.explode(table, "Topics");
        assertThat(rows.columnNames()).isEqualTo(table.columnNames());
        assertThat(cells(rows, "topics")).isEqualTo("price | it's \"fast\", or so | - | -");
        assertThat(cells(rows, "index")).isEqualTo("0 | 0 | 1 | 2");
        assertThat(cells(rows, "shop")).isEqualTo("Lyon | Lyon | - | -");
        assertThat(cells(rows, "urgency")).isEqualTo("2 | 2 | 5 | -");
        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(Charts.bars(rows, "topics")).isNotNull();
    }

    @Test
    void elementsKeepTheirTypesAndObjectsBecomeColumns() {
        Table table = Table.create(
                "orders",
                IntColumn.create("id", 1, 2),
                StringColumn.create("counts", "[1, 2]", "[3, null]"),
                StringColumn.create("items", "[{\"name\":\"tea\",\"price\":2.5}, {\"name\":\"cake\"}]", "[]"),
                StringColumn.create("lists", "[[1],[2]]", ""),
                StringColumn.create("items.name", "taken", "taken"));
        assertThat(cells(Tables.explode(table, "counts"), "counts")).isEqualTo("1 | 2 | 3 | -");
        assertThat(Tables.explode(table, "counts").column("counts")).isInstanceOf(IntColumn.class);
        Table items = Tables.explode(table, "items");
        assertThat(items.name()).isEqualTo("orders");
        assertThat(items.columnNames())
                .containsExactly("id", "counts", "element_items.name", "items.price", "lists", "items.name");
        assertThat(cells(items, "element_items.name")).isEqualTo("tea | cake | -");
        assertThat(cells(items, "items.price")).isEqualTo("2.5 | - | -");
        assertThat(cells(Tables.explode(Tables.explode(table, "lists"), "lists"), "lists"))
                .isEqualTo("1 | 2 | -");
    }

    @Test
    void whatIsNoListIsTold() {
        Table table = Table.create(
                IntColumn.create("id", 1, 2), StringColumn.create("topics", "[]", "price, <b>delivery</b>"));
        refused(table, "topic", "the table has no column \"topic\"; it has id, topics");
        refused(table, "id", "the column \"id\" is one of INTEGER, and lists are texts");
        refused(table, "topics", "row 1 of the column \"topics\" is no JSON list: \"price, <b>delivery</b>\"");
    }

    private static void refused(Table table, String column, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.explode(table, column))
                .withMessage(why);
    }
}
