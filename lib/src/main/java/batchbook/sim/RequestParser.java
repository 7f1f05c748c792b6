package batchbook.sim;

import batchbook.sim.answers.Dice;
import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the body of a request for content or for a count of its tokens. */
final class RequestParser {
    private RequestParser() {}

    static ContentRequest parse(String model, byte[] body) throws RefusedException {
        JsonNode root = read(body);
        JsonNode nested = Json.field(root, "generateContentRequest", "generate_content_request");
        JsonNode asked = nested.isObject() ? nested : root;
        JsonNode contents = asked.path("contents");
        if (!contents.isArray() || contents.isEmpty()) {
            throw new RefusedException(Refusals.invalid("contents", "contents is not specified"));
        }
        StringBuilder everything =
                new StringBuilder(textOf(Json.field(asked, "systemInstruction", "system_instruction")));
        String prompt = "";
        for (int turn = 0; turn < contents.size(); turn++) {
            if (contents.path(turn).path("parts").isEmpty()) {
                throw new RefusedException(
                        Refusals.invalid("contents[" + turn + "].parts", "contents.parts must not be empty."));
            }
            prompt = textOf(contents.path(turn));
            everything.append('\n').append(prompt);
        }
        JsonNode config = Json.field(asked, "generationConfig", "generation_config");
        List<JsonNode> functions = functions(asked);
        List<String> pictures = pictures(contents);
        long fingerprint = Dice.hash(0, model, everything, config.toString());
        if (!functions.isEmpty()) {
            fingerprint = Dice.hash(fingerprint, functions.toString());
        }
        for (String picture : pictures) {
            fingerprint = Dice.hash(fingerprint, picture);
        }
        return new ContentRequest(
                model, prompt, everything.toString().strip(), pictures.size(), config, functions, fingerprint);
    }

    private static JsonNode read(byte[] body) throws RefusedException {
        try {
            JsonNode root = Json.parse(body);
            if (root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            throw new RefusedException(Refusals.unreadable());
        }
        throw new RefusedException(Refusals.unreadable());
    }

    /** With {@code mode=ANY} the model must call one of these functions; without it, it may, and never does here. */
    private static List<JsonNode> functions(JsonNode asked) throws RefusedException {
        JsonNode calling = Json.field(
                Json.field(asked, "toolConfig", "tool_config"), "functionCallingConfig", "function_calling_config");
        if (!calling.path("mode").asText().equalsIgnoreCase("ANY")) {
            return List.of();
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
        return declarations;
    }

    /** What stands for each image, inline or in a file. */
    private static List<String> pictures(JsonNode contents) {
        List<String> pictures = new ArrayList<>();
        for (JsonNode content : contents) {
            for (JsonNode part : content.path("parts")) {
                JsonNode inline = Json.field(part, "inlineData", "inline_data");
                JsonNode data = inline.isObject() ? inline : Json.field(part, "fileData", "file_data");
                if (Json.field(data, "mimeType", "mime_type").asText().startsWith("image/")) {
                    pictures.add(data.toString());
                }
            }
        }
        return pictures;
    }

    private static String textOf(JsonNode content) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content.path("parts")) {
            if (part.has("text")) {
                text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText());
            }
        }
        return text.toString();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
