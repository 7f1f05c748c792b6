package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        for (int hops = 0; hops < MOST_HOPS && node.path("$ref").asText().startsWith("#"); hops++) {
            node = beside(node, root.at(node.path("$ref").asText().substring(1)));
        }
        if (node.path("allOf").size() == 1) {
            node = beside(node, node.path("allOf").path(0));
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
                        .anyMatch(type -> type.asText().equals("null"))
                || (choices().stream().anyMatch(Schema::isNull)
                        && !alternatives().isEmpty());
    }

    /** The schemas of which one has to be fitted; none where this one has to. That for null is not among them. */
    List<Schema> alternatives() {
        return choices().stream().filter(choice -> !choice.isNull()).toList();
    }

    /** This one, which takes null as well, with what was said of it elsewhere. */
    Schema orNull(JsonNode elsewhere) {
        return new Schema(
                root, beside(elsewhere, node).deepCopy() instanceof ObjectNode own ? own.put("nullable", true) : node);
    }

    /** What values under names of their own have to fit, as in a map. */
    Optional<Schema> others() {
        return Optional.of(node.path("additionalProperties"))
                .filter(JsonNode::isObject)
                .map(this::part);
    }

    private boolean isNull() {
        return node.path("type").asText().equalsIgnoreCase("null");
    }

    private List<Schema> choices() {
        return items(node.path(node.has("anyOf") ? "anyOf" : "oneOf")).stream()
                .map(this::part)
                .toList();
    }

    /** What stands beside a reference describes this use of it. */
    private static JsonNode beside(JsonNode here, JsonNode there) {
        String description = here.path("description").asText("");
        return !description.isEmpty() && there.deepCopy() instanceof ObjectNode copy
                ? copy.put("description", description)
                : there;
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
