package batchbook.sim;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The models that the simulated service knows. */
final class Models {
    private static final Map<String, String> ALIASES = Map.of(
            "gemini-flash-latest", "gemini-3.8-flash",
            "gemini-flash-lite-latest", "gemini-3.5-flash-lite",
            "gemini-pro-latest", "gemini-3.1-pro-preview");

    private static final List<String> NAMES = List.of(
            "gemini-3.8-flash",
            "gemini-3.7-flash",
            "gemini-3.6-flash",
            "gemini-3.5-flash",
            "gemini-3.5-flash-lite",
            "gemini-3.1-flash-lite",
            "gemini-3.1-pro-preview",
            "gemini-2.5-flash",
            "gemini-2.5-flash-lite",
            "gemini-2.5-pro",
            "gemini-flash-latest",
            "gemini-flash-lite-latest",
            "gemini-pro-latest");

    static final int PROMPT_TOKENS = 1_048_576;
    static final int ANSWER_TOKENS = 65_536;

    private Models() {}

    /** Version {@code v1} has no aliases. */
    static boolean known(String version, String model) {
        return NAMES.contains(model) && !(version.equals("v1") && ALIASES.containsKey(model));
    }

    /** The model that a name stands for: an alias answers with another name than it was asked by. */
    static String version(String model) {
        return ALIASES.getOrDefault(model, model);
    }

    static boolean thinks(String model) {
        return !lite(model);
    }

    static boolean lite(String model) {
        return model.contains("-lite");
    }

    static ObjectNode list(String version) {
        ObjectNode page = Json.object();
        ArrayNode models = page.putArray("models");
        NAMES.stream().filter(name -> known(version, name)).forEach(name -> models.add(describe(name)));
        return page;
    }

    static ObjectNode one(String model) {
        return describe(model);
    }

    private static ObjectNode describe(String name) {
        ObjectNode model = Json.object()
                .put("name", "models/" + name)
                .put("version", version(name).split("-", 3)[1])
                .put("displayName", displayName(name))
                .put("description", "A simulated model that answers like " + displayName(name) + ".")
                .put("inputTokenLimit", PROMPT_TOKENS)
                .put("outputTokenLimit", ANSWER_TOKENS);
        model.putArray("supportedGenerationMethods").add("generateContent").add("countTokens");
        return model.put("temperature", 1)
                .put("topP", 0.95)
                .put("topK", 64)
                .put("maxTemperature", 2)
                .put("thinking", thinks(name));
    }

    private static String displayName(String name) {
        StringBuilder words = new StringBuilder();
        for (String word : name.split("-", -1)) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word, 1, word.length());
        }
        return words.toString();
    }
}
