package batchbook.view;

import batchbook.Result;
import batchbook.file.TypedColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tech.tablesaw.columns.Column;

/** The labels of prompts as columns. A prompt keeps them as text; here those that were numbers become numbers again. */
final class LabelColumns {
    private LabelColumns() {}

    /** One column for each label, in the order in which they come up, with names that are not taken. */
    static List<Column<?>> of(List<Result> rows, List<Column<?>> taken) {
        Set<String> labels = new LinkedHashSet<>();
        rows.forEach(row -> labels.addAll(row.prompt().labels().keySet()));
        List<Column<?>> columns = new ArrayList<>();
        for (String label : labels) {
            String name = label;
            while (has(taken, name) || has(columns, name)) {
                name = "label_" + name;
            }
            columns.add(TypedColumn.ofLabels(
                    name,
                    rows.stream()
                            .map(row -> Objects.toString(row.prompt().labels().get(label), ""))
                            .toList()));
        }
        return columns;
    }

    /** Tablesaw tells columns apart without regard to case. */
    private static boolean has(List<Column<?>> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }
}
