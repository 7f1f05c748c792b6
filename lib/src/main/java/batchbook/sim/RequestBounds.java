package batchbook.sim;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What the service takes at most, and how it refuses more. */
final class RequestBounds {
    private static final int CANDIDATES = 8;
    private static final int STOPS = 5;
    private static final int TOP_K = 64;
    private static final Set<String> MIME_TYPES =
            Set.of("text/plain", "application/json", "application/xml", "application/yaml", "text/x.enum");

    private RequestBounds() {}

    static void check(ContentRequest request) throws RefusedException {
        JsonNode config = request.config();
        between(0, config.path("temperature"), 2, "temperature");
        between(0, Json.field(config, "topP", "top_p"), 1, "top_p");
        JsonNode candidates = Json.field(config, "candidateCount", "candidate_count");
        if (given(candidates) && (candidates.asLong() < 1 || candidates.asLong() > CANDIDATES)) {
            throw invalid("candidate_count", "candidate_count must be in the range [1, " + CANDIDATES + "].");
        }
        supported(Json.field(config, "maxOutputTokens", "max_output_tokens"), Models.ANSWER_TOKENS, "maxOutputTokens");
        supported(Json.field(config, "topK", "top_k"), TOP_K, "topK");
        if (request.stopSequences().size() > STOPS) {
            throw invalid("stop_sequences", "the number of stop_sequences must not exceed " + STOPS + ".");
        }
        if (!MIME_TYPES.contains(request.question().mimeType())) {
            throw invalid(
                    "response_mime_type",
                    "allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and"
                            + " `text/x.enum`.");
        }
        SchemaCheck.check(Json.field(config, "responseSchema", "response_schema"), "generation_config.response_schema");
        if (request.promptTokens() > Models.PROMPT_TOKENS) {
            throw new RefusedException(Refusals.invalidArgument("The input token count (" + request.promptTokens()
                    + ") exceeds the maximum number of tokens allowed (" + Models.PROMPT_TOKENS + ")."));
        }
    }

    /** As a number, or as a text that is one. */
    private static boolean given(JsonNode value) {
        return value.isNumber() || value.isTextual();
    }

    private static void supported(JsonNode value, int most, String name) throws RefusedException {
        if (given(value) && (value.asLong() < 1 || value.asLong() > most)) {
            throw new RefusedException(Refusals.invalidArgument("Unable to submit request because it has a " + name
                    + " value of " + value.asLong() + " but the supported range is from 1 (inclusive) to " + (most + 1)
                    + " (exclusive). Update the value and try again."));
        }
    }

    private static void between(int least, JsonNode value, int most, String name) throws RefusedException {
        if (given(value) && !(value.asDouble() >= least && value.asDouble() <= most)) {
            throw invalid(name, name + " must be in the range [" + least + ".0, " + most + ".0].");
        }
    }

    private static RefusedException invalid(String field, String what) {
        return new RefusedException(Refusals.invalid("generation_config." + field, what));
    }
}
