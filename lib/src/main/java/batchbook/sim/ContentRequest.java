package batchbook.sim;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks of a model.
 *
 * @param prompt the text of the last turn, which the answer is about
 * @param everything all text that counts as input, with the system instruction
 * @param pictures how many images are part of it
 * @param functions declarations of those of which the model must call one; none when it is to answer
 * @param fingerprint the same for two requests that ask the same thing, whatever their key order and white space
 */
record ContentRequest(
        String model,
        String prompt,
        String everything,
        int pictures,
        JsonNode config,
        List<JsonNode> functions,
        long fingerprint) {
    private static final int TOKENS_OF_A_PICTURE = 258;

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
}
