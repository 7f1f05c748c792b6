package batchbook.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The columns that come together from objects, each of which may have other fields. */
final class JsonColumns {
    private static final Set<Object> INFINITE = Set.of("Infinity", "-Infinity");

    private final Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private int rows;

    /**
     * Adds a row.
     *
     * @throws IllegalStateException when two of its names cannot be those of two columns
     */
    void add(JsonNode row, int line) {
        fields("", row, line);
        rows++;
    }

    private void fields(String prefix, JsonNode object, int line) {
        object.properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                fields(name + ".", value, line);
            } else {
                put(name, value(value), line);
            }
        });
    }

    private void put(String name, @Nullable Object value, int line) {
        String before = spellings.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (before != null && !before.equals(name)) {
            throw new IllegalStateException("line " + line + ": '" + name + "' and '" + before
                    + "' are the same name to a table, in which capitals do not count: rename one");
        }
        if (name.isBlank()) {
            throw new IllegalStateException("line " + line + ": one of the values has a name that is empty");
        }
        List<@Nullable Object> column = values.computeIfAbsent(name, unused -> new ArrayList<>());
        if (column.size() > rows) {
            throw new IllegalStateException("line " + line + ": there are two values of '" + name + "'");
        }
        fill(column);
        column.add(value);
    }

    private void fill(List<@Nullable Object> column) {
        while (column.size() < rows) {
            column.add(null);
        }
    }

    private static @Nullable Object value(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isFloatingPointNumber()) {
            return Double.isNaN(value.doubleValue()) ? null : value.doubleValue();
        }
        // Lists as JSON, and whole numbers that no column of numbers would keep.
        return value.toString();
    }

    Table table() {
        List<Column<?>> columns = new ArrayList<>();
        for (Map.Entry<String, List<@Nullable Object>> column : values.entrySet()) {
            List<@Nullable Object> cells = column.getValue();
            fill(cells);
            columns.add(ValueColumn.of(column.getKey(), numbers(cells)));
        }
        return Table.create("", columns);
    }

    /** JSON has no word for what is infinite, and writers put it in quotes. */
    private static List<@Nullable Object> numbers(List<@Nullable Object> values) {
        boolean numbers = values.stream().anyMatch(Number.class::isInstance)
                && values.stream()
                        .filter(Objects::nonNull)
                        .allMatch(value -> value instanceof Number || INFINITE.contains(value));
        if (numbers) {
            values.replaceAll(value -> value instanceof String text ? Double.valueOf(text) : value);
        }
        return values;
    }
}
