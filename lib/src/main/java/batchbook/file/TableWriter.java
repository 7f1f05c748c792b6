package batchbook.file;

import java.nio.file.Path;
import tech.tablesaw.api.Table;

/** Writes a table to a file, in the format that its name says. */
public final class TableWriter {
    private TableWriter() {}

    /**
     * A file that is there is replaced, and stays as it was when the table cannot be written in that format.
     *
     * @throws IllegalArgumentException when the table has no columns, or the format cannot hold it, or the name of the file
     *     says no format
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    public static void write(Table table, Path file) {
        FileFormat.Writing format = FileFormat.toWrite(file);
        if (table.columnCount() == 0) {
            throw new IllegalArgumentException("the table has no columns: nothing was written to " + file);
        }
        format.write(table, file);
    }
}
