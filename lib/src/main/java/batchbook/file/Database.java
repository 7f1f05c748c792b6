package batchbook.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.api.Table;

/** Tables in a database, by any JDBC driver; what they promise is told at {@code batchbook.view.Tables}. */
public final class Database {
    /** An embedded database in a file, not in memory and not at an address of its own kind. */
    private static final Pattern IN_FILE =
            Pattern.compile("jdbc:(?:sqlite|duckdb):(?!file:|:|md:|http|s3:)([^?;]+)(?:[?;].*)?");

    private Database() {}

    /** What is done within one transaction. */
    interface Work<T> {
        T in(Session session) throws SQLException, IOException;
    }

    /** Whether it is the address of a database, and no file. */
    public static boolean isAddress(String text) {
        return text.startsWith("jdbc:");
    }

    /**
     * All of a table, or what a query gives.
     *
     * @throws IllegalArgumentException when there is no such table
     * @throws IllegalStateException when there is no driver, or the database says no
     */
    public static Table read(String url, String tableOrQuery) {
        Matcher file = IN_FILE.matcher(url);
        if (file.matches() && !Files.exists(Path.of(file.group(1)))) {
            throw new IllegalArgumentException(
                    "there is no database " + Path.of(file.group(1)).toAbsolutePath() + ": Tables.write(table, \"" + url
                            + "\", \"reviews\") makes one");
        }
        return within(url, session -> {
            var table = session.find(tableOrQuery);
            if (table.isPresent()) {
                return session.table(table.get());
            }
            if (tableOrQuery.strip().contains(" ") || tableOrQuery.contains("\n")) {
                return session.query(tableOrQuery);
            }
            List<String> all = session.tables();
            throw new IllegalArgumentException("there is no table \"" + tableOrQuery + "\" in " + withoutSecrets(url)
                    + (all.isEmpty() ? ", which is empty" : ": it has " + String.join(", ", all)));
        });
    }

    /**
     * Makes the table in the database; one of that name is replaced.
     *
     * @throws IllegalArgumentException when it has no columns
     * @throws IllegalStateException when there is no driver, or the database says no; then it stays as it was
     */
    public static void write(Table table, String url, String name) {
        requireColumns(table);
        within(url, session -> {
            session.replace(name, table);
            return table;
        });
    }

    /**
     * Changes the rows of the same keys and adds the others.
     *
     * @throws IllegalArgumentException when it has no such column, a key is missing or twice, or a column has values that the
     *     one in the database cannot keep
     * @throws IllegalStateException when there is no driver, or the database says no; then it stays as it was
     */
    public static void upsert(Table table, String url, String name, String key) {
        requireColumns(table);
        Upsert.requireKeys(table, key);
        within(url, session -> {
            var there = session.find(name);
            if (there.isPresent()) {
                Upsert.into(session, table, there.get(), key);
            } else {
                session.replace(name, table);
            }
            return table;
        });
    }

    private static void requireColumns(Table table) {
        if (table.columnCount() == 0) {
            throw new IllegalArgumentException("the table has no columns: nothing was written");
        }
    }

    /** All of it, or nothing. */
    static <T> T within(String url, Work<T> work) {
        try (Connection connection = Drivers.connect(url)) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Session(connection));
                connection.commit();
                return result;
            } catch (SQLException | IOException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException | IOException e) {
            String why = String.valueOf(e.getMessage()).replace(url, withoutSecrets(url));
            throw new IllegalStateException(withoutSecrets(url) + ": " + why, e);
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** A password may stand behind the address, or before its host. */
    private static String withoutSecrets(String url) {
        return url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }
}
