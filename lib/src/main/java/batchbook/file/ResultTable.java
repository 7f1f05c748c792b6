package batchbook.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What a query gave, as a table: by the declared types where there are such, and where the values keep to them. */
final class ResultTable {
    private final boolean hasTimes;
    private final List<String> names = new ArrayList<>();
    private final List<Optional<SqlType>> types = new ArrayList<>();
    private final List<List<@Nullable Object>> values = new ArrayList<>();

    private ResultTable(boolean hasTimes) {
        this.hasTimes = hasTimes;
    }

    /** All rows. Of two columns of one name the second gets the number 2 behind it. */
    static Table of(ResultSet rows, Dialect dialect, String name) throws SQLException {
        ResultTable result = new ResultTable(dialect.hasTimes());
        result.head(rows.getMetaData());
        while (rows.next()) {
            for (int column = 0; column < result.names.size(); column++) {
                result.values.get(column).add(result.value(rows, column));
            }
        }
        List<Column<?>> columns = new ArrayList<>();
        for (int column = 0; column < result.names.size(); column++) {
            columns.add(result.column(column));
        }
        return Table.create(name, columns);
    }

    private void head(ResultSetMetaData head) throws SQLException {
        Set<String> taken = new HashSet<>();
        for (int column = 1; column <= head.getColumnCount(); column++) {
            String label = head.getColumnLabel(column);
            String name = label;
            for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                name = label + "_" + number;
            }
            names.add(name);
            // SQLite's driver has a number for what it does not know, but tells the name that was declared.
            types.add(hasTimes ? SqlType.of(head.getColumnType(column)) : SqlType.of(head.getColumnTypeName(column)));
            values.add(new ArrayList<>());
        }
    }

    private @Nullable Object value(ResultSet rows, int column) throws SQLException {
        Optional<SqlType> type = types.get(column);
        if (hasTimes && type.isPresent()) {
            return plain(type.get().get(rows, column + 1), rows, column);
        }
        return plain(rows.getObject(column + 1), rows, column);
    }

    /** One of the classes that {@link ValueColumn} knows. */
    private static @Nullable Object plain(@Nullable Object value, ResultSet rows, int column) throws SQLException {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Temporal) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isNaN(number) ? null : number;
        }
        if (value instanceof BigInteger whole && whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.scale() <= 0 && decimal.toBigInteger().bitLength() < Long.SIZE
                    ? (Object) decimal.longValue()
                    : (Object) decimal.doubleValue();
        }
        return rows.getString(column + 1);
    }

    private Column<?> column(int at) {
        return types.get(at)
                .flatMap(type -> declared(type, at))
                .orElseGet(() -> ValueColumn.of(names.get(at), values.get(at)));
    }

    /** Empty when a value is none of that type, as SQLite lets it be, or more than the column can hold. */
    private Optional<Column<?>> declared(SqlType type, int at) {
        Column<?> column = type.column(names.get(at));
        for (Object value : values.get(at)) {
            if (value == null) {
                column.appendMissing();
                continue;
            }
            Object cell;
            try {
                cell = cell(type, value);
            } catch (DateTimeException | ArithmeticException e) {
                return Optional.empty();
            }
            if (cell == null) {
                return Optional.empty();
            }
            column.appendObj(cell);
            if (column.isMissing(column.size() - 1) && !cell.equals("")) {
                return Optional.empty();
            }
        }
        return Optional.of(column);
    }

    private static @Nullable Object cell(SqlType type, Object value) {
        return switch (type) {
            case BOOLEAN ->
                value instanceof Long bit && (bit == 0 || bit == 1)
                        ? (Object) (bit == 1)
                        : value instanceof Boolean ? value : null;
            case INTEGER -> value instanceof Long whole ? Math.toIntExact(whole) : null;
            case BIGINT -> value instanceof Long ? value : null;
            case DOUBLE -> value instanceof Number number ? number.doubleValue() : null;
            case TEXT -> value instanceof String ? value : null;
            case DATE -> value instanceof String text ? LocalDate.parse(text) : as(LocalDate.class, value);
            case TIME -> value instanceof String text ? LocalTime.parse(text) : as(LocalTime.class, value);
            case DATE_TIME ->
                value instanceof String text
                        ? LocalDateTime.parse(text.replace(' ', 'T'))
                        : as(LocalDateTime.class, value);
            case INSTANT -> value instanceof String text ? Instant.parse(text) : as(Instant.class, value);
        };
    }

    private static @Nullable Object as(Class<?> type, Object value) {
        return type.isInstance(value) ? value : null;
    }
}
