package batchbook.view;

import batchbook.Format;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.Run;
import batchbook.prompt.ColumnFinder;
import batchbook.prompt.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table with the answers of a run beside its rows, without a join of Tablesaw, which may lose rows. */
final class RunJoin {
    private static final int NONE = -1;
    private static final int MOST_NAMED = 3;

    /** Of each row of the result, where it is in the table and in the run; {@link #NONE} for nowhere. */
    private final List<Integer> inTable = new ArrayList<>();

    private final List<Integer> inRun = new ArrayList<>();

    private RunJoin() {}

    /** By their places: the first row of the table is what the first prompt was made of. */
    static Table byPlace(Run run, Table table) {
        RunJoin join = new RunJoin();
        int place = NONE;
        for (Result row : run) {
            place += row.prompt().sample() > 1 ? 0 : 1;
            join.add(place, row.index());
        }
        if (place + 1 != table.rowCount()) {
            throw new IllegalArgumentException("the run has " + Format.plural(place + 1L, "prompt") + " and the table "
                    + Format.plural(table.rowCount(), "row")
                    + ": to join them by place they must be the same rows, such as table.first(5) for the first five. Or"
                    + " name the column that is the id of the prompts: Tables.join(run, table, \"sku\").");
        }
        return join.table(run, table);
    }

    /** By the id of the prompts, which is the text of this column. */
    static Table byKey(Run run, Table table, String key) {
        Column<?> keys = table.column(
                new ColumnFinder(table.columnNames(), TableRows.of(table).name()).find(key));
        Map<String, List<Integer>> rows = rowsOfIds(run);
        RunJoin join = new RunJoin();
        Set<String> found = new HashSet<>();
        for (int place = 0; place < table.rowCount(); place++) {
            String id = keys.isMissing(place) ? "" : Template.text(keys.get(place));
            List<Integer> ofRun = rows.getOrDefault(id, List.of());
            if (ofRun.isEmpty()) {
                join.add(place, NONE);
            } else {
                found.add(id);
                for (int row : ofRun) {
                    join.add(place, row);
                }
            }
        }
        if (found.isEmpty() && table.rowCount() > 0) {
            throw new IllegalArgumentException("no prompt has an id that " + key + " has: the ids are "
                    + some(rows.keySet().stream().toList()) + ", and " + key + " is "
                    + some(keys.asList().stream().map(Objects::toString).toList())
                    + ". Tables.prompts(table, template, \"" + key + "\") makes it the id.");
        }
        return join.table(run, table);
    }

    private static String some(List<String> texts) {
        return String.join(", ", texts.stream().limit(MOST_NAMED).toList()) + (texts.size() > MOST_NAMED ? ", .." : "");
    }

    private static Map<String, List<Integer>> rowsOfIds(Run run) {
        Map<String, List<Integer>> rows = new HashMap<>();
        Set<List<Object>> seen = new HashSet<>();
        for (Result row : run) {
            Prompt prompt = row.prompt();
            if (prompt.id().isEmpty()) {
                continue;
            }
            if (!seen.add(List.of(prompt.id(), prompt.sample()))) {
                throw new IllegalArgumentException(
                        "two prompts of the run have the id " + prompt.id() + ": it is no key to join by");
            }
            rows.computeIfAbsent(prompt.id(), id -> new ArrayList<>()).add(row.index());
        }
        if (rows.isEmpty() && run.size() > 0) {
            throw new IllegalArgumentException("the prompts of the run have no ids to join by: make them with"
                    + " Tables.prompts(table, template, \"sku\"), or join by place with Tables.join(run, table)");
        }
        return rows;
    }

    private void add(int ofTable, int ofRun) {
        inTable.add(ofTable);
        inRun.add(ofRun);
    }

    /** Labels that the table has itself are not there twice. */
    private Table table(Run run, Table table) {
        List<Column<?>> columns = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            columns.add(picked(column, inTable));
        }
        List<Column<?>> labels = LabelColumns.of(run.results());
        List<Column<?>> own = RunTable.ofRun(run, labels);
        labels.stream()
                .filter(label -> !TakenNames.has(table.columns(), label.name()))
                .forEach(label -> columns.add(picked(label, inRun)));
        RunTable.answers(run).forEach(column -> TakenNames.add(columns, picked(column, inRun), "answer_"));
        RunTable.answers(run).forEach(column -> TakenNames.add(columns, picked(column, inRun), "answer_"));
        own.forEach(column -> TakenNames.add(columns, picked(column, inRun), "run_"));
        @Nullable String name = table.name();
        return Table.create(name == null ? "" : name, columns);
    }

    private static Column<?> picked(Column<?> column, List<Integer> rows) {
        Column<?> picked = column.emptyCopy();
        for (int row : rows) {
            if (row == NONE || column.isMissing(row)) {
                picked.appendMissing();
            } else {
                picked.appendObj(column.get(row));
            }
        }
        return picked;
    }
}
