package batchbook.view;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Outcome;
import batchbook.Result;
import batchbook.Usage;
import batchbook.chart.DurationValues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
import tech.tablesaw.columns.numbers.DoubleColumnType;
import tech.tablesaw.columns.numbers.LongColumnType;

/** Columns of tables, from a list and what each has of it. */
final class Columns {
    private Columns() {}

    static <T> StringColumn strings(String name, List<T> rows, Function<T, String> value) {
        StringColumn column = StringColumn.create(name);
        rows.forEach(row -> column.append(value.apply(row)));
        return column;
    }

    /** Why each row has no answer; empty when it has one. */
    static StringColumn errorKinds(List<Result> rows) {
        return strings(
                "error_kind",
                rows,
                row -> row.outcome() instanceof Outcome.NotRun
                        ? "NOT_RUN"
                        : row.kind().map(ErrorKind::name).orElse(""));
    }

    static <T> IntColumn ints(String name, List<T> rows, ToIntFunction<T> value) {
        return IntColumn.create(name, rows.stream().mapToInt(value).toArray());
    }

    static <T> LongColumn longs(String name, List<T> rows, ToLongFunction<T> value) {
        return LongColumn.create(name, rows.stream().mapToLong(value).toArray());
    }

    static <T> DoubleColumn doubles(String name, List<T> rows, ToDoubleFunction<T> value) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    }

    static <T> BooleanColumn booleans(String name, List<T> rows, Predicate<T> value) {
        BooleanColumn column = BooleanColumn.create(name);
        rows.forEach(row -> column.append(value.test(row)));
        return column;
    }

    static <T> InstantColumn instants(String name, List<T> rows, Function<T, @Nullable Instant> value) {
        InstantColumn column = InstantColumn.create(name);
        rows.forEach(row -> column.append(value.apply(row)));
        return column;
    }

    /** In milliseconds. */
    static <T> DoubleColumn duration(String name, List<T> rows, Function<T, Duration> value) {
        return doubles(name, rows, row -> DurationValues.millis(value.apply(row)));
    }

    /** In milliseconds; missing for a row that was not sent, and for a time that nobody tells, as of a row of a job. */
    static DoubleColumn millis(String name, List<Result> rows, Function<Result, Duration> value) {
        double missing = DoubleColumnType.missingValueIndicator();
        return doubles(name, rows, row -> {
            Duration time = value.apply(row);
            boolean told = row.wasTimed() || (!row.attempts().isEmpty() && !time.isZero());
            return told ? DurationValues.millis(time) : missing;
        });
    }

    /** The four of them; missing when nobody told them. */
    static <T> List<LongColumn> tokens(List<T> rows, Function<T, Optional<Usage>> usage) {
        // Once for all four: it is the sum over a row's requests.
        List<Optional<Usage>> used = rows.stream().map(usage).toList();
        return List.of(
                tokens("tokens_in", used, Usage::in),
                tokens("tokens_out", used, Usage::out),
                tokens("tokens_thinking", used, Usage::thinking),
                tokens("tokens_cached", used, Usage::cached));
    }

    private static LongColumn tokens(String name, List<Optional<Usage>> used, ToLongFunction<Usage> value) {
        long missing = LongColumnType.missingValueIndicator();
        return longs(name, used, usage -> usage.map(value::applyAsLong).orElse(missing));
    }

    /** What a row used: 0 when it shares an answer, empty when nobody told it. */
    static Optional<Usage> used(Result row) {
        boolean told =
                row.reply().filter(reply -> !known(reply.usage()).isEmpty()).isPresent();
        return row.deduplicated() && told ? Optional.of(Usage.NONE) : known(row.usage());
    }

    /** Empty when nobody told it. */
    static Optional<Usage> known(Usage usage) {
        return usage.equals(Usage.NONE) ? Optional.empty() : Optional.of(usage);
    }

    /** What is not there is missing. */
    static <T> LongColumn optionalLongs(String name, List<T> rows, Function<T, OptionalLong> value) {
        long missing = LongColumnType.missingValueIndicator();
        return longs(name, rows, row -> value.apply(row).orElse(missing));
    }

    /** What is not there is missing. */
    static <T> DoubleColumn optionalDoubles(String name, List<T> rows, Function<T, OptionalDouble> value) {
        double missing = DoubleColumnType.missingValueIndicator();
        return doubles(name, rows, row -> value.apply(row).orElse(missing));
    }

    /** Of the first request of a row; null when there was none. */
    static <T> @Nullable T first(Result row, Function<Attempt, T> value) {
        return row.attempts().isEmpty() ? null : value.apply(row.attempts().get(0));
    }

    /** Of the last request of a row; null when there was none. */
    static <T> @Nullable T last(Result row, Function<Attempt, T> value) {
        return row.attempts().isEmpty()
                ? null
                : value.apply(row.attempts().get(row.attempts().size() - 1));
    }
}
