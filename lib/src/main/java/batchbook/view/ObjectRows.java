package batchbook.view;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps, or records of the user's own, as rows. The columns of maps are all their keys, in the order in which they come up.
 *
 * @param cells one for each column, which finds its value in a row
 */
record ObjectRows(List<?> objects, List<String> columns, List<Function<Object, @Nullable Object>> cells)
        implements Rows {
    /** @throws IllegalArgumentException when they are neither maps nor records of one kind */
    static ObjectRows of(Iterable<?> rows) {
        List<Object> all = new ArrayList<>();
        for (Object row : rows) {
            if (row == null) {
                throw new IllegalArgumentException("row " + all.size() + " is null: leave it out");
            }
            all.add(row);
        }
        if (all.stream().allMatch(Map.class::isInstance)) {
            return ofMaps(all);
        }
        Class<?> type = all.get(0).getClass();
        if (type.isRecord() && all.stream().allMatch(type::isInstance)) {
            return ofRecords(all, type);
        }
        throw new IllegalArgumentException("rows are maps or records of one kind, and this list has "
                + String.join(
                        " and ",
                        all.stream()
                                .map(row -> row.getClass().getSimpleName())
                                .distinct()
                                .limit(3)
                                .toList())
                + ": pass a table, or a list of maps or records");
    }

    private static ObjectRows ofMaps(List<Object> maps) {
        Set<Object> keys = new LinkedHashSet<>();
        maps.forEach(map -> keys.addAll(((Map<?, ?>) map).keySet()));
        List<Function<Object, @Nullable Object>> cells = new ArrayList<>();
        keys.forEach(key -> cells.add(map -> ((Map<?, ?>) map).get(key)));
        return new ObjectRows(maps, keys.stream().map(String::valueOf).toList(), cells);
    }

    private static ObjectRows ofRecords(List<Object> records, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Function<Object, @Nullable Object>> cells = new ArrayList<>();
        for (RecordComponent component : components) {
            // One that is declared in a cell, or within a method, is not public.
            component.getAccessor().setAccessible(true);
            cells.add(row -> value(component, row));
        }
        return new ObjectRows(
                records, Stream.of(components).map(RecordComponent::getName).toList(), cells);
    }

    private static @Nullable Object value(RecordComponent component, Object row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    component.getName() + " of " + row + " cannot be read: " + e.getCause(), e);
        }
    }

    @Override
    public String name() {
        return "the list";
    }

    @Override
    public int size() {
        return objects.size();
    }

    @Override
    public @Nullable Object[] row(int row) {
        @Nullable Object[] values = new @Nullable Object[cells.size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = cells.get(column).apply(objects.get(row));
        }
        return values;
    }

    @Override
    public String wayOut(List<Integer> missing) {
        return " Leave these rows out.";
    }
}
