package batchbook.openai;

import batchbook.wire.LenientJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One choice of an answer, as far as it is text.
 *
 * @param reason why it ended, in small letters; empty when not said
 * @param refusal the model's own words for why it says nothing; mostly empty
 * @param calls names of the functions that it wants to be called
 */
record Choice(String text, String reason, String refusal, List<String> calls) {
    private static final Set<String> CUT = Set.of("length", "max_tokens", "model_length", "max_output_tokens");
    private static final Set<String> FILTERED =
            Set.of("content_filter", "safety", "recitation", "blocklist", "prohibited_content", "spii", "refusal");
    private static final Set<String> CALLING = Set.of("tool_calls", "function_call", "tool_use");

    static Choice read(JsonNode choice) {
        JsonNode message = choice.path("message");
        JsonNode calls = message.path("toolCalls");
        return new Choice(
                LenientJson.items(message.path("content")).map(Choice::text).collect(Collectors.joining()),
                choice.path("finishReason").asText("").strip().toLowerCase(Locale.ROOT),
                message.path("refusal").asText(""),
                LenientJson.items(calls.isMissingNode() ? message.path("functionCall") : calls)
                        .map(call -> call.path("function")
                                .path("name")
                                .asText(call.path("name").asText("?")))
                        .toList());
    }

    /** A text, or a part of one; other parts are none. */
    private static String text(JsonNode content) {
        return content.isTextual() ? content.asText() : content.path("text").asText("");
    }

    /** Whether it went to its end and is a text. Servers have many words for that, and fewer for all else. */
    boolean whole() {
        return !text.isBlank() && !cut() && !filtered() && !failed() && !calling();
    }

    boolean cut() {
        return CUT.contains(reason);
    }

    boolean filtered() {
        return FILTERED.contains(reason) || (!refusal.isBlank() && text.isBlank());
    }

    /** The server's own trouble in the midst of an answer. */
    boolean failed() {
        return reason.equals("error");
    }

    boolean calling() {
        return CALLING.contains(reason) || (!calls.isEmpty() && text.isBlank());
    }
}
