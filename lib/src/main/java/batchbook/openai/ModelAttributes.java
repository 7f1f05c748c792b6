package batchbook.openai;

import batchbook.telemetry.GenAi;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a model is to those who watch from outside: who and where it is, and how it is asked; no text that is sent. */
final class ModelAttributes {
    private static final Map<String, String> NUMBERS = Map.of(
            "top_p", GenAi.TOP_P,
            "seed", GenAi.SEED,
            "frequency_penalty", GenAi.FREQUENCY_PENALTY,
            "presence_penalty", GenAi.PRESENCE_PENALTY);

    private ModelAttributes() {}

    static Map<String, Object> of(URI server, OpenAiOptions options) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(GenAi.OPERATION, GenAi.CHAT);
        all.put(GenAi.PROVIDER, server.getHost().endsWith("openai.azure.com") ? GenAi.AZURE_OPENAI : GenAi.OPENAI);
        all.put(GenAi.SERVER_ADDRESS, server.getHost());
        all.put(GenAi.SERVER_PORT, port(server));
        options.temperature().ifPresent(value -> all.put(GenAi.TEMPERATURE, value));
        options.maxOutputTokens().ifPresent(value -> all.put(GenAi.MAX_TOKENS, value));
        options.answerForm().ifPresent(form -> all.put(GenAi.OUTPUT_TYPE, GenAi.JSON));
        NUMBERS.forEach((field, name) -> {
            JsonNode value = options.fields().get(field);
            if (value != null && value.isNumber()) {
                all.put(name, value.numberValue());
            }
        });
        JsonNode choices = options.fields().get("n");
        if (choices != null && choices.isInt() && choices.intValue() != 1) {
            all.put(GenAi.CHOICE_COUNT, choices.intValue());
        }
        JsonNode stop = options.fields().get("stop");
        if (stop != null) {
            all.put(GenAi.STOP_SEQUENCES, texts(stop));
        }
        return Map.copyOf(all);
    }

    private static List<String> texts(JsonNode stop) {
        return stop.isArray()
                ? StreamSupport.stream(stop.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(stop.asText());
    }

    private static int port(URI server) {
        return server.getPort() >= 0 ? server.getPort() : "http".equalsIgnoreCase(server.getScheme()) ? 80 : 443;
    }
}
