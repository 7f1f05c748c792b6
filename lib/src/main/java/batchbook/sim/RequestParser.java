package batchbook.sim;

import batchbook.sim.answers.Dice;
import batchbook.sim.answers.Json;
import batchbook.sim.answers.Question;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the body of a request for content or for a count of its tokens. */
final class RequestParser {
    private static final Set<String> ROLES = Set.of("", "user", "model", "function");

    private RequestParser() {}

    static ContentRequest parse(String model, byte[] body) throws RefusedException {
        return parse(model, read(body), false);
    }

    /** A row of a job. */
    static ContentRequest parse(String model, JsonNode request) throws RefusedException {
        return parse(model, request, false);
    }

    /** What creates a job, as it is. */
    static JsonNode parseCreation(byte[] body) throws RefusedException {
        JsonNode root = read(body);
        PayloadCheck.check(root, "BatchGenerateContentRequest");
        return root;
    }

    /** A count may be asked for a whole request or for what would be its contents. */
    static ContentRequest parseCount(String model, byte[] body) throws RefusedException {
        return parse(model, read(body), true);
    }

    private static ContentRequest parse(String model, JsonNode root, boolean counts) throws RefusedException {
        PayloadCheck.check(root, counts ? "CountTokensRequest" : "GenerateContentRequest");
        JsonNode nested = Json.field(root, "generateContentRequest", "generate_content_request");
        JsonNode asked = nested.isObject() ? nested : root;
        List<JsonNode> contents = Json.list(asked.path("contents")).toList();
        if (contents.isEmpty()) {
            throw new RefusedException(Refusals.invalid("contents", "contents is not specified"));
        }
        String system = textOf(Json.field(asked, "systemInstruction", "system_instruction"));
        StringBuilder everything = new StringBuilder(system);
        List<Question.Turn> turns = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (int turn = 0; turn < contents.size(); turn++) {
            JsonNode content = contents.get(turn);
            checkTurn(content, turn);
            everything.append('\n').append(textOf(content));
            turns.add(new Question.Turn(
                    content.path("role").asText("user"), textOf(content), attachments(content, turn, files)));
        }
        FunctionCalling.checkTurns(contents);
        JsonNode config = Json.field(asked, "generationConfig", "generation_config");
        FunctionCalling tools = FunctionCalling.of(asked);
        // Whether nothing is set or an empty object says so: the same is asked.
        long fingerprint = Dice.hash(0, model, everything, config.isObject() ? config.toString() : "{}");
        if (!tools.declarations().isEmpty()) {
            fingerprint = Dice.hash(fingerprint, tools.declarations().toString());
        }
        for (String file : files) {
            fingerprint = Dice.hash(fingerprint, file);
        }
        if (!tools.results().isEmpty()) {
            fingerprint = Dice.hash(fingerprint, tools.results().toString());
        }
        return new ContentRequest(
                question(model, system, turns, config), everything.toString().strip(), config, tools, fingerprint);
    }

    private static Question question(String model, String system, List<Question.Turn> turns, JsonNode config) {
        JsonNode json = Json.field(config, "responseJsonSchema", "response_json_schema");
        JsonNode other = json.isObject() ? json : config.path("_responseJsonSchema");
        JsonNode schema = other.isObject() ? other : Json.field(config, "responseSchema", "response_schema");
        JsonNode temperature = config.path("temperature");
        return new Question(
                model,
                system,
                turns,
                Json.field(config, "responseMimeType", "response_mime_type").asText("text/plain"),
                schema.isObject() ? schema.toString() : "",
                temperature.isValueNode() && !temperature.isNull()
                        ? OptionalDouble.of(temperature.asDouble())
                        : OptionalDouble.empty(),
                0,
                1);
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

    private static void checkTurn(JsonNode content, int turn) throws RefusedException {
        List<JsonNode> parts = Json.list(content.path("parts")).toList();
        if (parts.isEmpty()) {
            throw new RefusedException(
                    Refusals.invalid("contents[" + turn + "].parts", "contents.parts must not be empty."));
        }
        for (int part = 0; part < parts.size(); part++) {
            if (parts.get(part).isEmpty()) {
                throw new RefusedException(Refusals.invalid(
                        "contents[" + turn + "].parts[" + part + "].data",
                        "required oneof field 'data' must have one initialized field"));
            }
        }
        if (!ROLES.contains(content.path("role").asText(""))) {
            throw new RefusedException(Refusals.invalidArgument("Please use a valid role: user, model."));
        }
    }

    /** Those of a turn, inline or in a file; what stands for each is added to the list. */
    private static List<Question.Attachment> attachments(JsonNode content, int turn, List<String> files)
            throws RefusedException {
        List<Question.Attachment> attachments = new ArrayList<>();
        for (JsonNode part : Json.list(content.path("parts")).toList()) {
            JsonNode inline = Json.field(part, "inlineData", "inline_data");
            JsonNode data = inline.isObject() ? inline : Json.field(part, "fileData", "file_data");
            if (!data.isObject()) {
                continue;
            }
            String mimeType = Json.field(data, "mimeType", "mime_type").asText("");
            if (inline.isObject() && mimeType.isEmpty()) {
                throw new RefusedException(Refusals.invalid(
                        "contents[" + turn + "].parts[" + attachments.size() + "].inline_data.mime_type",
                        "must not be empty"));
            }
            if (!mimeType.isEmpty() && !Media.takes(mimeType)) {
                throw new RefusedException(Refusals.invalidArgument("Unsupported MIME type: " + mimeType));
            }
            attachments.add(new Question.Attachment(
                    mimeType,
                    data.path("data").asText(""),
                    Json.field(data, "fileUri", "file_uri").asText("")));
            files.add(data.toString());
        }
        return attachments;
    }

    private static String textOf(JsonNode content) {
        return Json.list(content.path("parts"))
                .filter(part -> part.hasNonNull("text"))
                .map(part -> part.path("text").asText())
                .collect(Collectors.joining("\n"));
    }
}
