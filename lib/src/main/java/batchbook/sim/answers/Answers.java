package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the simulator answers: made up from the prompt alone, so the same prompt and seed always get the same.
 *
 * @param seed what all chance is drawn from
 */
public record Answers(long seed) implements Function<String, String> {
    private static final Predicate<ParsedPrompt> JSON = ParsedPrompt.mentions("json");

    /** A text, or JSON where the prompt speaks of it. */
    @Override
    public String apply(String prompt) {
        ParsedPrompt parsed = parsed(prompt);
        return JSON.test(parsed) ? object(parsed) : TextAnswers.text(parsed);
    }

    /**
     * An answer in the form asked for.
     *
     * @param schema what it has to fit; nothing when this is no object
     * @param mimeType what it is without a schema: a JSON object or a text
     */
    public String inForm(String prompt, JsonNode schema, String mimeType) {
        if (schema.isObject()) {
            JsonNode value = fitting(schema, prompt);
            return mimeType.equals("text/x.enum")
                    ? value.asText()
                    : Json.indented(value).strip();
        }
        return mimeType.equals("application/json") ? object(parsed(prompt)) : apply(prompt);
    }

    /** What makes another candidate of the same prompt differ. */
    public Answers ofCandidate(int index) {
        return new Answers(seed + index);
    }

    /** A call of one of these functions, with arguments that fit what it declares. */
    public ObjectNode call(String prompt, List<JsonNode> declarations) {
        JsonNode function = parsed(prompt).oneOf(declarations);
        JsonNode json = Json.field(function, "parametersJsonSchema", "parameters_json_schema");
        JsonNode schema = json.isObject() ? json : function.path("parameters");
        ObjectNode call = Json.object().put("name", function.path("name").asText());
        call.set("args", schema.isObject() ? fitting(schema, prompt) : Json.object());
        return call;
    }

    private JsonNode fitting(JsonNode schema, String prompt) {
        return new SchemaAnswers(parsed(prompt)).value(new Schema(schema, schema));
    }

    private static String object(ParsedPrompt prompt) {
        return Json.indented(Json.object().put("answer", TextAnswers.text(prompt)))
                .strip();
    }

    private ParsedPrompt parsed(String prompt) {
        return ParsedPrompt.of(prompt, seed);
    }
}
