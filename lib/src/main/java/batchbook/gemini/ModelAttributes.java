package batchbook.gemini;

import batchbook.telemetry.GenAi;
import com.google.genai.types.GenerateContentConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a model is to those who watch from outside: who and where it is, and how it is asked; no text that is sent. */
final class ModelAttributes {
    private static final String JSON_TYPE = "application/json";

    private ModelAttributes() {}

    static Map<String, Object> of(boolean vertex, URI server, GenerateContentConfig config) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(GenAi.OPERATION, GenAi.GENERATE_CONTENT);
        all.put(GenAi.PROVIDER, vertex ? GenAi.VERTEX_AI : GenAi.GEMINI);
        all.put(GenAi.SERVER_ADDRESS, server.getHost());
        all.put(GenAi.SERVER_PORT, port(server));
        config.temperature().ifPresent(value -> all.put(GenAi.TEMPERATURE, decimal(value)));
        config.topP().ifPresent(value -> all.put(GenAi.TOP_P, decimal(value)));
        config.topK().ifPresent(value -> all.put(GenAi.TOP_K, Math.round(value)));
        config.maxOutputTokens().ifPresent(value -> all.put(GenAi.MAX_TOKENS, value));
        config.seed().ifPresent(value -> all.put(GenAi.SEED, value));
        config.stopSequences().ifPresent(value -> all.put(GenAi.STOP_SEQUENCES, value));
        config.frequencyPenalty().ifPresent(value -> all.put(GenAi.FREQUENCY_PENALTY, decimal(value)));
        config.presencePenalty().ifPresent(value -> all.put(GenAi.PRESENCE_PENALTY, decimal(value)));
        config.candidateCount().filter(count -> count != 1).ifPresent(value -> all.put(GenAi.CHOICE_COUNT, value));
        config.responseMimeType().filter(JSON_TYPE::equals).ifPresent(type -> all.put(GenAi.OUTPUT_TYPE, GenAi.JSON));
        return Map.copyOf(all);
    }

    private static int port(URI server) {
        return server.getPort() >= 0 ? server.getPort() : "http".equalsIgnoreCase(server.getScheme()) ? 80 : 443;
    }

    /** As it was written: 0.2 is no 0.20000000298. */
    private static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
