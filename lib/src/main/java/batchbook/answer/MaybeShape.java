package batchbook.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be null, or not there.
 *
 * @param nothing what Java has for it
 * @param wrap makes what Java has of a value
 * @param unwrap undoes it; null when there is none
 */
record MaybeShape(
        Shape inner, @Nullable Object nothing, Function<Object, Object> wrap, Function<Object, @Nullable Object> unwrap)
        implements Shape {
    /** Null in the place of a boxed number. */
    static MaybeShape boxed(Shape inner) {
        return new MaybeShape(inner, null, value -> value, value -> value);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode one = inner.schema();
        ObjectNode both = JsonText.JSON.createObjectNode();
        both.putArray("anyOf").add(one).addObject().put("type", "null");
        return both;
    }

    @Override
    public Absent absent() {
        return new Absent(nothing);
    }

    @Override
    public Object read(JsonNode json, Place place) {
        return wrap.apply(inner.read(json, place));
    }

    @Override
    public JsonNode json(Object own) {
        Object value = unwrap.apply(own);
        return value == null ? JsonText.JSON.nullNode() : inner.json(value);
    }

    @Override
    public Class<?> cellType() {
        return inner.cellType();
    }

    @Override
    public @Nullable Object cell(Object own) {
        Object value = unwrap.apply(own);
        return value == null ? null : inner.cell(value);
    }

    @Override
    public <T> List<AnswerColumn<T>> columns(String name, Function<T, @Nullable Object> value) {
        return inner.columns(name, answer -> {
            Object own = value.apply(answer);
            return own == null ? null : unwrap.apply(own);
        });
    }
}
