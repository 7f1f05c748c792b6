package batchbook.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One type of Java as a part of a schema, as a reader of JSON, and as a cell of a table: one place for all three. */
interface Shape {
    /** A new node. */
    ObjectNode schema();

    /**
     * The value.
     *
     * @throws UnreadableAnswerException when the JSON is not of this shape
     */
    Object read(JsonNode json, Place place);

    /** The value as JSON again. */
    JsonNode json(Object value);

    /** The value when there is none; null when there must be one. */
    default @Nullable Absent absent() {
        return null;
    }

    /** What stands for nothing. */
    record Absent(@Nullable Object value) {}

    /** The class of its cells, as {@link AnswerColumn} tells them. */
    default Class<?> cellType() {
        return String.class;
    }

    /** What a table shows of a value. */
    default @Nullable Object cell(Object value) {
        return JsonText.of(json(value));
    }

    /** Its columns in a table, when {@code value} takes it from an answer. */
    default <T> List<AnswerColumn<T>> columns(String name, Function<T, @Nullable Object> value) {
        return List.of(new AnswerColumn<>(name, cellType(), answer -> {
            Object own = value.apply(answer);
            return own == null ? null : cell(own);
        }));
    }
}
