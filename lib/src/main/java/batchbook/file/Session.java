package batchbook.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A connection to a database, in whose one transaction all of this happens. */
final class Session {
    /** Enough that a statement costs little for each row, and less than any database takes in one. */
    private static final int PARAMETERS = 2_000;

    private final Connection connection;
    private final Dialect dialect;

    Session(Connection connection) throws SQLException {
        this.connection = connection;
        this.dialect = Dialect.of(connection.getMetaData());
    }

    /** The names of all tables and views, but those of the database itself. */
    List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (tables.next()) {
                if (!tables.getString("TABLE_TYPE").contains("SYSTEM")) {
                    names.add(tables.getString("TABLE_NAME"));
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    /** The name as the database spells it, to which capitals may not count; empty when it has no such table. */
    Optional<String> find(String name) throws SQLException {
        List<String> all = tables();
        return all.contains(name)
                ? Optional.of(name)
                : all.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /** All of a table, which has its name. */
    Table table(String name) throws SQLException {
        return query("SELECT * FROM " + quoted(name)).setName(name);
    }

    Table query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return ResultTable.of(rows, dialect, "");
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String quoted(String name) {
        return dialect.name(name);
    }

    String quoted(List<String> names) {
        return names.stream().map(this::quoted).collect(Collectors.joining(", "));
    }

    /** The name and type of a column, as a table is made or gets one more. */
    String declared(Column<?> column) {
        return quoted(column.name()) + " " + dialect.type(SqlType.of(column));
    }

    /** Makes a table of these rows, in the place of one of that name. */
    void replace(String name, Table table) throws SQLException {
        Optional<String> before = find(name);
        if (before.isPresent()) {
            execute("DROP TABLE " + quoted(before.get()));
        }
        execute("CREATE TABLE " + quoted(name) + " ("
                + table.columns().stream().map(this::declared).collect(Collectors.joining(", ")) + ")");
        insert(name, table.columnNames(), table);
    }

    /** Puts the rows into a table that has columns of these names. */
    void insert(String name, List<String> columns, Table table) throws SQLException {
        int together = Math.max(1, PARAMETERS / columns.size());
        int row = 0;
        while (row < table.rowCount()) {
            int count = Math.min(together, table.rowCount() - row);
            try (PreparedStatement statement = connection.prepareStatement(insertion(name, columns, count))) {
                for (; row + count <= table.rowCount(); row += count) {
                    fill(statement, table, row, count);
                    statement.executeUpdate();
                }
            }
        }
    }

    private String insertion(String name, List<String> columns, int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        return "INSERT INTO " + quoted(name) + " (" + quoted(columns) + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, row));
    }

    private void fill(PreparedStatement statement, Table table, int from, int count) throws SQLException {
        int parameter = 1;
        for (int row = from; row < from + count; row++) {
            for (int column = 0; column < table.columnCount(); column++) {
                Column<?> cells = table.column(column);
                if (cells.isMissing(row)) {
                    statement.setObject(parameter++, null);
                } else {
                    statement.setObject(parameter++, dialect.parameter(cells.get(row)));
                }
            }
        }
    }
}
