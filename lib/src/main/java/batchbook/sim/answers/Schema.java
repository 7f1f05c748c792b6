package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A part of a schema, in Gemini's own dialect (types in capitals) or in JSON Schema's.
 *
 * @param root the whole, which references lead into
 */
record Schema(JsonNode root, JsonNode node) {
    private static final int MOST_HOPS = 6;

    Schema {
        for (int hops = 0; hops < MOST_HOPS && node.path("$ref").asText().startsWith("#/"); hops++) {
            node = root.at(node.path("$ref").asText().substring(1));
        }
    }

    /** In lower case; guessed where none is named. */
    String type() {
        JsonNode type = node.path("type");
        String first = items(type).stream()
                .map(JsonNode::asText)
                .filter(name -> !name.equals("null"))
                .findFirst()
                .orElse(type.asText());
        if (first.isEmpty()) {
            return node.has("properties") ? "object" : node.has("items") ? "array" : "string";
        }
        return first.toLowerCase(Locale.ROOT);
    }

    boolean nullable() {
        return node.path("nullable").asBoolean()
                || items(node.path("type")).stream()
                        .anyMatch(type -> type.asText().equals("null"));
    }

    /** The schemas of which one has to be fitted; none where this one has to. */
    List<Schema> alternatives() {
        return items(node.path(node.has("anyOf") ? "anyOf" : "oneOf")).stream()
                .map(this::part)
                .toList();
    }

    /** The only values allowed; none where others are, too. */
    List<JsonNode> values() {
        return items(node.path("enum"));
    }

    Schema items() {
        return part(node.path("items"));
    }

    Schema property(String name) {
        return part(node.path("properties").path(name));
    }

    /** In the order in which they are to be answered. */
    Set<String> properties() {
        JsonNode properties = node.path("properties");
        Set<String> names = new LinkedHashSet<>();
        node.path("propertyOrdering").forEach(name -> names.add(name.asText()));
        properties.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !properties.has(name));
        return names;
    }

    boolean requires(String property) {
        return items(node.path("required")).stream()
                .anyMatch(name -> name.asText().equals(property));
    }

    private Schema part(JsonNode part) {
        return new Schema(root, part);
    }

    private static List<JsonNode> items(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false).toList()
                : List.of();
    }
}
