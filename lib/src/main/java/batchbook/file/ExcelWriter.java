package batchbook.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/**
 * Writes a table as the only sheet of a workbook. Texts are texts there, also those that look like a formula. What Excel
 * would spoil is a text too: whole numbers of more than 15 digits, days before March 1900, instants.
 */
final class ExcelWriter {
    /** What Excel takes, and says "We found a problem with some content" to one more. */
    private static final int MOST_CHARACTERS = 32_767;

    private static final long MOST_DIGITS = 999_999_999_999_999L;
    /** Before it Excel counts a day that there was not. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

    private static final double NANOS_OF_DAY = 86_400e9;
    private static final int WIDEST = 60;

    private ExcelWriter() {}

    /**
     * Writes it.
     *
     * @throws IllegalArgumentException when it is too large for a sheet, or a text for a cell
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    static void write(Table table, Path file) {
        if (table.rowCount() >= Worksheet.MAX_ROWS || table.columnCount() > Worksheet.MAX_COLS) {
            throw new IllegalArgumentException("a sheet of Excel has at most " + (Worksheet.MAX_ROWS - 1) + " rows and "
                    + Worksheet.MAX_COLS + " columns, and the table has " + table.rowCount() + " and "
                    + table.columnCount() + ": write it as .csv or .parquet");
        }
        Replacement.of(file, made -> {
            try (OutputStream out = Files.newOutputStream(made);
                    Workbook workbook = new Workbook(out, "Batchbook", null)) {
                write(table, workbook.newWorksheet("table"));
            }
        });
    }

    private static void write(Table table, Worksheet sheet) throws IOException {
        for (int column = 0; column < table.columnCount(); column++) {
            write(table.column(column), column, sheet);
        }
        sheet.freezePane(0, 1);
        sheet.finish();
    }

    private static void write(Column<?> column, int at, Worksheet sheet) {
        sheet.value(0, at, text(column.name(), "the name of column " + (at + 1)));
        sheet.style(0, at).bold().set();
        boolean asText = isSpoilt(column);
        String format = format(column);
        int longest = column.name().length();
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                continue;
            }
            Object value = column.get(row);
            if (asText || !(value instanceof Number || value instanceof Boolean || !format.isEmpty())) {
                String text = text(value.toString(), "'" + column.name() + "' of row " + row);
                sheet.value(row + 1, at, text);
                longest = Math.max(longest, text.length());
            } else if (value instanceof Boolean truth) {
                sheet.value(row + 1, at, truth);
            } else {
                sheet.value(row + 1, at, value instanceof Number number ? number : serial(value));
                if (!format.isEmpty()) {
                    sheet.style(row + 1, at).format(format).set();
                }
            }
        }
        if (column instanceof StringColumn) {
            sheet.width(at, Math.min(WIDEST, longest + 2));
        }
    }

    private static String text(String text, String where) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a cell of Excel holds at most " + MOST_CHARACTERS + " characters, and "
                    + where + " has " + text.length() + ": write the table as .csv, .jsonl or .parquet");
        }
        return ExcelText.escape(text);
    }

    private static boolean isSpoilt(Column<?> column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row) && isSpoilt(column.get(row))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpoilt(Object value) {
        if (value instanceof Long whole) {
            return Math.abs(whole) > MOST_DIGITS;
        }
        if (value instanceof Double number) {
            return number.isInfinite();
        }
        LocalDate day = value instanceof LocalDate date
                ? date
                : value instanceof LocalDateTime time ? time.toLocalDate() : FIRST_DAY;
        return day.isBefore(FIRST_DAY);
    }

    /** How Excel shows what it keeps as a number of days; empty for what is no time. */
    private static String format(Column<?> column) {
        if (column instanceof DateColumn) {
            return "yyyy-mm-dd";
        }
        return column instanceof DateTimeColumn
                ? "yyyy-mm-dd hh:mm:ss.000"
                : column instanceof TimeColumn ? "hh:mm:ss.000" : "";
    }

    private static double serial(Object time) {
        if (time instanceof LocalTime clock) {
            return clock.toNanoOfDay() / NANOS_OF_DAY;
        }
        LocalDateTime moment = time instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) time;
        return moment.toLocalDate().toEpochDay()
                - ExcelDay.ZERO.toEpochDay()
                + moment.toLocalTime().toNanoOfDay() / NANOS_OF_DAY;
    }
}
