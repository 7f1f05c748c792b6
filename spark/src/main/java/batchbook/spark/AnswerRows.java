package batchbook.spark;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Outcome;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Usage;
import batchbook.answer.AnswerColumn;
import batchbook.answer.AnswerType;
import batchbook.answer.UnreadableAnswerException;
import batchbook.prompt.ColumnFinder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of results: the columns that stay, what the answer says, and what is known of it, under the names that {@code
 * Tables.of(run)} has for them.
 */
final class AnswerRows {
    private static final Map<Class<?>, DataType> TYPES = Map.of(
            Integer.class, DataTypes.IntegerType,
            Long.class, DataTypes.LongType,
            Double.class, DataTypes.DoubleType,
            Boolean.class, DataTypes.BooleanType,
            LocalDate.class, DataTypes.DateType,
            LocalDateTime.class, DataTypes.TimestampNTZType,
            Instant.class, DataTypes.TimestampType);

    private final int[] kept;
    private final List<StructField> fields = new ArrayList<>();
    private final List<Function<Answer, @Nullable Object>> cells = new ArrayList<>();

    /** A result, and its answer as a value where it is one. */
    private record Answer(Result result, @Nullable Object value) {}

    private final @Nullable AnswerType<?> type;

    /** @throws IllegalArgumentException when a column that is to stay is not there */
    AnswerRows(StructType input, Recipe recipe) {
        List<String> columns = List.of(input.fieldNames());
        ColumnFinder finder = new ColumnFinder(columns, "the dataset");
        List<String> stay = recipe.kept() == null ? columns : recipe.kept();
        this.kept = stay.stream().mapToInt(finder::find).toArray();
        Arrays.stream(kept).forEach(place -> fields.add(input.fields()[place]));
        this.type = recipe.dry().answerType().orElse(null);
        if (type != null) {
            type.columns().forEach(this::addAnswer);
        }
        addRun();
    }

    private <T> void addAnswer(AnswerColumn<T> column) {
        // A dot in a name would look like a part of a struct.
        String name = column.name().replace('.', '_');
        Function<Object, @Nullable Object> cell = uncheckedCell(column);
        add("answer_", name, TYPES.getOrDefault(column.type(), DataTypes.StringType), answer -> {
            @Nullable Object value = answer.value() == null ? null : cell.apply(answer.value());
            return value == null || TYPES.containsKey(column.type()) ? value : value.toString();
        });
    }

    @SuppressWarnings("unchecked") // the value was read by the type that has the column
    private static <T> Function<Object, @Nullable Object> uncheckedCell(AnswerColumn<T> column) {
        return value -> column.cell().apply((T) value);
    }

    private void addRun() {
        add("answer", DataTypes.StringType, row -> text(row.text()));
        add("success", DataTypes.BooleanType, Result::ok);
        add("error_kind", DataTypes.StringType, AnswerRows::kind);
        add("error", DataTypes.StringType, row -> text(row.error()));
        add("attempts", DataTypes.IntegerType, row -> row.attempts().size());
        add("resumed", DataTypes.BooleanType, Result::resumed);
        add("finished", DataTypes.TimestampType, AnswerRows::finished);
        add(
                "latency_ms",
                DataTypes.DoubleType,
                row -> row.attempts().isEmpty() ? null : row.latency().toNanos() / 1e6);
        add("tokens_in", DataTypes.LongType, row -> tokens(row, Usage::in));
        add("tokens_out", DataTypes.LongType, row -> tokens(row, Usage::out));
        add("tokens_thinking", DataTypes.LongType, row -> tokens(row, Usage::thinking));
        add("tokens_cached", DataTypes.LongType, row -> tokens(row, Usage::cached));
        add(
                "cost",
                DataTypes.DoubleType,
                row -> row.cost().isPresent() ? row.cost().getAsDouble() : null);
        add("finish_reason", DataTypes.StringType, row -> ofReply(row, Reply::finishReason));
        add("model", DataTypes.StringType, row -> text(row.model()));
        add("model_version", DataTypes.StringType, row -> ofReply(row, Reply::modelVersion));
    }

    private void add(String name, DataType type, Function<Result, @Nullable Object> cell) {
        add("run_", name, type, answer -> cell.apply(answer.result()));
    }

    private void add(String prefix, String name, DataType type, Function<Answer, @Nullable Object> cell) {
        String free = name;
        while (isTaken(free)) {
            free = prefix + free;
        }
        fields.add(DataTypes.createStructField(free, type, true));
        cells.add(cell);
    }

    /** Spark's SQL does not tell names apart that differ in capitals only. */
    private boolean isTaken(String name) {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    StructType schema() {
        return DataTypes.createStructType(fields);
    }

    /** The row of a result. */
    Row of(Row from, Result result) {
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < kept.length; i++) {
            values[i] = from.get(kept[i]);
        }
        Answer answer = new Answer(result, value(result));
        for (int i = 0; i < cells.size(); i++) {
            values[kept.length + i] = cells.get(i).apply(answer);
        }
        return RowFactory.create(values);
    }

    private @Nullable Object value(Result result) {
        try {
            return type == null || !result.ok() ? null : type.read(result.text());
        } catch (UnreadableAnswerException e) {
            return null;
        }
    }

    private static @Nullable String kind(Result row) {
        return row.outcome() instanceof Outcome.NotRun
                ? "NOT_RUN"
                : row.kind().map(ErrorKind::name).orElse(null);
    }

    private static @Nullable Instant finished(Result row) {
        List<Attempt> all = row.attempts();
        return all.isEmpty() ? null : all.get(all.size() - 1).finished();
    }

    /** Null when nobody told it. */
    private static @Nullable Long tokens(Result row, ToLongFunction<Usage> of) {
        return row.usage().equals(Usage.NONE) ? null : (Long) of.applyAsLong(row.usage());
    }

    private static @Nullable String ofReply(Result row, Function<Reply, String> part) {
        return row.reply().map(part).map(AnswerRows::text).orElse(null);
    }

    /** SQL has a word for nothing. */
    private static @Nullable String text(String value) {
        return value.isEmpty() ? null : value;
    }
}
