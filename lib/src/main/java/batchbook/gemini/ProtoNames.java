package batchbook.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/**
 * The names that fields have in Gemini's protocol buffers, such as {@code generation_config}: a live request may say {@code
 * generationConfig} too, and a line of a job's file is reported to be refused then.
 */
final class ProtoNames {
    /** JSON of somebody else's making, in which names are as they are. */
    private static final Set<String> VALUES = Set.of(
            "responseJsonSchema",
            "_responseJsonSchema",
            "parametersJsonSchema",
            "args",
            "response",
            "default",
            "example");

    /** Names of a user's own, with messages behind them. */
    private static final Set<String> MAPS = Set.of("properties");

    private ProtoNames() {}

    static ObjectNode of(JsonNode message) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        message.fields().forEachRemaining(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            named.set(snake(name), VALUES.contains(name) ? value : MAPS.contains(name) ? map(value) : value(value));
        });
        return named;
    }

    private static JsonNode value(JsonNode value) {
        if (value.isObject()) {
            return of(value);
        }
        if (!value.isArray()) {
            return value;
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        value.forEach(item -> items.add(value(item)));
        return items;
    }

    private static JsonNode map(JsonNode value) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        value.fields().forEachRemaining(field -> named.set(field.getKey(), value(field.getValue())));
        return named;
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
