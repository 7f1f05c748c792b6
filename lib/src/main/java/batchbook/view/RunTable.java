package batchbook.view;

import static batchbook.view.Columns.booleans;
import static batchbook.view.Columns.first;
import static batchbook.view.Columns.instants;
import static batchbook.view.Columns.ints;
import static batchbook.view.Columns.last;
import static batchbook.view.Columns.millis;
import static batchbook.view.Columns.optionalDoubles;
import static batchbook.view.Columns.strings;
import static batchbook.view.Columns.tokens;

import batchbook.Attempt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.prompt.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A run as a table of its rows; the columns are told at {@link Tables#of}. */
final class RunTable {
    private RunTable() {}

    static Table of(Run run) {
        return of(run, answers(run));
    }

    /** What its answers say, when its model was asked for more than texts. */
    static List<Column<?>> answers(Run run) {
        return run.answerType()
                .map(type -> AnswerColumns.of(run.results(), type))
                .orElse(List.of());
    }

    /** With columns for what the answers say, beside all that it has else; your names stay. */
    static Table of(Run run, List<Column<?>> answers) {
        return of(run.results(), answers, hasCosts(run));
    }

    /** The same of some rows; with a column for what they cost, if one is wanted. */
    static Table of(List<Result> rows, List<Column<?>> answers, boolean costs) {
        List<Column<?>> columns = LabelColumns.of(rows);
        List<Column<?>> own = ofRun(rows, columns, costs);
        answers.forEach(column -> TakenNames.add(columns, column, "answer_"));
        own.forEach(column -> TakenNames.add(columns, column, "run_"));
        return Table.create("", columns);
    }

    /** What the run knows of its rows, beside these labels: an id that one of them has too is left out. */
    static List<Column<?>> ofRun(Run run, List<Column<?>> labels) {
        return ofRun(run.results(), labels, hasCosts(run));
    }

    private static boolean hasCosts(Run run) {
        return run.price().isPresent()
                || run.results().stream().anyMatch(row -> row.cost().isPresent());
    }

    private static List<Column<?>> ofRun(List<Result> rows, List<Column<?>> labels, boolean costs) {
        List<Column<?>> columns = new ArrayList<>();
        columns.add(ints("index", rows, Result::index));
        Column<?> ids = strings("id", rows, row -> row.prompt().id());
        if (ids.countMissing() < rows.size() && labels.stream().noneMatch(label -> isTheSame(label, ids))) {
            columns.add(ids);
        }
        if (rows.stream().anyMatch(row -> row.prompt().sample() > 0)) {
            columns.add(ints("sample", rows, row -> row.prompt().sample()));
        }
        columns.add(strings("prompt", rows, row -> row.prompt().text()));
        PromptColumns.add(rows, columns);
        columns.add(strings("answer", rows, Result::text));
        columns.add(booleans("success", rows, Result::ok));
        columns.add(Columns.errorKinds(rows));
        columns.add(strings("error", rows, Result::error));
        columns.add(ints("attempts", rows, row -> row.attempts().size()));
        columns.add(booleans("deduplicated", rows, Result::deduplicated));
        columns.add(booleans("resumed", rows, Result::resumed));
        columns.add(instants("queued", rows, row -> first(row, Attempt::queued)));
        columns.add(instants("sent", rows, row -> first(row, Attempt::sent)));
        columns.add(instants("finished", rows, row -> last(row, Attempt::finished)));
        columns.add(millis("queue_ms", rows, Result::queued));
        columns.add(millis("wait_ms", rows, Result::waited));
        columns.add(millis("held_ms", rows, Result::held));
        columns.add(millis("latency_ms", rows, Result::latency));
        columns.addAll(tokens(rows, Columns::used));
        if (costs) {
            columns.add(optionalDoubles("cost", rows, Result::cost));
        }
        columns.add(strings(
                "finish_reason",
                rows,
                row -> row.reply().map(Reply::finishReason).orElse("")));
        columns.add(strings("model", rows, Result::model));
        columns.add(strings(
                "model_version",
                rows,
                row -> row.reply().map(Reply::modelVersion).orElse("")));
        return columns;
    }

    private static boolean isTheSame(Column<?> label, Column<?> ids) {
        return label.name().equalsIgnoreCase(ids.name())
                && IntStream.range(0, ids.size())
                        .allMatch(row -> !label.isMissing(row)
                                && Template.text(label.get(row)).equals(ids.get(row)));
    }
}
