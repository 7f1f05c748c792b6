package batchbook.file;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** Values of a format that has types as the narrowest column that keeps all of them, and else as texts. */
public final class ValueColumn {
    /** Beyond it not each whole number is a double. */
    private static final long WHOLE_DOUBLES = 1L << 53;

    private ValueColumn() {}

    /**
     * Whole numbers are ints where all are, and else longs; numbers with and without a point are doubles; texts are dates or
     * times where each of them is one.
     *
     * @param values of the classes {@code Boolean}, {@code Long}, {@code Double}, {@code String}, {@code LocalDate}, {@code
     *     LocalTime}, {@code LocalDateTime}, whose texts are what they print; null where there is none
     */
    public static Column<?> of(String name, List<@Nullable Object> values) {
        if (all(values, Boolean.class)) {
            return filled(BooleanColumn.create(name), values, Boolean.class::cast);
        }
        if (all(values, Long.class)) {
            if (within(values, -Integer.MAX_VALUE, Integer.MAX_VALUE)) {
                return filled(IntColumn.create(name), values, value -> Math.toIntExact((Long) value));
            }
            // The least number says that one is missing.
            if (within(values, -Long.MAX_VALUE, Long.MAX_VALUE)) {
                return filled(LongColumn.create(name), values, Long.class::cast);
            }
        }
        if (all(values, Number.class) && within(values, -WHOLE_DOUBLES, WHOLE_DOUBLES)) {
            return filled(DoubleColumn.create(name), values, value -> ((Number) value).doubleValue());
        }
        if (all(values, LocalDate.class)) {
            return filled(DateColumn.create(name), values, LocalDate.class::cast);
        }
        if (all(values, LocalTime.class)) {
            return filled(TimeColumn.create(name), values, LocalTime.class::cast);
        }
        if (all(values, LocalDateTime.class)) {
            return filled(DateTimeColumn.create(name), values, LocalDateTime.class::cast);
        }
        List<String> texts =
                values.stream().map(value -> Objects.toString(value, "")).toList();
        return all(values, String.class) ? TypedColumn.ofTexts(name, texts) : StringColumn.create(name, texts);
    }

    private static boolean all(List<@Nullable Object> values, Class<?> type) {
        return values.stream().allMatch(value -> value == null || type.isInstance(value))
                && values.stream().anyMatch(Objects::nonNull);
    }

    private static boolean within(List<@Nullable Object> values, long least, long most) {
        return values.stream().allMatch(value -> !(value instanceof Long whole) || (least <= whole && whole <= most));
    }

    private static <T> Column<T> filled(Column<T> column, List<@Nullable Object> values, Function<Object, T> cell) {
        for (Object value : values) {
            if (value == null) {
                column.appendMissing();
            } else {
                column.append(cell.apply(value));
            }
        }
        return column;
    }
}
