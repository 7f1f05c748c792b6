package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schema made of what a prompt says in words or shows by an example. */
final class JsonShape {
    private static final Pattern NAMES = Pattern.compile(
            "\\b(?:keys?|fields?|properties|attributes|columns)\\b[^:\\n\"'`\\w]{0,3}(?:are|named|called|of)?:?\\s*"
                    + "((?:[\"'`]?[\\w-]+[\"'`]?(?:\\s*\\([^)]*\\))?(?:,? and |, ?|\\s*\\n\\s*[-*]\\s*)?)+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ITEM = Pattern.compile("[\"'`]?([\\w-]+)[\"'`]?\\s*(?:\\(([^)]*)\\))?");
    private static final Pattern LISTS = Pattern.compile("list|array");
    private static final Pattern TRUTH = Pattern.compile("true|boolean|yes or no");
    private static final Pattern NUMERIC = Pattern.compile("number|integer|\\d ?(?:-|to|–) ?\\d");

    private JsonShape() {}

    /** The schema, if the prompt tells one. */
    static Optional<ObjectNode> told(ParsedPrompt prompt) {
        String all = prompt.question().system() + "\n" + prompt.text();
        return example(all)
                .or(() -> FewShot.json(prompt.question()).flatMap(JsonShape::example))
                .or(() -> named(
                        prompt.question().system() + "\n" + prompt.passage().instruction()))
                .or(() -> named(all));
    }

    private static Optional<ObjectNode> example(String text) {
        for (int from = text.indexOf('{'); from >= 0; from = text.indexOf('{', from + 1)) {
            for (int to = text.indexOf('}', from); to >= 0; to = text.indexOf('}', to + 1)) {
                try {
                    JsonNode read = Json.parse(text.substring(from, to + 1).getBytes(StandardCharsets.UTF_8));
                    return read.isEmpty() ? Optional.empty() : Optional.of(like(read));
                } catch (IOException incomplete) {
                    // A longer piece may be whole.
                }
            }
        }
        return Optional.empty();
    }

    private static ObjectNode like(JsonNode example) {
        ObjectNode schema = Json.object();
        if (example.isObject()) {
            schema.put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            example.properties().forEach(field -> properties.set(field.getKey(), like(field.getValue())));
            return schema;
        }
        if (example.isArray()) {
            schema.put("type", "array")
                    .set("items", example.isEmpty() ? Json.object().put("type", "string") : like(example.get(0)));
            return schema;
        }
        if (example.isTextual()) {
            return described(schema, example.asText());
        }
        return schema.put(
                "type",
                example.isBoolean()
                        ? "boolean"
                        : example.isIntegralNumber() ? "integer" : example.isNumber() ? "number" : "string");
    }

    private static ObjectNode described(ObjectNode schema, String what) {
        String lower = what.toLowerCase(Locale.ROOT);
        String[] choices = what.split("\\s*\\|\\s*|\\s*/\\s*|,? or |, ", -1);
        if (LISTS.matcher(lower).find()) {
            schema.put("type", "array").putObject("items").put("type", "string");
        } else if (TRUTH.matcher(lower).find()) {
            schema.put("type", "boolean");
        } else if (NUMERIC.matcher(lower).find()) {
            schema.put("type", "integer");
        } else if (choices.length > 1 && Arrays.stream(choices).allMatch(choice -> choice.matches("[\\w -]{1,25}"))) {
            schema.put("type", "string");
            Arrays.stream(choices).forEach(schema.withArray("enum")::add);
        } else {
            schema.put("type", "string");
        }
        return schema.put("description", what);
    }

    private static Optional<ObjectNode> named(String text) {
        Matcher names = NAMES.matcher(text);
        if (!names.find()) {
            return Optional.empty();
        }
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        Matcher item = ITEM.matcher(names.group(1).replaceAll(",? and ", ", "));
        while (item.find()) {
            String description = Optional.ofNullable(item.group(2)).orElse("");
            properties.set(
                    item.group(1),
                    description.isEmpty() ? usual(item.group(1)) : described(Json.object(), description));
        }
        return properties.isEmpty() ? Optional.empty() : Optional.of(schema);
    }

    /** What a value of this name usually is. */
    private static ObjectNode usual(String name) {
        Field field = Field.of(name, new Schema(Json.object(), Json.object()));
        if (field.named(Field.any("topics|tags|keywords|categories|themes|list|features|problems|issues|pros|cons"))) {
            ObjectNode list = Json.object().put("type", "array");
            list.putObject("items").put("type", "string");
            return list;
        }
        if (field.named(Field.any("is|has|wants|would|needs|mentions|should|recommend|recommends"))) {
            return Json.object().put("type", "boolean");
        }
        if (field.named(Field.any("price|cost|amount|confidence|share|probability"))) {
            return Json.object().put("type", "number");
        }
        return Json.object()
                .put(
                        "type",
                        field.named(Field.any(
                                        "urgency|severity|rating|stars|score|priority|year|count|number|quantity|age"))
                                ? "integer"
                                : "string");
    }
}
