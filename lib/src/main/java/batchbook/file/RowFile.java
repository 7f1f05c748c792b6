package batchbook.file;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A file of rows that come one after another: CSV or JSON on lines. For one thread at a time. */
public abstract class RowFile implements AutoCloseable {
    private final Path file;

    private RowFile(Path file) {
        this.file = file;
    }

    /**
     * A file that is there is replaced when the first rows come.
     *
     * @throws IllegalArgumentException when its name does not end in .csv, .tsv, .jsonl or .ndjson, or it cannot be made
     */
    public static RowFile of(Path file) {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(whole)) {
            throw new IllegalArgumentException(whole + " cannot be written: "
                    + (Files.isDirectory(whole) ? "it is a directory" : "there is no directory " + folder));
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return new Delimited(file);
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return new Lines(file);
        }
        throw new IllegalArgumentException(
                "rows are added to a file whose name ends in .csv, .tsv, .jsonl or .ndjson, and" + " not to " + file
                        + ": other formats need all rows at once, as Tables.write has them");
    }

    /**
     * Adds rows.
     *
     * @throws IllegalArgumentException when they have a value for which the file has no column
     * @throws UncheckedIOException when they cannot be written
     */
    public final void add(Table rows) {
        try {
            write(rows);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public final void close() {
        try {
            end();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException(file.toAbsolutePath() + " cannot be written: " + e, e);
    }

    abstract void write(Table rows) throws IOException;

    abstract void end() throws IOException;

    /** The columns are those of the first rows. */
    private static final class Delimited extends RowFile {
        private final Path path;
        private List<String> columns = List.of();
        private @Nullable CsvWriter csv;

        Delimited(Path file) {
            super(file);
            this.path = file;
        }

        @Override
        void write(Table rows) throws IOException {
            CsvWriter out = csv;
            if (out == null) {
                columns = rows.columnNames();
                out = DelimitedWriter.open(path, columns);
                csv = out;
            }
            Map<String, Column<?>> byName = new HashMap<>();
            rows.columns().forEach(column -> byName.put(column.name(), column));
            requireKnown(rows);
            for (int row = 0; row < rows.rowCount(); row++) {
                int place = row;
                out.writeRecord(columns.stream()
                        .map(name -> byName.containsKey(name) ? DelimitedWriter.cell(byName.get(name), place) : "")
                        .toList());
            }
        }

        private void requireKnown(Table rows) {
            Set<String> unknown = new TreeSet<>();
            for (Column<?> column : rows.columns()) {
                if (column.countMissing() < column.size()) {
                    unknown.add(column.name());
                }
            }
            new LinkedHashSet<>(columns).forEach(unknown::remove);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(path + " has no column " + String.join(", ", unknown)
                        + ", as its first rows had none of that name. Write .jsonl, in which each row has its own, or give all"
                        + " prompts the same labels.");
            }
        }

        @Override
        void end() throws IOException {
            if (csv != null) {
                csv.close();
            }
        }
    }

    /** Each row has columns of its own. */
    private static final class Lines extends RowFile {
        private final Path path;
        private @Nullable JsonGenerator json;

        Lines(Path file) {
            super(file);
            this.path = file;
        }

        @Override
        void write(Table rows) throws IOException {
            JsonGenerator out = json == null ? JsonWriter.lines(path) : json;
            json = out;
            for (int row = 0; row < rows.rowCount(); row++) {
                JsonWriter.write(rows.columns(), row, out);
            }
        }

        @Override
        void end() throws IOException {
            if (json != null) {
                json.writeRaw('\n');
                json.close();
            }
        }
    }
}
