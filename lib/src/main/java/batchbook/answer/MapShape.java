package batchbook.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names that the model chooses, each with a value of one shape; in the order of the answer. */
record MapShape(Shape value) implements Shape {
    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonText.JSON.createObjectNode().put("type", "object");
        schema.set("additionalProperties", value.schema());
        return schema;
    }

    @Override
    public Object read(JsonNode json, Place place) {
        if (!json.isObject()) {
            throw place.misfit(json, "an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        json.fields()
                .forEachRemaining(
                        field -> values.put(field.getKey(), value.read(field.getValue(), place.at(field.getKey()))));
        return Collections.unmodifiableMap(values);
    }

    @Override
    public JsonNode json(Object own) {
        ObjectNode object = JsonText.JSON.createObjectNode();
        ((Map<?, ?>) own).forEach((name, one) -> object.set((String) name, value.json(one)));
        return object;
    }
}
