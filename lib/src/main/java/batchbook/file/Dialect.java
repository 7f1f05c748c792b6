package batchbook.file;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.Locale;

/**
 * In what databases differ.
 *
 * @param quote the sign around names
 * @param text the type of texts of any length
 * @param time that of a time of day, to the millisecond
 * @param hasTimes SQLite has none, and keeps them as texts
 */
record Dialect(String quote, String text, String time, boolean hasTimes) {
    static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName().toLowerCase(Locale.ROOT);
        String quote = database.getIdentifierQuoteString();
        boolean unlimited = product.contains("mysql") || product.contains("mariadb");
        return new Dialect(
                quote == null || quote.isBlank() ? "\"" : quote,
                unlimited ? "LONGTEXT" : SqlType.TEXT.name,
                product.contains("duckdb") ? SqlType.TIME.name : SqlType.TIME.name + "(3)",
                !product.contains("sqlite"));
    }

    /** A name that may be any text. */
    String name(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    String type(SqlType type) {
        return switch (type) {
            case TEXT -> text;
            case TIME -> time;
            default -> type.name;
        };
    }

    /** As it is kept; SQLite keeps times as texts, in the form that its own functions read. */
    Object parameter(Object cell) {
        return !hasTimes && cell instanceof Temporal ? cell.toString() : SqlType.parameter(cell);
    }
}
