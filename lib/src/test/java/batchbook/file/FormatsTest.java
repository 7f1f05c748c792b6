package batchbook.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** Whatever the name of a file ends in, a table comes home from it. */
class FormatsTest {
    @TempDir
    Path folder;

    /** A column of each kind, with the values at which formats stumble. */
    static Table ofAllKinds() {
        return Table.create(
                "",
                StringColumn.create("text", "=1+1", "", " 007\n\"x\",\t_x0041_", "ä€😀\u0001\r"),
                IntColumn.create("int", new Integer[] {1, null, Integer.MAX_VALUE, -Integer.MAX_VALUE}),
                LongColumn.create("long", 3_000_000_000L, 2, Long.MAX_VALUE, -5),
                DoubleColumn.create("double", 1.0, Double.NaN, 1e-300, 1.0E10),
                BooleanColumn.create("boolean", new Boolean[] {true, null, false, true}),
                DateColumn.create("date", LocalDate.of(2026, 11, 25), null, LocalDate.of(1999, 1, 1), null),
                TimeColumn.create("time", LocalTime.of(9, 30), null, LocalTime.of(23, 59, 59, 999_000_000), null),
                DateTimeColumn.create(
                        "date_time",
                        LocalDateTime.of(2026, 11, 25, 9, 30),
                        null,
                        LocalDateTime.of(2026, 2, 28, 23, 59, 59, 123_000_000),
                        null),
                InstantColumn.create("instant", Instant.parse("2026-11-25T09:30:00.123Z"), null, Instant.EPOCH, null));
    }

    static List<String> cells(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type() + "="
                        + IntStream.range(0, table.rowCount())
                                .mapToObj(row -> column.isMissing(row) ? "" : String.valueOf(column.get(row)))
                                .collect(Collectors.joining("|")))
                .toList();
    }

    private Table home(Table table, String name) {
        Path file = folder.resolve(name);
        TableWriter.write(table, file);
        return TableReader.read(file, UTF_8);
    }

    private Table read(String name, String text) throws IOException {
        return TableReader.read(Files.writeString(folder.resolve(name), text), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.tsv", "a.json", "a.jsonl", "a.NDJSON", "a.parquet"})
    void aTableOfAllKindsComesHome(String name) {
        assertThat(cells(home(ofAllKinds(), name))).isEqualTo(cells(ofAllKinds()));
    }

    @Test
    void aTableOfAllKindsComesHomeFromExcelButForNumbersOfMoreThanFifteenDigits() {
        Table table = ofAllKinds();
        table.replaceColumn("long", LongColumn.create("long", 3_000_000_000L, 2, 999_999_999_999_999L, -5));
        assertThat(cells(home(table, "a.xlsx"))).isEqualTo(cells(table));
        // Excel would keep fifteen.
        Table large = home(Table.create(LongColumn.create("id", 1, 1_234_567_890_123_456L)), "a.xlsx");
        assertThat(cells(large)).containsExactly("id STRING=1|1234567890123456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.json", "a.jsonl", "a.xlsx", "a.parquet"})
    void itDoesNotDependOnTheLocale(String name) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            Table table = ofAllKinds().dropWhere(ofAllKinds().intColumn("int").isMissing());
            table.removeColumns("long");
            assertThat(cells(home(table, name))).isEqualTo(cells(table));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.tsv", "a.xlsx"})
    void aTableWithoutRowsKeepsTheNamesOfItsColumns(String name) {
        Table home = home(ofAllKinds().emptyCopy(), name);
        assertThat(home.columnNames()).isEqualTo(ofAllKinds().columnNames());
        assertThat(home.rowCount()).isZero();
    }

    @Test
    void parquetKeepsTheTypesOfATableWithoutRows() {
        assertThat(cells(home(ofAllKinds().emptyCopy(), "a.parquet")))
                .isEqualTo(cells(ofAllKinds().emptyCopy()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.jsonl"})
    void inJsonARowSaysItsColumns(String name) throws IOException {
        TableWriter.write(ofAllKinds().emptyCopy(), folder.resolve(name));
        assertThat(Files.readString(folder.resolve(name))).isEqualTo(name.equals("a.json") ? "[\n]\n" : "");
        assertThat(TableReader.read(folder.resolve(name), UTF_8).columnCount()).isZero();
        assertThat(read("b.json", "[]").columnCount()).isZero();
        assertThatThrownBy(() -> read("b.json", "")).hasMessageContaining("it is empty: [] is a table without rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.json", "a.jsonl", "a.parquet"})
    void aTextMayHaveAMillionCharacters(String name) {
        Table table = Table.create(StringColumn.create("text", "wörd ".repeat(200_000), "b"));
        assertThat(home(table, name).stringColumn("text").asList())
                .isEqualTo(table.stringColumn("text").asList());
    }

    @Test
    void aTextThatACellOfExcelCannotHoldIsToldAndTheFileStays() {
        Table small = Table.create(StringColumn.create("text", "x".repeat(32_767)));
        Path file = folder.resolve("a.xlsx");
        TableWriter.write(small, file);
        assertThatThrownBy(() ->
                        TableWriter.write(Table.create(StringColumn.create("text", "", "x".repeat(32_768))), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a cell of Excel holds at most 32767 characters, and 'text' of row 1 has 32768: write the table"
                                + " as .csv, .jsonl or .parquet");
        assertThat(cells(TableReader.read(file, UTF_8))).isEqualTo(cells(small));
    }

    @Test
    void jsonIsAnObjectForEachRow() throws IOException {
        Table table = Table.create(
                StringColumn.create("a \"b\"", "x\ny", ""), DoubleColumn.create("n", 1.0, Double.NEGATIVE_INFINITY));
        TableWriter.write(table, folder.resolve("a.json"));
        assertThat(Files.readString(folder.resolve("a.json")))
                .isEqualTo(
                        "[\n{\"a \\\"b\\\"\":\"x\\ny\",\"n\":1.0},\n{\"a \\\"b\\\"\":null,\"n\":\"-Infinity\"}\n]\n");
        TableWriter.write(table, folder.resolve("a.jsonl"));
        assertThat(Files.readString(folder.resolve("a.jsonl")))
                .isEqualTo("{\"a \\\"b\\\"\":\"x\\ny\",\"n\":1.0}\n{\"a \\\"b\\\"\":null,\"n\":\"-Infinity\"}\n");
        assertThat(cells(home(table, "a.json"))).isEqualTo(cells(table));
    }

    @Test
    void objectsAreSpreadAndListsAreTexts() throws IOException {
        Table table = read("a.jsonl", """
                {"id": 1, "user": {"name": "Ann", "at": {"city": "Bonn"}}, "tags": ["a", {"b": 1}]}

                {"id": 2, "user": {}, "new": true}
                """);
        assertThat(cells(table))
                .containsExactly(
                        "id INTEGER=1|2",
                        "user.name STRING=Ann|",
                        "user.at.city STRING=Bonn|",
                        "tags STRING=[\"a\",{\"b\":1}]|",
                        "user STRING=|{}",
                        "new BOOLEAN=|true");
    }

    @Test
    void aColumnOfJsonIsOfTheKindOfAllItsValues() throws IOException {
        assertThat(cells(read("a.json", "[{\"x\": \"5\"}, {\"x\": \"true\"}]"))).containsExactly("x STRING=5|true");
        assertThat(cells(read("a.json", "[{\"x\": 5}, {\"x\": \"high\"}]"))).containsExactly("x STRING=5|high");
        assertThat(cells(read("a.json", "[{\"x\": 5}, {\"x\": 2.5}, {}]"))).containsExactly("x DOUBLE=5.0|2.5|");
        assertThat(cells(read("a.json", "[{\"x\": 5}, {\"x\": NaN}]"))).containsExactly("x INTEGER=5|");
        assertThat(cells(read("a.json", "[{\"x\": 12345678901234567890}]")))
                .containsExactly("x STRING=12345678901234567890");
        assertThat(cells(read("a.json", "[{\"x\": 9007199254740993}, {\"x\": 0.5}]")))
                .containsExactly("x STRING=9007199254740993|0.5");
        assertThat(cells(read("a.json", "[{\"x\": null}, {\"x\": \"\"}]"))).containsExactly("x STRING=|");
        assertThat(cells(read("a.json", "[{\"x\": -2147483648}, {\"x\": -9223372036854775808}]")))
                .containsExactly("x STRING=-2147483648|-9223372036854775808");
    }

    @Test
    void whatIsWrongWithJsonIsToldByItsLine() {
        assertThatThrownBy(() -> read("a.jsonl", "{\"x\": 1}\n{\"x\": \"cut o"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.jsonl cannot be read as a table: it ends within a row, at line 2");
        assertThatThrownBy(() -> read("a.json", "[\n{\"x\": 1},\n{\"x\": 2}\n")).hasMessageContaining("it ends within");
        assertThatThrownBy(() -> read("a.json", "[{\"x\": 1},\n{x: 2}]")).hasMessageContaining("table: line 2: ");
        assertThatThrownBy(() -> read("a.json", "[1, 2]"))
                .hasMessageContaining(
                        "line 1: a row is an object such as {\"text\": \"Good\", \"stars\": 5}, and here is 1");
        assertThatThrownBy(() -> read("a.json", "[[1]]")).hasMessageContaining("and here is a list");
        assertThatThrownBy(() -> read("a.json", "[{\"x\": 1}] [2]")).hasMessageContaining("behind the end of the list");
        assertThatThrownBy(() -> read("a.json", "[{\"Text\": 1},\n{\"text\": 2}]"))
                .hasMessageContaining("line 2: 'text' and 'Text' are the same name to a table");
        assertThatThrownBy(() -> read("a.json", "{\"a\": {\"b\": 1}, \"a.b\": 2}"))
                .hasMessageContaining("line 1: there are two values of 'a.b'");
        assertThatThrownBy(() -> read("a.json", "{\"a\": 1, \"a\": 2}")).hasMessageContaining("line 1: ");
        assertThatThrownBy(() -> read("a.json", "{\"\": 1}")).hasMessageContaining("a name that is empty");
    }

    @Test
    void anotherEncodingOfJsonIsTold() throws IOException {
        Path file =
                Files.write(folder.resolve("a.json"), "[{\"x\": \"größe\"}]".getBytes(Charset.forName("windows-1252")));
        assertThatThrownBy(() -> TableReader.read(file, UTF_8)).hasMessageContaining("a.json is not in UTF-8");
        assertThat(cells(TableReader.read(file, Charset.forName("windows-1252"))))
                .containsExactly("x STRING=größe");
        assertThat(cells(read("b.json", "\uFEFF[{\"x\": 1}]"))).containsExactly("x INTEGER=1");
    }

    @Test
    void parquetReadsNoOtherFileThanTheOneThatIsNamed() {
        Table table = Table.create(IntColumn.create("x", 1, 2));
        for (String name : List.of("a[b]*?'.parquet", "ab.parquet")) {
            assertThat(cells(home(table, name))).isEqualTo(cells(table));
        }
        assertThatThrownBy(() -> read("c.parquet", "no parquet")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNameThatSaysNoFormatIsToldWithThoseThatThereAre() throws IOException {
        Table table = Table.create(IntColumn.create("x", 1));
        assertThatThrownBy(() -> TableWriter.write(table, folder.resolve("a.xls")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".csv, .tsv, .json, .jsonl, .ndjson, .xlsx, .parquet, and not like that of ");
        assertThatThrownBy(() -> TableWriter.write(table, folder.resolve("a.txt")))
                .hasMessageContaining(".parquet, and");
        assertThatThrownBy(() -> read("a.dat", "x\n")).hasMessageContaining(".parquet, .txt, .md, and");
    }

    @Test
    void eachLineOfATextIsARow() throws IOException {
        assertThat(cells(read("a.txt", "Good, \"cheap\"\r\n\r\n  \n2026-11-25\n")))
                .containsExactly("text STRING=Good, \"cheap\"|2026-11-25");
        assertThat(cells(read("a.md", ""))).containsExactly("text STRING=");
    }

    @Test
    void eachFileOfAFolderIsARow() throws IOException {
        Files.createDirectories(folder.resolve("b/c"));
        Files.writeString(folder.resolve("z.txt"), "\uFEFFlast\nline");
        Files.writeString(folder.resolve("b/c/deep.txt"), "deep");
        Files.writeString(folder.resolve("a.txt"), "first");
        Files.writeString(folder.resolve("a.md"), "other");
        assertThat(cells(TextLines.files(folder, "*.txt")))
                .containsExactly("file STRING=a.txt|z.txt", "text STRING=first|last\nline");
        for (String pattern : List.of("**/*.txt", "**.txt")) {
            assertThat(TextLines.files(folder, pattern).stringColumn("file").asList())
                    .containsExactly("a.txt", "b/c/deep.txt", "z.txt");
        }
        assertThatThrownBy(() -> TextLines.files(folder, "*.html"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is called *.html: there are a.md, a.txt, b/c/deep.txt, z.txt");
        assertThatThrownBy(() -> TextLines.files(folder, "[.txt"))
                .hasMessageContaining("no pattern for names of files");
        assertThatThrownBy(() -> TextLines.files(folder.resolve("none"), "*"))
                .hasMessageContaining("there is no folder ");
        Files.write(folder.resolve("bad.txt"), new byte[] {(byte) 0xFF, 65});
        assertThatThrownBy(() -> TextLines.files(folder, "*.txt")).hasMessageContaining("bad.txt is not in UTF-8");
    }

    @Test
    void aFileWithTabsAndNoQuotingIsReadWhole() throws IOException {
        String text = """
                id\treview\tstars
                1\t"Great" he said\t5
                2\t"Never again\t1
                3\tfine\t3
                4\tbad"\t1
                5\tthe "best" of 6" screens\t4
                """;
        Table table = read("a.tsv", text);
        assertThat(table.rowCount()).isEqualTo(5);
        assertThat(table.stringColumn("review").asList())
                .containsExactly("\"Great\" he said", "\"Never again", "fine", "bad\"", "the \"best\" of 6\" screens");
        // Pairs by chance, over three lines.
        Table paired = read("b.tsv", "id\treview\n1\t\"Never again\n2\tfine\n3\tbad\"\n");
        assertThat(paired.stringColumn("review").asList()).containsExactly("\"Never again", "fine", "bad\"");
    }

    @Test
    void aFileWithTabsThatQuotesIsReadAsItIsMeant() throws IOException {
        Table table = read("a.tsv", "id\treview\n1\t\"two\nlines, \"\"quoted\"\"\"\n2\t\"a\tb\"\n3\t\"plain\"\n");
        assertThat(table.stringColumn("review").asList()).containsExactly("two\nlines, \"quoted\"", "a\tb", "plain");
    }

    @Test
    void aColumnWithoutAValueIsOneOfTexts() {
        for (String name : List.of("a.csv", "a.json", "a.xlsx")) {
            Table home = home(
                    Table.create(IntColumn.create("n", new int[] {1}), DoubleColumn.create("x", Double.NaN)), name);
            assertThat(home.column("x").type()).as(name).isEqualTo(ColumnType.STRING);
            Column<?> column = home.column("x");
            assertThat(column.isMissing(0)).isTrue();
        }
    }
}
