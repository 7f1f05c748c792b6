package batchbook.course;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.Retry;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Asks models that cannot answer, each once, and keeps what kind of failure it was.
 *
 * <pre>{@code
 * var failures = new Failures(Prompt.of("Why is the sky blue?"));
 * failures.ask("503", "too much to do", Gemini.at(Simulator.start(Scenario.calm().fault(Fault.OVERLOADED, 1))));
 * failures.table()
 * }</pre>
 *
 * <p>For one thread.
 */
public final class Failures {
    private final Prompt prompt;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String status, String what, ErrorKind kind) {}

    /** @param prompt what all of them are asked */
    public Failures(Prompt prompt) {
        this.prompt = prompt;
    }

    /**
     * Asks this model, once.
     *
     * @param status of its HTTP answer, for the table
     * @param what happens there, for the table
     * @throws IllegalArgumentException when it answers
     */
    public void ask(String status, String what, Model model) {
        Result result = Batch.of(model)
                .retry(Retry.none())
                .progress(Progress.none())
                .run(List.of(prompt))
                .get(0);
        ErrorKind kind = result.kind()
                .orElseThrow(() -> new IllegalArgumentException("\"" + what + "\" is no failure: there was an answer"));
        rows.add(new Row(status, what, kind));
    }

    /** A row for each model: {@code status}, {@code what}, {@code kind}, and whether {@code another_try} may help. */
    public Table table() {
        return Table.create(
                "Kinds of failures",
                strings("status", rows.stream().map(Row::status).toList()),
                strings("what", rows.stream().map(Row::what).toList()),
                strings("kind", rows.stream().map(row -> row.kind().name()).toList()),
                BooleanColumn.create(
                        "another_try",
                        rows.stream().map(row -> row.kind().worthRetrying()).toList()));
    }

    private static StringColumn strings(String name, List<String> values) {
        return StringColumn.create(name, values);
    }
}
