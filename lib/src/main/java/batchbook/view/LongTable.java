package batchbook.view;

import batchbook.Run;
import batchbook.compare.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The rows of several runs below each other; told at {@link Tables#of(Run...)}. */
final class LongTable {
    private static final String RUN = "run";

    private LongTable() {}

    static Table of(List<Run> runs) {
        List<String> names = Names.unique(runs.stream().map(Run::model).toList());
        List<Table> tables = runs.stream().map(RunTable::of).toList();
        List<Column<?>> columns = new ArrayList<>();
        // Names of the user stay.
        boolean taken = tables.stream().anyMatch(table -> table.containsColumn(RUN));
        StringColumn of = StringColumn.create(taken ? "run_name" : RUN);
        for (int i = 0; i < tables.size(); i++) {
            for (int row = 0; row < tables.get(i).rowCount(); row++) {
                of.append(names.get(i));
            }
        }
        columns.add(of);
        Map<String, String> wanted = new LinkedHashMap<>();
        tables.forEach(table ->
                table.columnNames().forEach(name -> wanted.putIfAbsent(name.toLowerCase(Locale.ROOT), name)));
        wanted.values().forEach(name -> columns.add(joined(name, tables)));
        return Table.create("", columns);
    }

    /** One column of all tables. Its values keep their type where all have the same one. */
    private static Column<?> joined(String name, List<Table> tables) {
        List<Column<?>> there = tables.stream()
                .filter(table -> table.containsColumn(name))
                .<Column<?>>map(table -> table.column(name))
                .toList();
        Class<?> type = there.get(0).getClass();
        boolean alike = there.stream().allMatch(column -> column.getClass() == type);
        boolean numbers = there.stream().allMatch(NumericColumn.class::isInstance);
        Column<?> all = alike ? there.get(0).emptyCopy() : numbers ? DoubleColumn.create("") : StringColumn.create("");
        all.setName(name);
        for (Table table : tables) {
            Column<?> from = table.containsColumn(name) ? table.column(name) : null;
            for (int row = 0; row < table.rowCount(); row++) {
                append(all, from == null || from.isMissing(row) ? null : from.get(row));
            }
        }
        return all;
    }

    private static void append(Column<?> all, @Nullable Object value) {
        if (value == null) {
            all.appendMissing();
        } else if (all instanceof DoubleColumn numbers) {
            numbers.append(((Number) value).doubleValue());
        } else if (all instanceof StringColumn texts) {
            texts.append(value.toString());
        } else {
            all.appendObj(value);
        }
    }
}
