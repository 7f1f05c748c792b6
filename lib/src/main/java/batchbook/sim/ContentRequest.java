package batchbook.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks of a model.
 *
 * @param prompt the text of the last turn, which the answer is about
 * @param everything all text that counts as input, with the system instruction
 * @param pictures how many images are part of it
 * @param fingerprint the same for two requests that ask the same thing, whatever their key order and white space
 */
record ContentRequest(
        String model,
        String prompt,
        String everything,
        int pictures,
        JsonNode config,
        Functions functions,
        long fingerprint) {
    private static final int TOKENS_OF_A_PICTURE = 258;

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
        Functions functions = Functions.of(asked);
        List<String> pictures = pictures(contents);
        long fingerprint = Dice.hash(0, model, everything, config.toString());
        if (functions.mustBeCalled()) {
            fingerprint = Dice.hash(fingerprint, functions.declarations().toString());
        }
        for (String picture : pictures) {
            fingerprint = Dice.hash(fingerprint, picture);
        }
        return new ContentRequest(
                model, prompt, everything.toString().strip(), pictures.size(), config, functions, fingerprint);
    }

    int promptTokens() {
        return tokens(everything) + pictureTokens();
    }

    int pictureTokens() {
        return pictures * TOKENS_OF_A_PICTURE;
    }

    int candidates() {
        return Math.max(
                1, Json.field(config, "candidateCount", "candidate_count").asInt());
    }

    /** What an answer ends before. */
    List<String> stopSequences() {
        List<String> stops = new ArrayList<>();
        Json.field(config, "stopSequences", "stop_sequences").forEach(stop -> stops.add(stop.asText()));
        return stops;
    }

    /** How long the answer may be, in tokens. */
    int mostTokens() {
        JsonNode most = Json.field(config, "maxOutputTokens", "max_output_tokens");
        return most.asInt() > 0 ? most.asInt() : Integer.MAX_VALUE;
    }

    boolean thinks() {
        JsonNode budget = Json.field(
                Json.field(config, "thinkingConfig", "thinking_config"), "thinkingBudget", "thinking_budget");
        return Models.thinks(model) && budget.asInt(-1) != 0;
    }

    String mimeType() {
        return Json.field(config, "responseMimeType", "response_mime_type").asText("text/plain");
    }

    /** The schema that the answer has to fit, in either dialect; a missing node without one. */
    JsonNode schema() {
        JsonNode json = Json.field(config, "responseJsonSchema", "response_json_schema");
        return json.isObject() ? json : Json.field(config, "responseSchema", "response_schema");
    }

    /** A rough count, good for English: four characters to the token. */
    static int tokens(String text) {
        return (text.length() + 3) / 4;
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
}
