package batchbook.file;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Rows into a table that may have rows of the same keys, in SQL that every database knows: those are changed in their place,
 * in the columns that are given, and the others are added.
 */
final class Upsert {
    /** It is gone when the connection is closed; no user's table is called so. */
    private static final String INCOMING = "batchbook_incoming_rows";

    private final Session session;
    private final Table table;
    private final String name;

    private Upsert(Session session, Table table, String name) {
        this.session = session;
        this.table = table;
        this.name = name;
    }

    /**
     * Does it. Columns that the database does not have yet are added, and missing there in all other rows.
     *
     * @param name of a table of the database
     * @throws IllegalArgumentException when a column has values that the one of the database cannot keep
     */
    static void into(Session session, Table table, String name, String key) throws SQLException {
        Upsert upsert = new Upsert(session, table, name);
        List<String> columns = upsert.columns();
        upsert.merge(columns, columns.get(table.columnIndex(key)));
    }

    /**
     * That each row has a key of its own.
     *
     * @throws IllegalArgumentException when there is no such column, a key is missing or two are equal
     */
    static void requireKeys(Table table, String key) {
        if (!table.containsColumn(key)) {
            throw new IllegalArgumentException(
                    "there is no column \"" + key + "\" to tell the rows by: the table has " + table.columnNames());
        }
        Column<?> keys = table.column(key);
        Map<Object, Integer> seen = new HashMap<>();
        for (int row = 0; row < keys.size(); row++) {
            if (keys.isMissing(row)) {
                throw new IllegalArgumentException(
                        "row " + row + " has no value in \"" + key + "\", by which the rows are told");
            }
            Integer before = seen.put(keys.get(row), row);
            if (before != null) {
                throw new IllegalArgumentException("rows " + before + " and " + row + " both have the " + key + " \""
                        + keys.get(row) + "\": which of them is to stay?");
            }
        }
    }

    /** The columns of the database into which those of the table go, made where there is none. */
    private List<String> columns() throws SQLException {
        Table there = session.query("SELECT * FROM " + session.quoted(name) + " WHERE 1 = 0");
        List<String> names = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            if (!there.containsColumn(column.name())) {
                session.execute("ALTER TABLE " + session.quoted(name) + " ADD COLUMN " + session.declared(column));
                names.add(column.name());
                continue;
            }
            Column<?> other = there.column(column.name());
            requireKept(column, other);
            names.add(other.name());
        }
        return names;
    }

    private void requireKept(Column<?> column, Column<?> there) {
        SqlType ours = SqlType.of(column);
        SqlType theirs = SqlType.of(there);
        if (!theirs.keeps(ours) && column.countMissing() < column.size()) {
            throw new IllegalArgumentException(
                    "the column \"" + column.name() + "\" has " + ours.kind.words + ", and that of "
                            + name + " in the database is one of " + theirs.kind.words
                            + (theirs.kind == ours.kind ? " that are smaller" : "")
                            + ": give one of them another name, or write all of the table anew, without a key");
        }
    }

    private void merge(List<String> columns, String keyColumn) throws SQLException {
        String target = session.quoted(name);
        String incoming = session.quoted(INCOMING);
        String key = session.quoted(keyColumn);
        session.execute("CREATE TEMPORARY TABLE " + incoming + " AS SELECT " + session.quoted(columns) + " FROM "
                + target + " WHERE 1 = 0");
        session.execute(
                "CREATE UNIQUE INDEX " + session.quoted(INCOMING + "_key") + " ON " + incoming + " (" + key + ")");
        session.insert(INCOMING, columns, table);
        String changes = columns.stream()
                .map(session::quoted)
                .filter(column -> !column.equals(key))
                .map(column -> column + " = (SELECT " + incoming + "." + column + " FROM " + incoming + " WHERE "
                        + incoming + "." + key + " = " + target + "." + key + ")")
                .collect(Collectors.joining(", "));
        if (!changes.isEmpty()) {
            session.execute("UPDATE " + target + " SET " + changes + " WHERE " + key + " IN (SELECT " + key + " FROM "
                    + incoming + ")");
        }
        session.execute("INSERT INTO " + target + " (" + session.quoted(columns) + ") SELECT " + session.quoted(columns)
                + " FROM " + incoming + " WHERE " + key + " NOT IN (SELECT " + key + " FROM " + target + " WHERE " + key
                + " IS NOT NULL)");
        session.execute("DROP TABLE " + incoming);
    }
}
