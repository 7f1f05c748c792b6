package batchbook.sim;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.JsonNode;

/** What the service takes at most, and how it refuses more. */
final class RequestBounds {
    private static final int CANDIDATES = 8;

    private RequestBounds() {}

    static void check(ContentRequest request) throws RefusedException {
        JsonNode config = request.config();
        between(0, config.path("temperature"), 2, "temperature");
        between(0, Json.field(config, "topP", "top_p"), 1, "top_p");
        JsonNode candidates = Json.field(config, "candidateCount", "candidate_count");
        if (candidates.isNumber() && (candidates.asLong() < 1 || candidates.asLong() > CANDIDATES)) {
            throw invalid("candidate_count", "candidate_count must be in the range [1, " + CANDIDATES + "].");
        }
        JsonNode most = Json.field(config, "maxOutputTokens", "max_output_tokens");
        if (most.isNumber() && (most.asLong() < 1 || most.asLong() > Models.ANSWER_TOKENS)) {
            throw new RefusedException(
                    Refusals.invalidArgument("Unable to submit request because it has a maxOutputTokens value of "
                            + most.asLong() + " but the supported range is from 1 (inclusive) to "
                            + (Models.ANSWER_TOKENS + 1)
                            + " (exclusive). Update the value and try again."));
        }
        if (request.promptTokens() > Models.PROMPT_TOKENS) {
            throw new RefusedException(Refusals.invalidArgument("The input token count (" + request.promptTokens()
                    + ") exceeds the maximum number of tokens allowed (" + Models.PROMPT_TOKENS + ")."));
        }
    }

    private static void between(int least, JsonNode value, int most, String name) throws RefusedException {
        if (value.isNumber() && !(value.asDouble() >= least && value.asDouble() <= most)) {
            throw invalid(name, name + " must be in the range [" + least + ".0, " + most + ".0].");
        }
    }

    private static RefusedException invalid(String field, String what) {
        return new RefusedException(Refusals.invalid("generation_config." + field, what));
    }
}
