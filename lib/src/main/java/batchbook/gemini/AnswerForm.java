package batchbook.gemini;

import batchbook.answer.AnswerType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Schema;

/**
 * How a type of answers goes over the wire: an object as {@code responseJsonSchema}, which takes null, maps and what else a
 * schema may say, and one of a few words as {@code text/x.enum}, which needs a schema in Gemini's own form and gives the
 * word alone.
 */
record AnswerForm(AnswerType<?> type, JsonNode schema) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static AnswerForm of(AnswerType<?> type) {
        try {
            JsonNode schema = JSON.readTree(type.jsonSchema());
            order(schema);
            return new AnswerForm(type, schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema of " + type + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Models before 2.5 answer in the order of the alphabet otherwise. */
    private static void order(JsonNode node) {
        if (node instanceof ObjectNode object
                && node.path("type").asText().equals("object")
                && node.has("properties")) {
            ArrayNode names = object.putArray("propertyOrdering");
            node.path("properties").fieldNames().forEachRemaining(names::add);
        }
        node.forEach(AnswerForm::order);
    }

    /** In jobs too, where it is told in two ways which of the two schemas counts. */
    void addTo(GenerateContentConfig.Builder config) {
        if (type.choices().isEmpty()) {
            config.responseMimeType("application/json").responseJsonSchema(schema);
        } else {
            Schema.Builder words = Schema.builder().type("STRING").enum_(type.choices());
            if (schema.has("description")) {
                words.description(schema.path("description").asText());
            }
            config.responseMimeType("text/x.enum").responseSchema(words.build());
        }
    }

    /** Nobody can say which of two schemas was meant. */
    void checkAlone(GenerateContentConfig config) {
        String own = config.responseJsonSchema().isPresent()
                ? "responseJsonSchema"
                : config.responseSchema().isPresent()
                        ? "responseSchema"
                        : config.responseMimeType().isPresent() ? "responseMimeType" : "";
        if (!own.isEmpty()) {
            throw new IllegalArgumentException("the configuration has a " + own
                    + " of its own, and the answer is to be " + type + ": leave one of the two out");
        }
    }
}
