package batchbook.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON of which nobody said what it is to be, as plain values: {@code Boolean}, {@code Long}, {@code Double} and {@code
 * String}, which is JSON again for a list; null for null.
 */
public final class JsonFields {
    private JsonFields() {}

    /**
     * The fields of the one JSON object of an answer, with or without a code fence and sentences around it, in their order;
     * those of an object in it as {@code seller.name}. Empty when there is no such object.
     */
    public static Optional<Map<String, @Nullable Object>> of(String answer) {
        try {
            return Optional.of(fields(FoundJson.object(answer, Place.whole())));
        } catch (UnreadableAnswerException e) {
            return Optional.empty();
        }
    }

    /** The elements of a JSON list; an object among them is a map of its fields. Empty when the text is no JSON list. */
    public static Optional<List<@Nullable Object>> elements(String text) {
        try {
            JsonText.Value found = JsonText.first(text);
            if (!found.json().isArray() || !text.substring(found.end()).isBlank()) {
                return Optional.empty();
            }
            List<@Nullable Object> elements = new ArrayList<>();
            found.json().forEach(one -> elements.add(one.isObject() ? fields(one) : plain(one)));
            return Optional.of(elements);
        } catch (JsonProcessingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, @Nullable Object> fields(JsonNode object) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        add("", object, fields);
        return fields;
    }

    private static void add(String before, JsonNode object, Map<String, @Nullable Object> fields) {
        object.fields().forEachRemaining(field -> {
            String name = before + field.getKey();
            if (field.getValue().isObject() && !field.getValue().isEmpty()) {
                add(name + '.', field.getValue(), fields);
            } else {
                fields.putIfAbsent(name, plain(field.getValue()));
            }
        });
    }

    private static @Nullable Object plain(JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        if (json.isNumber() && Double.isFinite(json.doubleValue())) {
            return json.doubleValue();
        }
        return json.isContainerNode() ? JsonText.of(json) : json.asText();
    }
}
