package batchbook.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The functions that a request makes the model call, which is what {@code mode=ANY} means.
 *
 * @param declarations those that may be called; none when the model is free to answer with a text, as it then does
 */
record Functions(List<JsonNode> declarations) {

    static Functions of(JsonNode asked) throws RefusedException {
        JsonNode calling = Json.field(
                Json.field(asked, "toolConfig", "tool_config"), "functionCallingConfig", "function_calling_config");
        if (!calling.path("mode").asText().equalsIgnoreCase("ANY")) {
            return new Functions(List.of());
        }
        List<String> allowed = stream(Json.field(calling, "allowedFunctionNames", "allowed_function_names"))
                .map(JsonNode::asText)
                .toList();
        List<JsonNode> declarations = stream(asked.path("tools"))
                .flatMap(tool -> stream(Json.field(tool, "functionDeclarations", "function_declarations")))
                .filter(function -> allowed.isEmpty()
                        || allowed.contains(function.path("name").asText()))
                .toList();
        if (declarations.isEmpty()) {
            throw new RefusedException(
                    Refusals.invalid("tool_config", "Function calling config is set without function_declarations."));
        }
        return new Functions(declarations);
    }

    boolean mustBeCalled() {
        return !declarations.isEmpty();
    }

    /** A call with arguments that fit what the function declares. */
    ObjectNode call(String prompt, long seed) {
        JsonNode function = ParsedPrompt.of(prompt, seed).oneOf(declarations);
        JsonNode json = Json.field(function, "parametersJsonSchema", "parameters_json_schema");
        JsonNode schema = json.isObject() ? json : function.path("parameters");
        ObjectNode call = Json.object().put("name", function.path("name").asText());
        call.set(
                "args",
                schema.isObject() ? new SchemaAnswers(new Answers(seed), schema, prompt).json() : Json.object());
        return call;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
