package batchbook.view;

import java.util.List;
import tech.tablesaw.columns.Column;

/** Names of columns, which Tablesaw tells apart without regard to case. */
final class TakenNames {
    private TakenNames() {}

    static boolean has(List<Column<?>> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    /** Adds a column; with something before its name when another one has it. */
    static void add(List<Column<?>> to, Column<?> column, String prefix) {
        String name = column.name();
        while (has(to, name)) {
            name = prefix + name;
        }
        to.add(column.setName(name));
    }
}
