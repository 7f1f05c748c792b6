package batchbook.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * Rows of fields as columns, in the order in which the fields come up. A column is of numbers or truth values where all its
 * values are, and else of texts. Names that differ by capitals only are one, as they are to Tablesaw.
 */
final class FieldColumns {
    /** What an answer invents beyond it stays in the answer. */
    private static final int MOST = 500;

    private static final int LONGEST_NAME = 100;

    private final Map<String, Integer> places = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<List<@Nullable Object>> values = new ArrayList<>();
    private int rows;

    /** One row. */
    void add(Map<String, ? extends @Nullable Object> fields) {
        fields.forEach((name, value) -> {
            String shown =
                    name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name.isBlank() ? "field" : name;
            @Nullable Integer place = places.get(shown.toLowerCase(Locale.ROOT));
            if (place == null && names.size() < MOST) {
                place = names.size();
                places.put(shown.toLowerCase(Locale.ROOT), place);
                names.add(shown);
                values.add(new ArrayList<>());
            }
            if (place != null && values.get(place).size() <= rows) {
                fill(values.get(place), rows);
                values.get(place).add(value);
            }
        });
        rows++;
    }

    private static void fill(List<@Nullable Object> column, int size) {
        column.addAll(Collections.nCopies(size - column.size(), null));
    }

    List<Column<?>> columns() {
        List<Column<?>> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fill(values.get(i), rows);
            columns.add(of(names.get(i), values.get(i)));
        }
        return columns;
    }

    /** One column of such values. */
    static Column<?> of(String name, List<? extends @Nullable Object> values) {
        List<?> there = values.stream().filter(Objects::nonNull).toList();
        Column<?> column;
        if (there.isEmpty()) {
            column = StringColumn.create(name);
        } else if (there.stream().allMatch(Boolean.class::isInstance)) {
            column = BooleanColumn.create(name);
        } else if (there.stream().allMatch(FieldColumns::isInt)) {
            column = IntColumn.create(name);
        } else if (there.stream().allMatch(Long.class::isInstance)) {
            column = LongColumn.create(name);
        } else if (there.stream().allMatch(Number.class::isInstance)) {
            column = DoubleColumn.create(name);
        } else {
            column = StringColumn.create(name);
        }
        values.forEach(value -> append(column, value));
        return column;
    }

    /** The least is how Tablesaw says that one is missing. */
    private static boolean isInt(Object value) {
        return value instanceof Long number && number == number.intValue() && number > Integer.MIN_VALUE;
    }

    private static void append(Column<?> column, @Nullable Object value) {
        if (value == null) {
            column.appendMissing();
        } else if (column instanceof IntColumn ints) {
            ints.append(((Number) value).intValue());
        } else if (column instanceof DoubleColumn doubles) {
            doubles.append(((Number) value).doubleValue());
        } else if (column instanceof StringColumn texts) {
            texts.append(value.toString());
        } else {
            column.appendObj(value);
        }
    }
}
