package batchbook.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A constant of an enum, by its name; or a text that is one of a few. */
final class EnumShape implements Shape {
    private final Map<String, Object> values;
    private final Words words;
    private final List<String> hints;

    private EnumShape(Map<String, Object> values, List<String> hints) {
        this.values = values;
        this.words = new Words(values.keySet());
        this.hints = hints;
    }

    static EnumShape of(Class<?> type) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> hints = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            values.put(name, constant);
            hint(type, name).ifPresent(hint -> hints.add(name + ": " + hint));
        }
        return new EnumShape(values, hints);
    }

    static EnumShape of(List<String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach(text -> values.put(text, text));
        return new EnumShape(values, List.of());
    }

    private static Optional<String> hint(Class<?> type, String constant) {
        try {
            return Optional.ofNullable(type.getField(constant).getAnnotation(Hint.class))
                    .map(Hint::value);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum without the field of its constant", e);
        }
    }

    Words words() {
        return words;
    }

    Object value(String word) {
        return Objects.requireNonNull(values.get(word));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonText.JSON.createObjectNode().put("type", "string");
        if (!hints.isEmpty()) {
            schema.put("description", String.join("; ", hints));
        }
        ArrayNode names = schema.putArray("enum");
        words.all().forEach(names::add);
        return schema;
    }

    @Override
    public Object read(JsonNode json, Place place) {
        if (!json.isTextual()) {
            throw place.misfit(json, words.asked());
        }
        return words.find(json.textValue())
                .map(this::value)
                .orElseThrow(() -> new UnreadableAnswerException(
                        place + " is " + Place.quoted(json.textValue()) + ": " + words.asked() + " was asked"));
    }

    @Override
    public JsonNode json(Object own) {
        return JsonText.JSON.getNodeFactory().textNode((String) cell(own));
    }

    @Override
    public Object cell(Object own) {
        return own instanceof Enum<?> constant ? constant.name() : own;
    }
}
