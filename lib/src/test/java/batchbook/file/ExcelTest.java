package batchbook.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Workbooks as people and other programs make them. */
class ExcelTest {
    @TempDir
    Path folder;

    private Path workbook(Consumer<Worksheet> content) throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", null)) {
            content.accept(workbook.newWorksheet("first"));
            workbook.newWorksheet("second").value(0, 0, "not read");
        }
        return file;
    }

    /** In the XML of its first sheet. */
    private static void change(Path workbook, String what, String by) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(workbook)) {
            Path sheet = zip.getPath("xl/worksheets/sheet1.xml");
            assertThat(Files.readString(sheet)).contains(what);
            Files.writeString(sheet, Files.readString(sheet).replace(what, by));
        }
    }

    private Table read(Consumer<Worksheet> content) throws IOException {
        return TableReader.read(workbook(content), UTF_8);
    }

    @Test
    void blankRowsAndColumnsAtTheEndArePassedOver() throws IOException {
        Table table = read(sheet -> {
            sheet.value(1, 0, " name ");
            sheet.value(1, 1, "n");
            sheet.value(3, 0, "a");
            sheet.value(5, 1, 2);
            sheet.value(7, 4, "");
        });
        assertThat(FormatsTest.cells(table)).containsExactly("name STRING=a|", "n INTEGER=|2");
    }

    @Test
    void ofAFormulaTheSavedValueIsReadAndAnErrorIsMissing() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "number");
            sheet.formula(1, 0, "1+1");
            sheet.value(0, 1, "text");
            sheet.formula(1, 1, "\"a\"");
            sheet.value(0, 2, "error");
            sheet.formula(1, 2, "1/0");
            sheet.value(0, 3, "unsaved");
            sheet.formula(1, 3, "2+2");
            sheet.value(0, 4, "n");
            sheet.value(1, 4, 1);
        });
        change(file, "<f>1+1</f>", "<f>1+1</f><v>2</v>");
        change(file, "<c r=\"B2\"><f>\"a\"</f>", "<c r=\"B2\" t=\"str\"><f>\"a\"</f><v>a_x000D_</v>");
        change(file, "<c r=\"C2\"><f>1/0</f>", "<c r=\"C2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v>");
        assertThat(FormatsTest.cells(TableReader.read(file, UTF_8)))
                .containsExactly(
                        "number INTEGER=2", "text STRING=a\r", "error STRING=", "unsaved STRING=", "n INTEGER=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "46351.39583333333 | yyyy-mm-dd hh:mm | LOCAL_DATE_TIME=2026-11-25T09:30",
                "46351 | d. mmmm yyyy | LOCAL_DATE=2026-11-25",
                "46351 | mmm yy | LOCAL_DATE=2026-11-25",
                "46351.5 | dd/mm/yy | LOCAL_DATE_TIME=2026-11-25T12:00",
                "0.5 | h:mm AM/PM | LOCAL_TIME=12:00",
                "1.25 | [h]:mm:ss | DOUBLE=1.25",
                "1.25 | h:mm | DOUBLE=1.25",
                "2.5 | 0.00 \"days\" | DOUBLE=2.5",
                "2.5 | [$USD] 0.00 | DOUBLE=2.5",
                "2.5 | [Red]0.0\\d | DOUBLE=2.5",
                "2.5 | General | DOUBLE=2.5",
                "5 | 0 | INTEGER=5",
                "5000000000 | #,##0 | LONG=5000000000",
            })
    void theFormatTellsTimesFromNumbers(String number, String format, String expected) throws IOException {
        Table table = read(sheet -> {
            sheet.value(0, 0, "x");
            sheet.value(1, 0, new BigDecimal(number));
            sheet.style(1, 0).format(format).set();
        });
        assertThat(FormatsTest.cells(table)).containsExactly("x " + expected);
    }

    @Test
    void noTextIsAFormula() throws IOException {
        Path file = folder.resolve("b.xlsx");
        TableWriter.write(Table.create(StringColumn.create("=1+1", "=HYPERLINK(\"http://x\")", "+1", "@x")), file);
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            assertThat(Files.readString(zip.getPath("xl/worksheets/sheet1.xml")))
                    .doesNotContain("<f>");
        }
    }

    @Test
    void whatExcelWouldChangeIsWrittenAsText() {
        Table table = Table.create(
                DateColumn.create("day", LocalDate.of(1900, 2, 28), LocalDate.of(2026, 11, 25)),
                DoubleColumn.create("number", Double.POSITIVE_INFINITY, 1.5));
        Path file = folder.resolve("c.xlsx");
        TableWriter.write(table, file);
        assertThat(FormatsTest.cells(TableReader.read(file, UTF_8)))
                .containsExactly("day LOCAL_DATE=1900-02-28|2026-11-25", "number STRING=Infinity|1.5");
    }

    @Test
    void whatIsWrongWithASheetIsTold() throws IOException {
        assertThatThrownBy(() -> read(sheet -> {})).hasMessageContaining("its first sheet is empty");
        assertThatThrownBy(() -> read(sheet -> {
                    sheet.value(0, 0, "x");
                    sheet.value(1, 1, 5);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.xlsx cannot be read as a table: row 1: column 2 of 2 has no name");
        assertThatThrownBy(() -> read(sheet -> {
                    sheet.value(0, 0, "x");
                    sheet.value(0, 1, "X");
                }))
                .hasMessageContaining("columns 1 and 2 are both called 'X'");
        Path text = Files.writeString(folder.resolve("d.xlsx"), "x,y\n1,2\n");
        assertThatThrownBy(() -> TableReader.read(text, UTF_8))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("d.xlsx is no workbook that can be read: open it in a spreadsheet and save it");
    }

    @Test
    void aWorkbookOfAMacintoshCountsFrom1904() {
        assertThat(ExcelDay.of(new BigDecimal("1.5"), "yyyy-mm-dd hh:mm", true))
                .contains(LocalDateTime.of(1904, 1, 2, 12, 0));
        assertThat(ExcelDay.of(new BigDecimal("5"), null, false)).isEmpty();
    }
}
