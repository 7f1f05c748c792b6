package batchbook.file;

import java.nio.file.Path;
import tech.tablesaw.api.Table;

/** Parquet, as DuckDB reads and writes it: its driver, which whoever needs it loads, has all that this takes. */
final class Parquet {
    private static final String IN_MEMORY = "jdbc:duckdb:";
    private static final String ROWS = "rows";

    private Parquet() {}

    /**
     * All of it, with the types of the file.
     *
     * @throws IllegalStateException when there is no driver, or it is no such file
     */
    static Table read(Path file) {
        return Database.within(
                IN_MEMORY, session -> session.query("SELECT * FROM read_parquet(" + pattern(file) + ")"));
    }

    /**
     * Writes it.
     *
     * @throws IllegalStateException when there is no driver
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    static void write(Table table, Path file) {
        Replacement.of(
                file,
                made -> Database.within(IN_MEMORY, session -> {
                    session.replace(ROWS, table);
                    session.execute("COPY " + ROWS + " TO " + literal(made) + " (FORMAT parquet)");
                    return table;
                }));
    }

    /** It reads many files at once: the signs that mean some of them are here part of a name. */
    private static String pattern(Path file) {
        return literal(file).replaceAll("[*?\\[]", "[$0]");
    }

    private static String literal(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
    }
}
