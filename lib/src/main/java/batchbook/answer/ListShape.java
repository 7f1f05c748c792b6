package batchbook.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Values of one shape.
 *
 * @param collect makes what Java has for them of a list
 */
record ListShape(Shape element, Function<List<Object>, Object> collect) implements Shape {
    static ListShape list(Shape element) {
        return new ListShape(element, List::copyOf);
    }

    /** In the order of the answer. */
    static ListShape set(Shape element) {
        return new ListShape(element, values -> Collections.unmodifiableSet(new LinkedHashSet<>(values)));
    }

    static ListShape array(Shape element, Class<?> type) {
        return new ListShape(element, values -> {
            Object array = Array.newInstance(type, values.size());
            for (int i = 0; i < values.size(); i++) {
                Array.set(array, i, values.get(i));
            }
            return array;
        });
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonText.JSON.createObjectNode().put("type", "array");
        schema.set("items", element.schema());
        return schema;
    }

    @Override
    public Object read(JsonNode json, Place place) {
        if (!json.isArray()) {
            throw place.misfit(json, "a list");
        }
        List<Object> values = new ArrayList<>(json.size());
        for (JsonNode one : json) {
            values.add(element.read(one, place.at(values.size())));
        }
        return collect.apply(values);
    }

    @Override
    public JsonNode json(Object own) {
        ArrayNode array = JsonText.JSON.createArrayNode();
        if (own instanceof Collection<?> values) {
            values.forEach(value -> array.add(element.json(value)));
        } else {
            for (int i = 0; i < Array.getLength(own); i++) {
                array.add(element.json(Array.get(own, i)));
            }
        }
        return array;
    }
}
