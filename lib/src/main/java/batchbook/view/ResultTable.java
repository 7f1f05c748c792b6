package batchbook.view;

import static batchbook.view.Columns.ints;
import static batchbook.view.Columns.millis;
import static batchbook.view.Columns.strings;

import batchbook.Result;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Some rows of a run as a cell shows them: the main columns of {@link Tables#of}, without those that say nothing. */
final class ResultTable {
    private ResultTable() {}

    /** Whether it is a list of results, of a run or of what a user made of one. */
    static boolean isOf(List<?> list) {
        return !list.isEmpty() && list.stream().allMatch(Result.class::isInstance);
    }

    static Table of(List<?> list) {
        List<Result> rows = list.stream().map(Result.class::cast).toList();
        List<Column<?>> columns = new ArrayList<>();
        columns.add(ints("index", rows, Result::index));
        columns.add(strings("id", rows, row -> row.prompt().id()));
        columns.add(strings("prompt", rows, row -> row.prompt().text()));
        PromptColumns.add(rows, columns);
        columns.add(strings("answer", rows, Result::text));
        columns.add(Columns.errorKinds(rows));
        columns.add(strings("error", rows, Result::error));
        columns.removeIf(column -> column.countMissing() == rows.size());
        columns.add(ints("attempts", rows, row -> row.attempts().size()));
        columns.add(millis("latency_ms", rows, Result::latency));
        return Table.create("", columns);
    }
}
