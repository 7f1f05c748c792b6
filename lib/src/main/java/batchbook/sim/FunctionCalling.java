package batchbook.sim;

import batchbook.sim.answers.Answers;
import batchbook.sim.answers.Json;
import batchbook.sim.answers.Question;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The functions of a request.
 *
 * @param declarations those that the model may call now
 * @param must whether it has to call one ({@code mode=ANY}); else it does when the prompt speaks of what one does
 * @param results what functions gave back in the last turn
 */
record FunctionCalling(List<JsonNode> declarations, boolean must, List<JsonNode> results) {

    static FunctionCalling of(JsonNode asked) throws RefusedException {
        JsonNode calling = Json.field(
                Json.field(asked, "toolConfig", "tool_config"), "functionCallingConfig", "function_calling_config");
        String mode = calling.path("mode").asText();
        boolean must = mode.equalsIgnoreCase("ANY");
        List<String> allowed = Json.list(Json.field(calling, "allowedFunctionNames", "allowed_function_names"))
                .map(JsonNode::asText)
                .toList();
        List<JsonNode> declarations = Json.list(asked.path("tools"))
                .flatMap(tool -> Json.list(Json.field(tool, "functionDeclarations", "function_declarations")))
                .filter(function -> allowed.isEmpty()
                        || allowed.contains(function.path("name").asText()))
                .toList();
        if (must && declarations.isEmpty()) {
            throw new RefusedException(
                    Refusals.invalid("tool_config", "Function calling config is set without function_declarations."));
        }
        if (mode.equalsIgnoreCase("NONE")) {
            declarations = List.of();
        }
        List<JsonNode> contents = Json.list(asked.path("contents")).toList();
        List<JsonNode> results = parts(contents.get(contents.size() - 1), "functionResponse", "function_response")
                .toList();
        return new FunctionCalling(left(declarations, contents), must, results);
    }

    /** What was called already is not called again, as long as something else is left. */
    private static List<JsonNode> left(List<JsonNode> declarations, List<JsonNode> contents) {
        Set<String> called = new HashSet<>();
        contents.forEach(turn -> parts(turn, "functionCall", "function_call")
                .forEach(call -> called.add(call.path("name").asText())));
        List<JsonNode> left = declarations.stream()
                .filter(function -> !called.contains(function.path("name").asText()))
                .toList();
        return left.isEmpty() ? declarations : left;
    }

    /** Refuses turns that do not go together: each call has to be followed by its result. */
    static void checkTurns(List<JsonNode> contents) throws RefusedException {
        for (int turn = 0; turn < contents.size(); turn++) {
            long results = parts(contents.get(turn), "functionResponse", "function_response")
                    .count();
            long calls = turn == 0
                    ? 0
                    : parts(contents.get(turn - 1), "functionCall", "function_call")
                            .count();
            if (results > 0 && calls == 0) {
                throw new RefusedException(Refusals.invalidArgument(
                        "Please ensure that function response turn comes immediately after a function call turn."));
            }
            if (results != calls) {
                throw new RefusedException(
                        Refusals.invalidArgument("Please ensure that the number of function response parts is"
                                + " equal to the number of function call parts of the function call turn."));
            }
        }
    }

    /** The call that comes in the place of an answer, if one does. */
    Optional<ObjectNode> call(Answers answers, Question question) {
        boolean calls =
                !declarations.isEmpty() && (must || (results.isEmpty() && answers.calls(question, declarations)));
        return calls ? Optional.of(answers.call(question, declarations)) : Optional.empty();
    }

    /** What the functions of the last turn gave back, in words. */
    Optional<String> told(Answers answers) {
        return results.stream()
                .map(result -> answers.told(result.path("name").asText(), result.path("response")))
                .reduce((one, other) -> one + "\n" + other);
    }

    private static Stream<JsonNode> parts(JsonNode turn, String name, String otherName) {
        return Json.list(turn.path("parts"))
                .map(part -> Json.field(part, name, otherName))
                .filter(JsonNode::isObject);
    }
}
