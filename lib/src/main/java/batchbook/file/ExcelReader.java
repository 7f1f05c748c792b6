package batchbook.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** Reads the first sheet of a workbook. Its first row that is not blank has the names of the columns. */
final class ExcelReader {
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final boolean from1904;

    private ExcelReader(boolean from1904) {
        this.from1904 = from1904;
    }

    /**
     * All of it. Of a formula it has the value that Excel saved; an error such as {@code #N/A} is a missing value.
     *
     * @throws IllegalStateException when it is no workbook, or the sheet no table: it names the row
     * @throws UncheckedIOException when it cannot be read
     */
    static Table read(Path file) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), WITH_FORMATS);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return new ExcelReader(workbook.isDate1904()).table(rows.toList());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(file + " cannot be read as a table: " + e.getMessage(), e);
        } catch (IOException | ExcelReaderException e) {
            throw new IllegalStateException(
                    file + " is no workbook that can be read: open it in a spreadsheet and save it as .xlsx or as CSV"
                            + " UTF-8 (" + e.getMessage() + ")",
                    e);
        }
    }

    private Table table(List<Row> all) {
        List<Row> rows = all.stream()
                .filter(row -> row.stream().anyMatch(ExcelReader::says))
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalStateException(
                    "its first sheet is empty, and the first row has to be the names of the columns");
        }
        int columns = rows.stream().mapToInt(ExcelReader::length).max().orElse(0);
        List<List<@Nullable Object>> values = IntStream.range(0, columns)
                .mapToObj(column -> rows.stream()
                        .<@Nullable Object>map(row -> value(cell(row, column)))
                        .collect(ArrayList<@Nullable Object>::new, List::add, List::addAll))
                .<List<@Nullable Object>>map(column -> column)
                .toList();
        List<String> names = ColumnNames.require(
                values.stream()
                        .map(column -> Objects.toString(column.get(0), ""))
                        .toList(),
                "row " + rows.get(0).getRowNum());
        return Table.create(
                "",
                IntStream.range(0, columns)
                        .mapToObj(column -> ValueColumn.of(
                                names.get(column), values.get(column).subList(1, rows.size()))));
    }

    private static int length(Row row) {
        return row.stream()
                .filter(ExcelReader::says)
                .mapToInt(cell -> cell.getColumnIndex() + 1)
                .max()
                .orElse(0);
    }

    private static @Nullable Cell cell(Row row, int column) {
        return row.getOptionalCell(column).orElse(null);
    }

    private static boolean says(@Nullable Cell cell) {
        return cell != null
                && cell.getType() != CellType.EMPTY
                && cell.getRawValue() != null
                && !cell.getRawValue().isEmpty();
    }

    private @Nullable Object value(@Nullable Cell cell) {
        if (cell == null || !says(cell)) {
            return null;
        }
        return switch (cell.getType()) {
            case EMPTY, ERROR -> null;
            case BOOLEAN -> cell.asBoolean();
            case STRING -> ExcelText.unescape(cell.asString());
            case NUMBER -> number(cell.asNumber(), cell);
            case FORMULA -> result(cell);
        };
    }

    private Object number(BigDecimal number, Cell cell) {
        return ExcelDay.of(number, cell.getDataFormatString(), from1904).orElseGet(() -> {
            // Excel writes no point after a whole number; 5.0 was a decimal where it comes from.
            boolean whole = WHOLE.matcher(cell.getRawValue()).matches();
            return whole ? (Object) number.longValueExact() : (Object) number.doubleValue();
        });
    }

    /** What a formula came to has no type of its own. */
    private @Nullable Object result(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof Boolean || value == null) {
            return value;
        }
        String raw = cell.getRawValue();
        if (raw.startsWith("#")) {
            return null;
        }
        try {
            return number(new BigDecimal(raw), cell);
        } catch (NumberFormatException e) {
            return ExcelText.unescape(raw);
        }
    }
}
