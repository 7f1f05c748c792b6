package batchbook.file;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

class TableFilesTest {
    @TempDir
    Path folder;

    private Path file(String text, Charset encoding) throws IOException {
        return Files.write(folder.resolve("a.csv"), text.getBytes(encoding));
    }

    private Table read(String text) throws IOException {
        return TableReader.read(file(text, UTF_8), UTF_8);
    }

    private Table home(Table table, String name) {
        TableWriter.write(table, folder.resolve(name));
        return TableReader.read(folder.resolve(name), UTF_8);
    }

    private static List<String> cells(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + "="
                        + IntStream.range(0, table.rowCount())
                                .mapToObj(row -> column.isMissing(row) ? "" : String.valueOf(column.get(row)))
                                .collect(Collectors.joining("|")))
                .toList();
    }

    private static List<ColumnType> types(Table table) {
        return table.columns().stream().map(Column::type).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"review,stars\ngood,5\n", "review;stars\r\ngood;5", "review\tstars\rgood\t5\r"})
    void theSeparatorAndTheEndsOfLinesAreFound(String text) throws IOException {
        assertThat(cells(read(text))).containsExactly("review=good", "stars=5");
    }

    @Test
    void aSeparatorMayBeInTheTextsOfAnotherOne() throws IOException {
        assertThat(cells(read("name, first;text\nAnn;fine, really, yes\n")))
                .containsExactly("name, first=Ann", "text=fine, really, yes");
        assertThat(cells(read("a;b,c\n1;2,3\n4;5,6\n"))).containsExactly("a;b=1;2|4;5", "c=3|6");
        assertThat(cells(read("\"a;b\",c\n1,2\n"))).containsExactly("a;b=1", "c=2");
    }

    @Test
    void aListOfTextsWithoutQuotesIsOneColumn() throws IOException {
        assertThat(cells(read("review\nGood, cheap; and fast\nBad\n\n")))
                .containsExactly("review=Good, cheap; and fast|Bad");
    }

    @Test
    void textsStayTexts() throws IOException {
        Table table = read("a,b,c,d\nNA,null,-,\" x \"\n*,N/A,None,\n#no comment, blank ,NaN,\"say \"\"hi\"\"\"\n");
        assertThat(cells(table))
                .containsExactly("a=NA|*|#no comment", "b=null|N/A| blank ", "c=-|None|NaN", "d= x ||say \"hi\"");
        assertThat(types(table)).containsOnly(ColumnType.STRING);
        assertThat(table.stringColumn("d").isMissing(1)).isTrue();
    }

    @Test
    void aTextMayBeLong() throws IOException {
        String text = "word ".repeat(20_000);
        assertThat(read("a,b\n1,\"" + text + "\"\n").stringColumn("b").get(0)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "5;-3;0, INTEGER",
        "5;;3, INTEGER",
        "5;3000000000, LONG",
        "9223372036854775807, LONG",
        "9223372036854775808, STRING",
        "12345678901234567890123, STRING",
        "-2147483648, LONG",
        "-9223372036854775808, STRING",
        "2.50;3;1.0E10, DOUBLE",
        "0.1;-0.0;Infinity, DOUBLE",
        "3.14159265358979323846, STRING",
        "007, STRING",
        "1e5, STRING",
        "+5, STRING",
        "1.5f, STRING",
        "5;NA, STRING",
        "true;false, BOOLEAN",
        "true;yes, STRING",
        "2026-11-25;2024-02-29, LOCAL_DATE",
        "2026-02-30, STRING",
        "2026-11-25T09:30;2026-11-25 09:30:01.5, LOCAL_DATE_TIME",
        "2026-11-25T09:30:00.123456, STRING",
        "2026-11-25T09:30:00.5Z, INSTANT",
        "10:00;09:30:15.5, LOCAL_TIME",
        "9:30, STRING",
        "10:00:00.1234, STRING",
        "25:00, STRING"
    })
    void aColumnIsOfAKindWhenAllItsCellsAreAndNothingIsLost(String cells, String type) throws IOException {
        Table table = read("id,x\n"
                + Arrays.stream(cells.split(";", -1))
                        .map(cell -> "a," + cell + "\n")
                        .collect(Collectors.joining()));
        assertThat(table.column("x").type().name()).isEqualTo(type);
    }

    @Test
    void kindsDoNotDependOnTheLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Table table = read("x,d\n2.5,2026-11-25\n");
            assertThat(table.doubleColumn("x").get(0)).isEqualTo(2.5);
            assertThat(cells(home(table, "b.csv"))).containsExactly("x=2.5", "d=2026-11-25");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aByteOrderMarkTellsTheEncoding() throws IOException {
        for (Charset encoding : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            Path file = file("\uFEFFgrüße\tn\nä€😀\t1\n", encoding);
            assertThat(cells(TableReader.read(file, UTF_8))).containsExactly("grüße=ä€😀", "n=1");
        }
    }

    @Test
    void anotherEncodingIsToldAndCanBeNamed() throws IOException {
        Path file = file("text\nGrüße für 5 €\n", Charset.forName("windows-1252"));
        assertThatThrownBy(() -> TableReader.read(file, UTF_8))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(file + " is not in UTF-8: save it as UTF-8, or name its encoding, such as Tables.read(\""
                        + file + "\", \"windows-1252\") for CSV that Excel wrote on Windows");
        assertThat(cells(TableReader.read(file, Charset.forName("windows-1252"))))
                .containsExactly("text=Grüße für 5 €");
    }

    @Test
    void whatIsWrongWithAFileIsToldByItsLine() {
        assertThatThrownBy(() -> read("a,b\n1,2\n\"x\ny\",3\n4,5,6\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(folder.resolve("a.csv") + " cannot be read as a table: line 5 has 3 cells, and there are 2"
                        + " names of columns: a text with separators or line breaks in it needs quotes around it");
        assertThatThrownBy(() -> read("a,b\r\n\r\n1,2\r\nonly\r\n")).hasMessageContaining("line 4 has 1 cell, and");
        assertThatThrownBy(() -> read("Review,x, review \n1,2,3\n"))
                .hasMessageEndingWith(
                        "line 1: columns 1 and 3 are both called 'review' (capitals do not count): rename one");
        assertThatThrownBy(() -> read(",a\n0,1\n")).hasMessageContaining("line 1: column 1 of 2 has no name");
        assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> read("PK\u0003\u0004\0\0xl/workbook.xml\n"))
                .hasMessageEndingWith("is no text file. Of a spreadsheet, save the sheet as CSV UTF-8.");
    }

    /** A quote that is forgotten may meet a later one: which of the two mistakes it is, nobody can tell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,\"2\n3,4\n",
                "a,b\n1,\"",
                "a,b\n1,\"say \"hi\"\"\n",
                "a,b\n\"say \"hi\"\",1\n",
                "a,b\n1,\"2\" \n",
                "a\n\"say\n\n\"hi\"\n",
                "\"a\n\",b\r\"1\n"
            })
    void aQuoteWithoutItsPairIsToldByTheLineWhereItsTextBegins(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(folder.resolve("a.csv") + " cannot be read as a table: line "
                        + (text.startsWith("\"a") ? 3 : 2)
                        + ": the quote that begins a text there is never closed,"
                        + " or a quote inside that text is not doubled (\"\")");
    }

    @Test
    void inARowOfSeveralLinesTheLineOfTheTextIsToldAndNotThatOfTheRow() {
        assertThatThrownBy(() -> read("a,b,c\n1,2,3\n\"x\r\ny\rz\n\",2,\"never\nclosed\n"))
                .hasMessageContaining("line 6: the quote that begins a text there");
    }

    @Test
    void linesAreCountedAsEditorsDoWhateverEndsThem() {
        assertThatThrownBy(() -> read("a,b\n\"x\ry\nz\r\n\",2\r\n\r\n\r1,2,3\n"))
                .hasMessageContaining("line 8 has 3 cells");
    }

    @Test
    void quotesInsideAPlainCellAreOrdinary() throws IOException {
        assertThat(cells(read("size,b\n5\" wide,say \"hi\"\n"))).containsExactly("size=5\" wide", "b=say \"hi\"");
    }

    @Test
    void aTextThatEndsInACarriageReturnIsKept() throws IOException {
        assertThat(cells(read("a,b\n1,\"x\r\"\n2,y\n"))).containsExactly("a=1|2", "b=x\r|y");
    }

    /** More than the 16 million characters that FastCSV's own records allow. */
    @Test
    void aTextMayBeLongerThanARecordOfTheLibrary() {
        String text = "word,".repeat(3_500_000);
        assertThat(home(Table.create(StringColumn.create("a", text)), "a.csv")
                        .stringColumn("a")
                        .get(0))
                .isEqualTo(text);
    }

    @Test
    void inATextOfOneColumnNoCharacterIsASeparator() throws IOException {
        assertThat(cells(read("review\n\uE000 a\uE001b\u0000\uFFFF, c\n")))
                .containsExactly("review=\uE000 a\uE001b\u0000\uFFFF, c");
    }

    @Test
    void aFileThatIsNotThereIsToldWithThePlaceWhereItWasLookedFor() {
        assertThatThrownBy(() -> TableReader.read(Path.of("no-such.csv"), UTF_8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Path.of("no-such.csv").toAbsolutePath().toString())
                .hasMessageEndingWith(
                        "the directory of the notebook, " + Path.of("").toAbsolutePath());
        assertThatThrownBy(() -> TableReader.read(folder, UTF_8)).hasMessageStartingWith("this is no file: ");
        assertThatThrownBy(() -> TableWriter.write(
                        Table.create(IntColumn.create("x", 1)),
                        folder.resolve("none").resolve("a.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> TableWriter.write(Table.create("empty"), folder.resolve("a.csv")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("a.csv")).doesNotExist();
    }

    @Test
    void aTableOfAllKindsComesHome() {
        Table table = Table.create(
                StringColumn.create("text", "a,b", "", "NA"),
                IntColumn.create("int", new Integer[] {1, null, -3}),
                LongColumn.create("long", 1, 2, 3_000_000_000L),
                DoubleColumn.create("double", 1.0, Double.NaN, 1e-300),
                FloatColumn.create("float", 1.5f, 0.1f, Float.NaN),
                BooleanColumn.create("boolean", new Boolean[] {true, null, false}),
                DateColumn.create("date", LocalDate.of(2026, 11, 25), null, LocalDate.of(1999, 1, 1)),
                DateTimeColumn.create("time", LocalDateTime.of(2026, 11, 25, 9, 30), null, null),
                InstantColumn.create("instant", Instant.parse("2026-11-25T09:30:00.123456Z"), null, Instant.EPOCH));
        Table home = home(table, "a.csv");
        assertThat(cells(home)).isEqualTo(cells(table));
        assertThat(types(home))
                .containsExactly(
                        ColumnType.STRING,
                        ColumnType.INTEGER,
                        ColumnType.LONG,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN,
                        ColumnType.LOCAL_DATE,
                        ColumnType.LOCAL_DATE_TIME,
                        ColumnType.INSTANT);
    }

    /** Everything that a file could stumble over, in tables of one to four columns, some without rows. */
    @RepeatedTest(100)
    void anyTableComesHomeAndSoDoesThatOne(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int rows = random.nextInt(8);
        List<StringColumn> columns = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(column -> StringColumn.create(
                        "column " + column + piece(random).strip(),
                        IntStream.range(0, rows).mapToObj(row -> text(random)).toList()))
                .toList();
        Table table = Table.create(columns.toArray(StringColumn[]::new));
        for (String name : List.of("a.csv", "a.tsv")) {
            Table home = home(table, name);
            assertThat(cells(home)).isEqualTo(cells(table));
            Table again = home(home, name);
            assertThat(cells(again)).isEqualTo(cells(home));
            assertThat(types(again)).isEqualTo(types(home));
        }
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> piece(random))
                .collect(Collectors.joining());
    }

    private static String piece(Random random) {
        List<String> pieces = List.of(
                ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "\r", " ", "'", "\\", "#", "NA", "null", "=1+1", "ä€😀",
                "\uFEFF", "\u0000", "\u0085", "word", "5", "true");
        return pieces.get(random.nextInt(pieces.size()));
    }

    @Test
    void theFileIsUtf8WithAMarkForExcel() throws IOException {
        Path file = folder.resolve("a.csv");
        TableWriter.write(Table.create(StringColumn.create("größe", "ä", "", "1,5")), file);
        assertThat(Files.readString(file)).isEqualTo("\uFEFFgröße\nä\n\"\"\n\"1,5\"\n");
    }

    @Test
    void quotesAreWhereAReaderOfAnotherKindNeedsThemToo() throws IOException {
        Path file = folder.resolve("a.csv");
        TableWriter.write(
                Table.create(
                        StringColumn.create("a;b", "", "x\ty", " x", "say \"hi\"", "5\n", "#1"),
                        IntColumn.create("n", new Integer[] {null, 1, 2, 3, 4, 5})),
                file);
        assertThat(Files.readString(file))
                .isEqualTo("\uFEFF\"a;b\",n\n,\n\"x\ty\",1\n\" x\",2\n\"say \"\"hi\"\"\",3\n\"5\n\",4\n\"#1\",5\n");
    }

    @Test
    void whatUtf8DoesNotHaveLeavesAnOlderFileAsItWas() throws IOException {
        Path file = file("old", UTF_8);
        assertThatThrownBy(() -> TableWriter.write(Table.create(StringColumn.create("half", "\uD83D")), file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written");
        assertThat(file).hasContent("old");
    }
}
