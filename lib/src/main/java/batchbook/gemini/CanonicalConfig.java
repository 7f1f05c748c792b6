package batchbook.gemini;

import batchbook.prompt.Turn;
import batchbook.wire.CanonicalJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Tool;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A configuration in a form of our own, by which a journal finds its rows again: the same text for what is answered the
 * same, in every JVM and with every version of the SDK. The SDK's own JSON is neither: it has the order of hash maps, and
 * what a version of it adds to every configuration.
 *
 * <p>Names are those of Gemini's API, in the order of the alphabet. What is null, an empty list, or in an empty
 * configuration too says nothing and is left out, and so is how a request is sent: time-outs, retries, secret headers.
 */
final class CanonicalConfig {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode EMPTY =
            tree(GenerateContentConfig.builder().build().toJson());

    /** Of the HTTP options, those that can lead to another answer. */
    private static final List<String> ANSWERING_OPTIONS = List.of("baseUrl", "extraBody", "headers");

    private static final Pattern SECRET = Pattern.compile("auth|key|token|secret|cookie|user-agent|x-goog-api-client");

    /** They may be single or double in the SDK, and 0.2 is not the same in both. */
    private static final Set<String> SINGLE =
            Set.of("temperature", "topP", "topK", "presencePenalty", "frequencyPenalty");

    private CanonicalConfig() {}

    static String of(GenerateContentConfig config) {
        ObjectNode tree = (ObjectNode) tree(config.toJson());
        EMPTY.fields().forEachRemaining(noise -> {
            if (noise.getValue().equals(tree.get(noise.getKey()))) {
                tree.remove(noise.getKey());
            }
        });
        // Says only what comes back beside the answer.
        tree.remove("shouldReturnHttpResponse");
        system(tree);
        functions(tree, config.tools().orElse(List.of()));
        tree.remove("httpOptions");
        config.httpOptions().map(CanonicalConfig::answering).ifPresent(kept -> tree.set("httpOptions", kept));
        return CanonicalJson.of(tree, SINGLE);
    }

    /** What goes before every prompt; nothing when that is nothing, as it always was. */
    static String of(List<Turn> examples) {
        ArrayNode turns = JSON.createArrayNode();
        examples.forEach(turn -> turns.addObject().put(turn.role().word(), turn.text()));
        return examples.isEmpty() ? "" : " after " + CanonicalJson.of(turns, SINGLE);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the SDK wrote a configuration that is no JSON", e);
        }
    }

    /** Its role is never sent as anything but the SDK's choice, and so are texts in parts. */
    private static void system(ObjectNode tree) {
        JsonNode parts = tree.path("systemInstruction").path("parts");
        List<String> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            if (part.size() != 1 || !part.path("text").isTextual()) {
                return;
            }
            texts.add(part.path("text").asText());
        }
        if (!texts.isEmpty()) {
            tree.set("systemInstruction", JSON.valueToTree(texts));
        }
    }

    /** Functions of Java are not in the SDK's JSON. Without their class, which in a notebook is another in each cell. */
    private static void functions(ObjectNode tree, List<Tool> tools) {
        for (int index = 0; index < tools.size(); index++) {
            List<String> signatures = tools.get(index).functions().orElse(List.of()).stream()
                    .map(CanonicalConfig::signature)
                    .sorted()
                    .toList();
            if (!signatures.isEmpty() && tree.path("tools").path(index) instanceof ObjectNode tool) {
                tool.set("functions", JSON.valueToTree(signatures));
            }
        }
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getGenericParameterTypes())
                        .map(type -> type.getTypeName())
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static ObjectNode answering(HttpOptions options) {
        ObjectNode all = (ObjectNode) tree(options.toJson());
        ObjectNode kept = all.retain(ANSWERING_OPTIONS);
        if (kept.get("headers") instanceof ObjectNode headers) {
            Map<String, String> harmless = new TreeMap<>();
            headers.fields().forEachRemaining(header -> {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                if (!SECRET.matcher(name).find()) {
                    harmless.put(name, header.getValue().asText());
                }
            });
            kept.set("headers", JSON.valueToTree(harmless));
        }
        return kept;
    }
}
