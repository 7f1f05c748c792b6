package batchbook.sim;

import batchbook.sim.answers.Json;
import batchbook.sim.answers.Question;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asks of a model.
 *
 * @param question what is to be answered, for a first candidate and the first time
 * @param everything all text that counts as input, with the system instruction
 * @param tools the functions that the model may or must call
 * @param fingerprint the same for two requests that ask the same thing, whatever their key order and white space
 */
record ContentRequest(Question question, String everything, JsonNode config, FunctionCalling tools, long fingerprint) {

    String model() {
        return question.model();
    }

    int promptTokens() {
        return tokenCounts().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** By modality, TEXT and those of the attachments. */
    Map<String, Integer> tokenCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>(Map.of("TEXT", tokens(everything)));
        question.attachments()
                .forEach(file -> counts.merge(Media.modality(file.mimeType()), Media.tokens(file), Integer::sum));
        return counts;
    }

    int candidates() {
        return Math.max(
                1, Json.field(config, "candidateCount", "candidate_count").asInt());
    }

    /** What an answer ends before. */
    List<String> stopSequences() {
        List<String> stops = new ArrayList<>();
        Json.list(Json.field(config, "stopSequences", "stop_sequences")).forEach(stop -> stops.add(stop.asText()));
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
        return Models.thinks(model()) && budget.asInt(-1) != 0;
    }

    /** Whether the answer has to fit a schema. */
    boolean typed() {
        return !question.schema().isEmpty();
    }

    /** The same, for one of several candidates and asked so often. */
    Question question(int candidate, int occurrence) {
        return new Question(
                question.model(),
                question.system(),
                question.turns(),
                question.mimeType(),
                question.schema(),
                question.temperature(),
                candidate,
                occurrence);
    }

    static int tokens(String text) {
        return Media.tokens(text);
    }
}
