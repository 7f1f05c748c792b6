package batchbook.file;

import java.nio.charset.Charset;
import java.nio.file.Path;
import tech.tablesaw.api.Table;

/** Reads a table from a file, in the format that its name says. */
public final class TableReader {
    private TableReader() {}

    /**
     * All of it; what it promises is told at {@code batchbook.view.Tables.read}.
     *
     * @param encoding of a text without a byte order mark; Excel and Parquet have none
     * @throws IllegalArgumentException when there is no such file, or its name says no format
     * @throws IllegalStateException when it is not in that format and encoding: it names the line
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static Table read(Path file, Charset encoding) {
        TextFile.requireFile(file);
        return FileFormat.toRead(file).read(file, encoding);
    }
}
