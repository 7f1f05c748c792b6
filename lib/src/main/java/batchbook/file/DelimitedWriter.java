package batchbook.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Writes a table as text in UTF-8, with the byte order mark without which Excel takes it for another encoding. */
final class DelimitedWriter {
    private DelimitedWriter() {}

    /**
     * Tabs stand between cells when its name ends in {@code .tsv}, else commas.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    static void write(Table table, Path file) {
        try {
            Files.writeString(file, text(table, separator(file)), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    private static char separator(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : ',';
    }

    /** Rows of these columns, one after another; what UTF-8 cannot say becomes a sign that stands for it. */
    static CsvWriter open(Path file, List<String> columns) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), UTF_8));
        out.append(TextFile.BYTE_ORDER_MARK);
        CsvWriter csv = writer(out, separator(file), columns.size() == 1);
        csv.writeRecord(columns);
        return csv;
    }

    private static CsvWriter writer(Writer out, char separator, boolean alone) {
        return CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(new Quotes(alone))
                .build(out);
    }

    /** All of it before the file is touched: what cannot be written in UTF-8 leaves an older file as it was. */
    private static String text(Table table, char separator) throws IOException {
        StringWriter text = new StringWriter();
        text.append(TextFile.BYTE_ORDER_MARK);
        try (CsvWriter csv = writer(text, separator, table.columnCount() == 1)) {
            csv.writeRecord(table.columnNames());
            for (int row = 0; row < table.rowCount(); row++) {
                csv.writeRecord(cells(table, row));
            }
        }
        return text.toString();
    }

    private static List<String> cells(Table table, int row) {
        return table.columns().stream().map(column -> cell(column, row)).toList();
    }

    static String cell(Column<?> column, int row) {
        return column.isMissing(row) ? "" : column.get(row).toString();
    }

    /**
     * Around what any of the known separators or a reader that cuts blanks would spoil, too.
     *
     * @param alone in a table of one column even a missing value is written, as a line with nothing in it would be no row
     */
    private record Quotes(boolean alone) implements QuoteStrategy {
        private static final Pattern NEEDED = Pattern.compile("[,;\t]|^\\s|\\s$");

        @Override
        public boolean quoteEmpty(int line, int column) {
            return alone;
        }

        @Override
        public boolean quoteValue(int line, int column, String cell) {
            return NEEDED.matcher(cell).find();
        }
    }
}
