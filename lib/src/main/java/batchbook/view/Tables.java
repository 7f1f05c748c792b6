package batchbook.view;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Metrics;
import batchbook.Outcome;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.DoubleColumnType;
import tech.tablesaw.columns.numbers.LongColumnType;

/**
 * Runs as Tablesaw tables.
 *
 * <pre>{@code
 * var table = Tables.of(run);
 * table.where(table.booleanColumn("success").isFalse()).selectColumns("prompt", "error_kind", "error")
 * }</pre>
 *
 * <p>Times are {@code Instant}s, durations milliseconds as doubles, and what there is not is a missing value. Each call
 * builds a new table, which is yours to change. (Tablesaw 0.44 loses rows in {@code inner} joins when the left table
 * holds a key 1,001 times or more: put the small table on the left, or use {@code leftOuter}.)
 */
public final class Tables {
    static {
        Notebook.install();
    }

    private Tables() {}

    /**
     * One row for each prompt, in the order of the prompts: index, id (when a prompt has one), prompt, the labels,
     * answer, success, error_kind, error, attempts, queued, sent, finished, queue_ms, wait_ms, latency_ms, tokens_in,
     * tokens_out, tokens_thinking, tokens_cached, finish_reason, model. The answer of a failed row is the part that came.
     * A label whose name is taken, in whatever case, is called {@code label_NAME}.
     */
    public static Table of(Run run) {
        List<Result> rows = run.results();
        List<Column<?>> columns = new ArrayList<>();
        columns.add(ints("index", rows, Result::index));
        if (rows.stream().anyMatch(row -> !row.prompt().id().isEmpty())) {
            columns.add(strings("id", rows, row -> row.prompt().id()));
        }
        columns.add(strings("prompt", rows, row -> row.prompt().text()));
        int labels = columns.size();
        columns.add(strings("answer", rows, Result::text));
        columns.add(booleans("success", rows, Result::ok));
        columns.add(strings("error_kind", rows, Tables::kind));
        columns.add(strings("error", rows, Result::error));
        columns.add(ints("attempts", rows, row -> row.attempts().size()));
        columns.add(instants("queued", rows, row -> first(row, Attempt::queued)));
        columns.add(instants("sent", rows, row -> first(row, Attempt::sent)));
        columns.add(instants("finished", rows, row -> last(row, Attempt::finished)));
        columns.add(millis("queue_ms", rows, Result::queued));
        columns.add(millis("wait_ms", rows, Result::waited));
        columns.add(millis("latency_ms", rows, Result::latency));
        columns.add(tokens("tokens_in", rows, Usage::in));
        columns.add(tokens("tokens_out", rows, Usage::out));
        columns.add(tokens("tokens_thinking", rows, Usage::thinking));
        columns.add(tokens("tokens_cached", rows, Usage::cached));
        columns.add(strings(
                "finish_reason",
                rows,
                row -> row.reply().map(Reply::finishReason).orElse("")));
        columns.add(strings(
                "model", rows, row -> row.reply().map(Reply::modelVersion).orElse("")));
        columns.addAll(labels, labels(rows, columns));
        return Table.create("", columns);
    }

    /**
     * One row for each request, retries included, in the order of the prompts: index, attempt, lane, queued, sent,
     * finished, wait_ms, latency_ms, success, error_kind, error.
     */
    public static Table attempts(Run run) {
        List<Attempt> all = new ArrayList<>();
        IntColumn index = IntColumn.create("index");
        for (Result row : run) {
            for (Attempt attempt : row.attempts()) {
                all.add(attempt);
                index.append(row.index());
            }
        }
        return Table.create(
                "",
                index,
                ints("attempt", all, Attempt::number),
                ints("lane", all, Attempt::lane),
                instants("queued", all, Attempt::queued),
                instants("sent", all, Attempt::sent),
                instants("finished", all, Attempt::finished),
                doubles("wait_ms", all, attempt -> Rows.millis(attempt.waited())),
                doubles("latency_ms", all, attempt -> Rows.millis(attempt.latency())),
                booleans("success", all, attempt -> attempt.error().isEmpty()),
                strings(
                        "error_kind",
                        all,
                        attempt -> attempt.error().map(ErrorKind::name).orElse("")),
                strings("error", all, Attempt::message));
    }

    /**
     * One row for each run, to compare them: workers, prompts, answered, failed, not_run, retried, requests,
     * success_rate (0 to 1), wall_s, per_prompt_ms, prompts_per_s, mean_ms, p50_ms, p90_ms, p95_ms, p99_ms, speed_up,
     * ideal_speed_up, tokens_in, tokens_out (thinking included).
     */
    public static Table summary(Run... runs) {
        List<Metrics> all = List.of(runs).stream().map(Run::metrics).toList();
        return Table.create(
                "",
                ints("workers", List.of(runs), Run::workers),
                ints("prompts", all, Metrics::total),
                ints("answered", all, Metrics::answered),
                ints("failed", all, Metrics::failed),
                ints("not_run", all, Metrics::notRun),
                ints("retried", all, Metrics::retried),
                ints("requests", all, Metrics::attempts),
                doubles("success_rate", all, Metrics::successRate),
                doubles("wall_s", all, metrics -> metrics.took().toNanos() / 1e9),
                duration("per_prompt_ms", all, Metrics::perPrompt),
                doubles("prompts_per_s", all, Metrics::perSecond),
                duration("mean_ms", all, Metrics::meanLatency),
                duration("p50_ms", all, Metrics::p50),
                duration("p90_ms", all, Metrics::p90),
                duration("p95_ms", all, Metrics::p95),
                duration("p99_ms", all, Metrics::p99),
                doubles("speed_up", all, Metrics::speedUp),
                doubles("ideal_speed_up", all, Metrics::idealSpeedUp),
                longs("tokens_in", all, metrics -> metrics.tokens().in()),
                longs(
                        "tokens_out",
                        all,
                        metrics -> metrics.tokens().out() + metrics.tokens().thinking()));
    }

    private static String kind(Result row) {
        if (row.outcome() instanceof Outcome.NotRun) {
            return "NOT_RUN";
        }
        return row.kind().map(ErrorKind::name).orElse("");
    }

    private static List<Column<?>> labels(List<Result> rows, List<Column<?>> taken) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.prompt().labels().keySet()));
        List<Column<?>> columns = new ArrayList<>();
        for (String name : names) {
            String column = name;
            while (has(taken, column) || has(columns, column)) {
                column = "label_" + column;
            }
            columns.add(strings(column, rows, row -> row.prompt().labels().getOrDefault(name, "")));
        }
        return columns;
    }

    /** Tablesaw tells columns apart without regard to case. */
    private static boolean has(List<Column<?>> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private static <T> StringColumn strings(String name, List<T> rows, Function<T, String> value) {
        StringColumn column = StringColumn.create(name);
        rows.forEach(row -> column.append(value.apply(row)));
        return column;
    }

    private static <T> IntColumn ints(String name, List<T> rows, ToIntFunction<T> value) {
        return IntColumn.create(name, rows.stream().mapToInt(value).toArray());
    }

    private static <T> LongColumn longs(String name, List<T> rows, ToLongFunction<T> value) {
        return LongColumn.create(name, rows.stream().mapToLong(value).toArray());
    }

    private static <T> DoubleColumn doubles(String name, List<T> rows, ToDoubleFunction<T> value) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    }

    private static <T> BooleanColumn booleans(String name, List<T> rows, Predicate<T> value) {
        BooleanColumn column = BooleanColumn.create(name);
        rows.forEach(row -> column.append(value.test(row)));
        return column;
    }

    private static <T> InstantColumn instants(String name, List<T> rows, Function<T, @Nullable Instant> value) {
        InstantColumn column = InstantColumn.create(name);
        rows.forEach(row -> column.append(value.apply(row)));
        return column;
    }

    private static <T> DoubleColumn duration(String name, List<T> rows, Function<T, Duration> value) {
        return doubles(name, rows, row -> Rows.millis(value.apply(row)));
    }

    private static DoubleColumn millis(String name, List<Result> rows, Function<Result, Duration> value) {
        double missing = DoubleColumnType.missingValueIndicator();
        return doubles(name, rows, row -> row.attempts().isEmpty() ? missing : Rows.millis(value.apply(row)));
    }

    private static LongColumn tokens(String name, List<Result> rows, ToLongFunction<Usage> value) {
        long missing = LongColumnType.missingValueIndicator();
        return longs(
                name,
                rows,
                row -> row.reply()
                        .map(Reply::usage)
                        .filter(usage -> !usage.equals(Usage.NONE))
                        .map(value::applyAsLong)
                        .orElse(missing));
    }

    private static <T> @Nullable T first(Result row, Function<Attempt, T> value) {
        return row.attempts().isEmpty() ? null : value.apply(row.attempts().get(0));
    }

    private static <T> @Nullable T last(Result row, Function<Attempt, T> value) {
        return row.attempts().isEmpty()
                ? null
                : value.apply(row.attempts().get(row.attempts().size() - 1));
    }
}
