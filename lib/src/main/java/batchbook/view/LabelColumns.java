package batchbook.view;

import batchbook.Result;
import batchbook.prompt.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** The labels of prompts as columns of the types that their values have. What no column holds as it is becomes text. */
final class LabelColumns {
    /** Beyond it not each whole number is a double. */
    private static final long WHOLE_DOUBLES = 1L << 53;

    /** Columns of values that have a type; all else is text. */
    static final Map<Class<?>, Function<String, Column<?>>> OF_ONE_TYPE = Map.of(
            Integer.class, IntColumn::create,
            Long.class, LongColumn::create,
            Double.class, DoubleColumn::create,
            Boolean.class, BooleanColumn::create,
            LocalDate.class, DateColumn::create,
            LocalTime.class, TimeColumn::create,
            LocalDateTime.class, DateTimeColumn::create,
            Instant.class, InstantColumn::create);

    private LabelColumns() {}

    /** One column for each label, in the order in which they come up. */
    static List<Column<?>> of(List<Result> rows) {
        List<Labels> labels =
                rows.stream().map(row -> Labels.of(row.prompt().labels())).toList();
        List<Column<?>> columns = new ArrayList<>();
        for (String name : names(labels)) {
            List<@Nullable Object> values = new ArrayList<>(labels.size());
            labels.forEach(row -> values.add(row.get(name)));
            TakenNames.add(columns, column(name, values), "label_");
        }
        return columns;
    }

    private static Set<String> names(List<Labels> rows) {
        Set<String> names = new LinkedHashSet<>();
        List<String> last = List.of();
        for (Labels row : rows) {
            // Rows of a table have the same.
            if (!row.names().equals(last)) {
                last = row.names();
                names.addAll(last);
            }
        }
        return names;
    }

    /** Of these values; null, an empty text and what is no number are missing. */
    static Column<?> column(String name, List<? extends @Nullable Object> values) {
        Set<Class<?>> types = values.stream()
                .filter(value -> !isMissing(value))
                .map(Objects::requireNonNull)
                .<Class<?>>map(Object::getClass)
                .collect(Collectors.toSet());
        Class<?> type = common(types);
        Function<String, Column<?>> create = OF_ONE_TYPE.get(type);
        return create == null ? texts(name, values) : typed(create.apply(name), type, values);
    }

    private static boolean isMissing(@Nullable Object value) {
        return value == null || value.equals("") || (value instanceof Double number && number.isNaN());
    }

    /** The one type, or that of numbers of several; text for all else. */
    private static Class<?> common(Set<Class<?>> types) {
        if (types.size() == 1) {
            return types.iterator().next();
        }
        if (types.equals(Set.of(Integer.class, Long.class))) {
            return Long.class;
        }
        boolean numbers = !types.isEmpty()
                && Set.of(Integer.class, Long.class, Double.class).containsAll(types);
        return numbers ? Double.class : String.class;
    }

    private static Column<?> typed(Column<?> column, Class<?> type, List<? extends @Nullable Object> values) {
        try {
            for (Object value : values) {
                if (value == null || isMissing(value)) {
                    column.appendMissing();
                    continue;
                }
                Object one = as(type, value);
                column.appendObj(one);
                int last = column.size() - 1;
                if (!column.isMissing(last) && !one.equals(column.get(last))) {
                    return texts(column.name(), values);
                }
            }
            return column;
        } catch (DateTimeException | ArithmeticException e) {
            // Such as a year that Tablesaw has no room for, or a number that no double holds.
            return texts(column.name(), values);
        }
    }

    private static Object as(Class<?> type, Object value) {
        if (type == Long.class) {
            return ((Number) value).longValue();
        }
        if (type == Double.class && !(value instanceof Double)) {
            long whole = ((Number) value).longValue();
            if (Math.abs(whole) > WHOLE_DOUBLES) {
                throw new ArithmeticException("it is no double");
            }
            return (double) whole;
        }
        // Tablesaw's times have milliseconds.
        if (value instanceof Instant time) {
            return time.truncatedTo(ChronoUnit.MILLIS);
        }
        if (value instanceof LocalDateTime time) {
            return time.truncatedTo(ChronoUnit.MILLIS);
        }
        return value instanceof LocalTime time ? time.truncatedTo(ChronoUnit.MILLIS) : value;
    }

    private static Column<?> texts(String name, List<? extends @Nullable Object> values) {
        StringColumn column = StringColumn.create(name);
        values.forEach(value -> column.append(isMissing(value) ? "" : String.valueOf(value)));
        return column;
    }
}
