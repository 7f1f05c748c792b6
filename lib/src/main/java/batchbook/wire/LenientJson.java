package batchbook.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * JSON of a stranger, made regular: an explicit null is left out, {@code finish_reason} is {@code finishReason}, and the
 * key is starred wherever it is echoed.
 */
public final class LenientJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 60;

    private LenientJson() {}

    /**
     * Reads a whole text.
     *
     * @param redact takes the key out of a text
     * @throws JsonProcessingException when it is not JSON
     */
    public static JsonNode read(String text, UnaryOperator<String> redact) throws JsonProcessingException {
        JsonNode root = JSON.readTree(text);
        return root == null ? MissingNode.getInstance() : regular(root, redact, 0);
    }

    private static JsonNode regular(JsonNode node, UnaryOperator<String> redact, int depth) {
        if (node.isTextual()) {
            String text = node.asText();
            String safe = redact.apply(text);
            return safe.equals(text) ? node : JsonNodeFactory.instance.textNode(safe);
        }
        if (depth > DEEPEST || node.isNull()) {
            return MissingNode.getInstance();
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(item -> {
                JsonNode kept = regular(item, redact, depth + 1);
                if (!kept.isMissingNode()) {
                    array.add(kept);
                }
            });
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.fields().forEachRemaining(field -> {
                JsonNode kept = regular(field.getValue(), redact, depth + 1);
                String name = camelCase(field.getKey());
                if (!kept.isMissingNode() && !object.has(name)) {
                    object.set(name, kept);
                }
            });
            return object;
        }
        return node;
    }

    private static String camelCase(String name) {
        int underscore = name.indexOf('_');
        if (underscore <= 0) {
            return name;
        }
        StringBuilder camel = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            boolean next = name.charAt(i) == '_' && i + 1 < name.length();
            camel.append(next ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
        }
        return camel.toString();
    }

    /** The items of a list; one that is no list counts as a list of itself, and nothing as an empty one. */
    public static Stream<JsonNode> items(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
