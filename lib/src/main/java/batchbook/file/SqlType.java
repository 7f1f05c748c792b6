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
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
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
    BOOLEAN("BOOLEAN", Kind.TRUTH, BooleanColumn::create, "BIT"),
    INTEGER("INTEGER", Kind.WHOLE, IntColumn::create, "INT", "SMALLINT", "TINYINT", "INT4", "INT2"),
    BIGINT("BIGINT", Kind.WHOLE, LongColumn::create, "INT8", "LONG"),
    DOUBLE("DOUBLE PRECISION", Kind.DECIMAL, DoubleColumn::create, "DOUBLE", "REAL", "FLOAT", "FLOAT8", "FLOAT4"),
    TEXT("VARCHAR", Kind.TEXT, StringColumn::create, "TEXT", "CHARACTER VARYING", "CHAR", "CHARACTER", "CLOB"),
    DATE("DATE", Kind.DATE, DateColumn::create),
    TIME("TIME", Kind.TIME, TimeColumn::create),
    DATE_TIME("TIMESTAMP", Kind.DATE_TIME, DateTimeColumn::create, "DATETIME"),
    INSTANT("TIMESTAMP WITH TIME ZONE", Kind.INSTANT, InstantColumn::create, "TIMESTAMPTZ");

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
    private final Function<String, Column<?>> create;
    private final String[] otherNames;

    SqlType(String name, Kind kind, Function<String, Column<?>> create, String... otherNames) {
        this.name = name;
        this.kind = kind;
        this.create = create;
        this.otherNames = otherNames;
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
        return Arrays.stream(values())
                .filter(type -> type.name.equalsIgnoreCase(name)
                        || Arrays.stream(type.otherNames).anyMatch(name::equalsIgnoreCase))
                .findFirst();
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
        return create.apply(name);
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
                : cell instanceof Number || cell instanceof Boolean || cell instanceof java.time.temporal.Temporal
                        ? cell
                        : cell.toString();
    }
}
