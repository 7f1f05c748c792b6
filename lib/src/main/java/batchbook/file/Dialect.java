package batchbook.file;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.Locale;

/** In what databases differ: the sign around names, the name of the type of texts, and SQLite, which has no times. */
record Dialect(String quote, String text, boolean hasTimes) {
    static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName().toLowerCase(Locale.ROOT);
        String quote = database.getIdentifierQuoteString();
        boolean unlimited = product.contains("mysql") || product.contains("mariadb");
        return new Dialect(
                quote == null || quote.isBlank() ? "\"" : quote,
                unlimited ? "LONGTEXT" : SqlType.TEXT.name,
                !product.contains("sqlite"));
    }

    /** A name that may be any text. */
    String name(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    String type(SqlType type) {
        return type == SqlType.TEXT ? text : type.name;
    }

    /** As it is kept; SQLite keeps times as texts, in the form that its own functions read. */
    Object parameter(Object cell) {
        return !hasTimes && cell instanceof Temporal ? cell.toString() : SqlType.parameter(cell);
    }
}
