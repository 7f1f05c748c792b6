package batchbook.view;

import batchbook.file.ValueColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.columns.Column;

/**
 * Rows of fields as columns, in the order in which the fields come up. {@link ValueColumn} says of what type each is. Names that differ by capitals only are one, as they are to Tablesaw.
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
            columns.add(ValueColumn.of(names.get(i), values.get(i)));
        }
        return columns;
    }
}
