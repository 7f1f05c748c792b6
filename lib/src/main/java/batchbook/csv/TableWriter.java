package batchbook.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Writes a table as text in UTF-8, with the byte order mark without which Excel takes it for another encoding. */
public final class TableWriter {
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,;\t\"\r\n]|^\\s|\\s$|^$");

    private TableWriter() {}

    /**
     * A file that is there is replaced. Tabs stand between cells when its name ends in {@code .tsv}, else commas.
     *
     * @throws IllegalArgumentException when the table has no columns
     * @throws UncheckedIOException when it cannot be written
     */
    public static void write(Table table, Path file) {
        if (table.columnCount() == 0) {
            throw new IllegalArgumentException("the table has no columns: nothing was written to " + file);
        }
        String separator = file.toString().endsWith(".tsv") ? "\t" : ",";
        StringBuilder text = new StringBuilder().append(TextFile.BYTE_ORDER_MARK);
        append(text, table.columns(), separator, Column::name);
        for (int row = 0; row < table.rowCount(); row++) {
            int index = row;
            append(text, table.columns(), separator, column -> cell(column, index));
        }
        try {
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    private static void append(
            StringBuilder text, List<Column<?>> columns, String separator, Function<Column<?>, String> cell) {
        String line = columns.stream()
                .map(column -> quoted(cell.apply(column), columns.size()))
                .collect(Collectors.joining(separator, "", "\n"));
        text.append(line);
    }

    private static String cell(Column<?> column, int row) {
        return column.isMissing(row) ? "" : column.get(row).toString();
    }

    /** A line with nothing in it would be no row: in a table of one column even a missing value is written. */
    private static String quoted(String cell, int columns) {
        boolean plain = !NEEDS_QUOTES.matcher(cell).find() || (cell.isEmpty() && columns > 1);
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
