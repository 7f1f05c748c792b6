package batchbook.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** The types of standard SQL in which columns of tables are kept, which every database has by these names or others. */
enum SqlType {
    BOOLEAN("BOOLEAN", Kind.TRUTH),
    INTEGER("INTEGER", Kind.WHOLE),
    BIGINT("BIGINT", Kind.WHOLE),
    DOUBLE("DOUBLE PRECISION", Kind.DECIMAL),
    TEXT("VARCHAR", Kind.TEXT),
    DATE("DATE", Kind.DATE),
    TIME("TIME", Kind.TIME),
    DATE_TIME("TIMESTAMP", Kind.DATE_TIME),
    INSTANT("TIMESTAMP WITH TIME ZONE", Kind.INSTANT);

    /** What a value of one of them is; numbers go into columns of wider ones. */
    enum Kind {
        TRUTH("truth values"),
        WHOLE("whole numbers"),
        DECIMAL("decimals"),
        TEXT("texts"),
        DATE("dates"),
        TIME("times of day"),
        DATE_TIME("dates with a time"),
        INSTANT("instants");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    final String name;
    final Kind kind;

    SqlType(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    /** That in which a column is kept; what Tablesaw has besides is kept as the next wider one, or as text. */
    static SqlType of(Column<?> column) {
        ColumnType type = column.type();
        if (type.equals(ColumnType.SHORT)) {
            return INTEGER;
        }
        if (type.equals(ColumnType.FLOAT)) {
            return DOUBLE;
        }
        return Arrays.stream(values())
                .filter(one -> one.column("").type().equals(type))
                .findFirst()
                .orElse(TEXT);
    }

    /** That of a column of a database by the name of its type; empty for one whose values have to tell. */
    static Optional<SqlType> of(String name) {
        return Optional.ofNullable(
                switch (name.toUpperCase(Locale.ROOT)) {
                    case "BOOLEAN", "BOOL" -> BOOLEAN;
                    case "INTEGER", "INT", "SMALLINT", "TINYINT" -> INTEGER;
                    case "BIGINT" -> BIGINT;
                    case "DOUBLE PRECISION", "DOUBLE", "REAL", "FLOAT" -> DOUBLE;
                    case "VARCHAR", "TEXT", "CHAR", "CLOB" -> TEXT;
                    case "DATE" -> DATE;
                    case "TIME" -> TIME;
                    case "TIMESTAMP", "DATETIME" -> DATE_TIME;
                    case "TIMESTAMP WITH TIME ZONE" -> INSTANT;
                    default -> null;
                });
    }

    /** The same by the number that JDBC has for it, which knows the names of all databases. */
    static Optional<SqlType> of(int jdbc) {
        return Optional.ofNullable(
                switch (jdbc) {
                    case Types.BOOLEAN, Types.BIT -> BOOLEAN;
                    case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INTEGER;
                    case Types.BIGINT -> BIGINT;
                    case Types.REAL, Types.FLOAT, Types.DOUBLE -> DOUBLE;
                    case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> TEXT;
                    case Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR, Types.NCLOB -> TEXT;
                    case Types.DATE -> DATE;
                    case Types.TIME -> TIME;
                    case Types.TIMESTAMP -> DATE_TIME;
                    case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
                    default -> null;
                });
    }

    Column<?> column(String name) {
        return switch (this) {
            case BOOLEAN -> BooleanColumn.create(name);
            case INTEGER -> IntColumn.create(name);
            case BIGINT -> LongColumn.create(name);
            case DOUBLE -> DoubleColumn.create(name);
            case TEXT -> StringColumn.create(name);
            case DATE -> DateColumn.create(name);
            case TIME -> TimeColumn.create(name);
            case DATE_TIME -> DateTimeColumn.create(name);
            case INSTANT -> InstantColumn.create(name);
        };
    }

    /** Whether a column of the database that is of this type keeps all values of that one. */
    boolean keeps(SqlType other) {
        return kind == other.kind
                ? this != INTEGER || other != BIGINT
                : kind == Kind.DECIMAL && other.kind == Kind.WHOLE;
    }

    /** The value of the row at which it stands; null when there is none. */
    @Nullable
    Object get(ResultSet rows, int column) throws SQLException {
        return switch (this) {
            case DATE -> rows.getObject(column, LocalDate.class);
            case TIME -> rows.getObject(column, LocalTime.class);
            case DATE_TIME -> rows.getObject(column, LocalDateTime.class);
            case INSTANT -> {
                OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case TEXT -> rows.getString(column);
            default -> rows.getObject(column);
        };
    }

    /** As JDBC takes a cell. */
    static Object parameter(Object cell) {
        return cell instanceof Instant time
                ? time.atOffset(ZoneOffset.UTC)
                : cell instanceof Number || cell instanceof Boolean || cell instanceof Temporal
                        ? cell
                        : cell.toString();
    }
}
