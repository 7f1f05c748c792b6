package batchbook.view;

import batchbook.answer.JsonFields;
import batchbook.file.ValueColumn;
import batchbook.html.Html;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A row for each element of a list; told at {@link Tables#explode}. */
final class ExplodedTable {
    private static final int LONGEST = 60;

    private ExplodedTable() {}

    static Table of(Table table, String name) {
        Column<?> lists = table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the table has no column \"" + name + "\"; it has " + String.join(", ", table.columnNames())));
        if (!(lists instanceof StringColumn texts)) {
            throw new IllegalArgumentException(
                    "the column \"" + name + "\" is one of " + lists.type() + ", and lists are texts");
        }
        List<Integer> rows = new ArrayList<>();
        List<@Nullable Object> elements = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            List<@Nullable Object> own = texts.isMissing(row) ? List.of() : elements(texts, row);
            int before = rows.size();
            rows.addAll(Collections.nCopies(Math.max(1, own.size()), row));
            elements.addAll(own);
            if (elements.size() == before) {
                elements.add(null);
            }
        }
        int[] repeated = rows.stream().mapToInt(Integer::intValue).toArray();
        List<Column<?>> columns = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            if (column.name().equals(lists.name())) {
                List<Column<?>> own = columns(lists.name(), elements);
                List<Column<?>> others = new ArrayList<>(table.columns());
                others.remove(lists);
                own.forEach(one -> TakenNames.add(others, one, "element_"));
                columns.addAll(own);
            } else {
                columns.add(column.subset(repeated));
            }
        }
        return Table.create(table.name(), columns);
    }

    private static List<@Nullable Object> elements(StringColumn lists, int row) {
        return JsonFields.elements(lists.get(row))
                .orElseThrow(() -> new IllegalArgumentException("row " + row + " of the column \"" + lists.name()
                        + "\" is no JSON list: \"" + Html.shorten(lists.get(row), LONGEST) + "\""));
    }

    /** Objects give a column for each field of theirs. */
    private static List<Column<?>> columns(String name, List<@Nullable Object> elements) {
        boolean objects = elements.stream().anyMatch(Map.class::isInstance);
        if (!objects) {
            return List.of(ValueColumn.of(name, elements));
        }
        FieldColumns fields = new FieldColumns();
        for (@Nullable Object element : elements) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            if (element instanceof Map<?, ?> object) {
                object.forEach((key, value) -> row.put(name + "." + key, value));
            } else if (element != null) {
                row.put(name, element);
            }
            fields.add(row);
        }
        return fields.columns();
    }
}
