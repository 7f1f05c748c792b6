package batchbook.sim;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** What a schema in Gemini's own dialect must have. One in JSON Schema's is taken as it is. */
final class SchemaCheck {
    private SchemaCheck() {}

    static void check(JsonNode schema, String path) throws RefusedException {
        if (!schema.isObject()) {
            return;
        }
        String type = schema.path("type").asText().toUpperCase(Locale.ROOT);
        boolean choice = schema.has("anyOf") || schema.has("any_of");
        if (type.equals("OBJECT") && schema.path("properties").isEmpty() && !choice) {
            throw invalid(path + ".properties", "should be non-empty for OBJECT type");
        }
        if (type.equals("ARRAY") && schema.path("items").isMissingNode()) {
            throw invalid(path + ".items", "missing field.");
        }
        if (!schema.path("enum").isEmpty() && !type.equals("STRING") && !type.isEmpty()) {
            throw invalid(path + ".enum", "only allowed for STRING type");
        }
        for (int i = 0; i < schema.path("required").size(); i++) {
            if (!schema.path("properties").has(schema.path("required").path(i).asText())) {
                throw invalid(path + ".required[" + i + "]", "property is not defined");
            }
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            check(property.getValue(), path + ".properties[" + property.getKey() + "]");
        }
        check(schema.path("items"), path + ".items");
        JsonNode choices = Json.field(schema, "anyOf", "any_of");
        for (int i = 0; i < choices.size(); i++) {
            check(choices.path(i), path + ".any_of[" + i + "]");
        }
    }

    private static RefusedException invalid(String field, String what) {
        return new RefusedException(Refusals.invalid(field, what));
    }
}
