package batchbook.view;

import static batchbook.view.Columns.strings;

import batchbook.Result;
import batchbook.compare.Alignment.Row;
import batchbook.compare.Category;
import batchbook.compare.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Answers of several runs beside each other, a row for each prompt; the columns are told at {@link Tables#compare}. */
final class CompareTable {
    private final SideBySide sides;
    private final List<Column<?>> columns = new ArrayList<>();

    private CompareTable(SideBySide sides) {
        this.sides = sides;
    }

    static Table of(SideBySide sides) {
        CompareTable table = new CompareTable(sides);
        table.prompts();
        table.answers();
        if (sides.runs().size() > 1) {
            table.agreement();
        }
        return table.withSources();
    }

    /** Of each row the best answer, with who gave it. */
    static Table best(SideBySide sides, Scores scores) {
        CompareTable table = new CompareTable(sides);
        table.prompts();
        table.bestAnswers(scores);
        return table.withSources();
    }

    private Table withSources() {
        List<Column<?>> all = LabelColumns.of(sides.firsts());
        columns.forEach(column -> TakenNames.add(all, column, "run_"));
        return Table.create("", all);
    }

    private void prompts() {
        List<Result> firsts = sides.firsts();
        if (firsts.stream().anyMatch(row -> !row.prompt().id().isEmpty())) {
            columns.add(strings("id", firsts, row -> row.prompt().id()));
        }
        if (onePrompt()) {
            columns.add(strings("prompt", firsts, row -> row.prompt().text()));
        } else {
            eachRun(
                    "prompt",
                    run -> texts(row ->
                            row.results().get(run).map(result -> result.prompt().text())));
        }
    }

    /** Not so of two templates. */
    private boolean onePrompt() {
        return sides.rows().stream()
                .allMatch(row -> row.results().stream()
                                .flatMap(Optional::stream)
                                .map(result -> result.prompt().text())
                                .distinct()
                                .count()
                        == 1);
    }

    private void answers() {
        for (String part : sides.columns()) {
            eachRun(
                    part,
                    run -> sides.column(run, part)
                            .map(column ->
                                    cells(column, row -> row.answered(run).map(Result::index)))
                            .orElse(null));
        }
        eachRun(
                SideBySide.ANSWER,
                run -> sides.isText(run) ? texts(row -> row.answered(run).map(Result::text)) : null);
    }

    private void eachRun(String name, Function<Integer, @Nullable Column<?>> column) {
        for (int run = 0; run < sides.runs().size(); run++) {
            Column<?> made = column.apply(run);
            if (made != null) {
                columns.add(made.setName(name + "_" + sides.names().get(run)));
            }
        }
    }

    private Column<?> texts(Function<Row, Optional<String>> text) {
        StringColumn column = StringColumn.create("");
        sides.rows().forEach(row -> column.append(text.apply(row).orElse("")));
        return column;
    }

    /** Of rows of another column; missing where there is none. */
    private Column<?> cells(Column<?> from, Function<Row, Optional<Integer>> place) {
        Column<?> column = from.emptyCopy();
        for (Row row : sides.rows()) {
            place.apply(row).ifPresentOrElse(index -> append(column, from, index), column::appendMissing);
        }
        return column;
    }

    @SuppressWarnings("unchecked")
    private static <T> void append(Column<T> to, Column<?> from, int row) {
        // The same kind: one is a copy of the other, or of a column of the same part.
        to.append((Column<T>) from, row);
    }

    private void agreement() {
        List<String> parts = sides.columns().isEmpty() ? List.of(SideBySide.ANSWER) : List.copyOf(sides.columns());
        List<List<List<@Nullable String>>> values = parts.stream()
                .map(part -> IntStream.range(0, sides.runs().size())
                        .mapToObj(run -> sides.values(run, part))
                        .toList())
                .toList();
        BooleanColumn agree = BooleanColumn.create("agree");
        StringColumn differs = StringColumn.create("differs");
        for (int place = 0; place < sides.rows().size(); place++) {
            int at = place;
            Row row = sides.rows().get(place);
            List<Integer> answered = IntStream.range(0, sides.runs().size())
                    .filter(run -> row.answered(run).isPresent())
                    .boxed()
                    .toList();
            String different = IntStream.range(0, parts.size())
                    .filter(part -> answered.stream()
                            .anyMatch(run -> !Category.same(
                                    values.get(part).get(run).get(at),
                                    values.get(part).get(answered.get(0)).get(at))))
                    .mapToObj(parts::get)
                    .collect(Collectors.joining(", "));
            differs.append(different);
            if (!different.isEmpty()) {
                agree.append(false);
            } else if (answered.size() == sides.runs().size()) {
                agree.append(true);
            } else {
                agree.appendMissing();
            }
        }
        columns.add(agree);
        if (parts.size() > 1) {
            columns.add(differs);
        }
    }

    private void bestAnswers(Scores scores) {
        List<Row> rows = sides.rows();
        int[] best = IntStream.range(0, rows.size())
                .map(row -> scores.best(row).stream().findFirst().orElse(-1))
                .toArray();
        StringColumn run = StringColumn.create("run");
        DoubleColumn score = DoubleColumn.create("score");
        BooleanColumn tied = BooleanColumn.create("tied");
        StringColumn answer = StringColumn.create(SideBySide.ANSWER);
        for (int row = 0; row < best.length; row++) {
            if (best[row] < 0) {
                run.appendMissing();
                score.appendMissing();
                tied.appendMissing();
                answer.appendMissing();
            } else {
                run.append(sides.names().get(best[row]));
                score.append(scores.score(row, best[row]));
                tied.append(scores.best(row).size() > 1);
                answer.append(
                        rows.get(row).answered(best[row]).map(Result::text).orElse(""));
            }
        }
        columns.addAll(List.of(run, score, tied, answer));
    }
}
