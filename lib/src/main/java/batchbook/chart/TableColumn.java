package batchbook.chart;

import batchbook.Format;
import batchbook.picture.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A column that a chart is made of. */
final class TableColumn {
    private static final int LONGEST = 34;

    private TableColumn() {}

    /** @throws IllegalArgumentException when there is no such column */
    static Column<?> of(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no column \"" + name + "\": the columns are "
                        + String.join(", ", table.columnNames())));
    }

    /** @throws IllegalArgumentException when there is no such column, or it holds no numbers */
    static NumericColumn<?> numbers(Table table, String name) {
        if (of(table, name) instanceof NumericColumn<?> numbers) {
            return numbers;
        }
        List<String> numeric = new ArrayList<>();
        table.columns().stream().filter(NumericColumn.class::isInstance).forEach(column -> numeric.add(column.name()));
        throw new IllegalArgumentException("column \"" + name + "\" holds no numbers, but "
                + of(table, name).type().name() + ": columns of numbers are "
                + (numeric.isEmpty() ? "none" : String.join(", ", numeric)));
    }

    /** A value, as its label, and in which rows it stands. */
    record Group(String label, List<Integer> rows) {
        int size() {
            return rows.size();
        }
    }

    /** The values of such rows, those of the most rows first; of equally frequent ones the one that came first. */
    static List<Group> groups(Column<?> column, IntPredicate wanted) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row) && wanted.test(row)) {
                rows.computeIfAbsent(label(column.get(row)), any -> new ArrayList<>())
                        .add(row);
            }
        }
        return rows.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Group::size).reversed())
                .toList();
    }

    /** A value as a short label of one line. */
    static String label(Object value) {
        String text = value instanceof Double number
                ? new Numbers(100).of(number)
                : Format.plain(String.valueOf(value)).replaceAll("\\s+", " ").strip();
        int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
        if (text.isEmpty()) {
            return "(blank)";
        }
        return points.length <= LONGEST ? text : new String(points, 0, LONGEST - 1).strip() + "…";
    }

    /** {@code 3 rows have no value.}, or nothing. */
    static String missing(long rows) {
        return rows == 0 ? "" : Format.plural(rows, "row") + (rows == 1 ? " has" : " have") + " no value.";
    }

    static String subtitle(Table table) {
        String name = table.name() == null ? "" : Format.plain(table.name());
        return (name.isBlank() ? "" : name + ", ") + Format.plural(table.rowCount(), "row");
    }
}
