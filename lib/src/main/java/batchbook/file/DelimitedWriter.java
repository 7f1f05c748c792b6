package batchbook.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tech.tablesaw.api.Table;

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
            Files.writeString(
                    file, text(table, file.toString().toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : ','), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    /** All of it before the file is touched: what cannot be written in UTF-8 leaves an older file as it was. */
    private static String text(Table table, char separator) throws IOException {
        StringWriter text = new StringWriter();
        text.append(TextFile.BYTE_ORDER_MARK);
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(new Quotes(table.columnCount() == 1))
                .build(text)) {
            csv.writeRecord(table.columnNames());
            for (int row = 0; row < table.rowCount(); row++) {
                csv.writeRecord(cells(table, row));
            }
        }
        return text.toString();
    }

    private static List<String> cells(Table table, int row) {
        return table.columns().stream()
                .map(column -> column.isMissing(row) ? "" : column.get(row).toString())
                .toList();
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
