package batchbook.openai;

import batchbook.answer.AnswerType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a type of answers goes over the wire: as a JSON schema of an object. One of a few words is an object with that word
 * alone, as the API takes nothing else.
 */
record AnswerForm(AnswerType<?> type, JsonNode schema) {
    static final String FIELD = "response_format";

    private static final String WORD = "answer";
    private static final ObjectMapper JSON = new ObjectMapper();

    static AnswerForm of(AnswerType<?> type) {
        try {
            return new AnswerForm(type, JSON.readTree(type.jsonSchema()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema of " + type + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    ObjectNode json() {
        ObjectNode format = JSON.createObjectNode().put("type", "json_schema");
        JsonNode object = type.choices().isEmpty() ? schema : ofOneWord();
        format.putObject("json_schema")
                .put("name", WORD)
                .put("strict", isClosed(object))
                .set("schema", object);
        return format;
    }

    private ObjectNode ofOneWord() {
        ObjectNode object = JSON.createObjectNode().put("type", "object");
        object.putObject("properties").set(WORD, schema);
        object.putArray("required").add(WORD);
        return object.put("additionalProperties", false);
    }

    /** The strict way takes no map: an object of any names. */
    private static boolean isClosed(JsonNode node) {
        if (node.path("additionalProperties").isObject()) {
            return false;
        }
        for (JsonNode inner : node) {
            if (!isClosed(inner)) {
                return false;
            }
        }
        return true;
    }

    /** The word of an answer that is one; any other text as it is. */
    String word(String text) {
        if (type.choices().isEmpty()) {
            return text;
        }
        try {
            JsonNode word = JSON.readTree(text).path(WORD);
            return word.isTextual() ? word.asText() : text;
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
