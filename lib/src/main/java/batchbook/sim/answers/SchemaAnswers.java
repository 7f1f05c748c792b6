package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON that fits a schema and says what the text says, as far as rules can tell. */
final class SchemaAnswers {
    /** A schema may refer to itself; below this depth lists stay as short as they may be and choices end. */
    private static final int DEEP = 6;

    private static final Pattern LIST_OF_FEATURES = Field.any("features?|bullets?|highlights|benefits|selling points");
    private static final Pattern LIST_OF_PROBLEMS =
            Field.any("problems?|issues?|complaints?|cons|weaknesses|negatives|pros|strengths|positives|praises?");

    private final ParsedPrompt prompt;

    SchemaAnswers(ParsedPrompt prompt) {
        this.prompt = prompt;
    }

    JsonNode value(Schema schema) {
        return value(schema, "", prompt.passage(), 0);
    }

    private JsonNode value(Schema schema, String name, Passage passage, int depth) {
        if (depth > 5 * DEEP || (schema.nullable() && depth >= DEEP)) {
            return NullNode.getInstance();
        }
        if (schema.node().has("const")) {
            return schema.node().path("const");
        }
        List<Schema> alternatives = schema.alternatives();
        if (!alternatives.isEmpty()) {
            Schema one = depth < DEEP ? prompt.oneOf(alternatives) : alternatives.get(alternatives.size() - 1);
            return value(schema.nullable() ? one.orNull(schema.node()) : one, name, passage, depth + 1);
        }
        Field field = Field.of(name, schema);
        if (schema.nullable() && field.words().isEmpty() && prompt.random().nextInt(8) == 0) {
            return NullNode.getInstance();
        }
        if (!schema.values().isEmpty()) {
            return choice(schema.values(), field, passage);
        }
        return switch (schema.type()) {
            case "object" -> object(schema, name, passage, depth);
            case "array" -> array(schema, name, passage, depth);
            case "integer" ->
                Numbers.of(prompt, passage, schema, field, 0)
                        .<JsonNode>map(number -> LongNode.valueOf(number.longValue()))
                        .orElseGet(NullNode::getInstance);
            case "number" ->
                Numbers.of(prompt, passage, schema, field, 2)
                        .<JsonNode>map(DecimalNode::valueOf)
                        .orElseGet(NullNode::getInstance);
            case "boolean" ->
                BooleanNode.valueOf(
                        name.isEmpty() ? prompt.random().nextBoolean() : YesOrNo.is(prompt, passage, field.whole()));
            case "null" -> NullNode.getInstance();
            default ->
                Words.of(prompt, passage, schema, field)
                        .<JsonNode>map(words -> TextNode.valueOf(fitted(words, schema.node())))
                        .orElseGet(NullNode::getInstance);
        };
    }

    private ObjectNode object(Schema schema, String name, Passage passage, int depth) {
        ObjectNode object = Json.object();
        for (String property : schema.properties()) {
            if (depth < DEEP || schema.requires(property)) {
                object.set(property, value(schema.property(property), property, passage, depth + 1));
            }
        }
        Optional<Schema> others = schema.others().filter(any -> depth < DEEP);
        if (others.isPresent() && object.isEmpty()) {
            List<String> topics = Topics.in(passage.text());
            for (String topic : topics.isEmpty() ? List.of(prompt.keyword(0)) : topics) {
                Passage about =
                        Topics.sentence(topic, passage).map(passage::only).orElse(passage);
                object.set(topic, value(others.get(), name, about, depth + 1));
            }
        }
        return object;
    }

    private ArrayNode array(Schema schema, String name, Passage passage, int depth) {
        ArrayNode array = Json.object().putArray("items");
        int least = schema.node().path("minItems").asInt(0);
        int wanted = Count.most(
                        name, prompt.told() + "\n" + Field.of(name, schema).whole())
                .orElse(Math.max(least, 3));
        int most = Math.max(least, schema.node().path("maxItems").asInt(wanted));
        List<JsonNode> told = depth >= DEEP || name.isEmpty() ? List.of() : told(schema, name, passage, depth);
        told.stream().distinct().limit(most).forEach(array::add);
        boolean said = !name.isEmpty() && (passage.apart() || !array.isEmpty());
        int usual = depth >= DEEP || said
                ? least
                : Math.max(least, Math.min(most, 1 + prompt.random().nextInt(3)));
        while (array.size() < usual) {
            array.add(value(schema.items(), name, passage, depth + 1));
        }
        return array;
    }

    /** What the text itself has for a list. */
    private List<JsonNode> told(Schema schema, String name, Passage passage, int depth) {
        Schema item = schema.items();
        Field field = Field.of(name, schema);
        String text = passage.text();
        if (!item.values().isEmpty()) {
            List<String> labels = item.values().stream().map(JsonNode::asText).toList();
            List<String> found = new ArrayList<>(Topics.among(labels, text));
            if (prompt.errs(name + text, 0.5) && !found.isEmpty()) {
                found.remove(found.size() - 1);
                found.add(prompt.oneOf(labels));
            }
            return found.isEmpty() && passage.apart()
                    ? List.of(choice(item.values(), field, passage))
                    : found.stream()
                            .map(label -> item.values().get(labels.indexOf(label)))
                            .toList();
        }
        if (prompt.creates() && field.named(LIST_OF_FEATURES)) {
            return Copywriter.features(prompt).stream()
                    .<JsonNode>map(TextNode::valueOf)
                    .toList();
        }
        if (item.type().equals("object")) {
            List<String> topics = Topics.in(text);
            return topics.stream()
                    .map(topic ->
                            Topics.sentence(topic, passage).map(passage::only).orElse(passage))
                    .distinct()
                    .limit(3)
                    .map(about -> value(item, name, about, depth + 1))
                    .toList();
        }
        if (!item.type().equals("string")) {
            return List.of();
        }
        if (field.named(LIST_OF_PROBLEMS)) {
            return passage.sentences().stream()
                    .map(sentence -> Words.of(prompt, passage.only(sentence), item.orNull(item.node()), field))
                    .flatMap(Optional::stream)
                    .<JsonNode>map(TextNode::valueOf)
                    .toList();
        }
        List<String> topics = new ArrayList<>(Topics.in(text));
        if (topics.size() > 1 && prompt.errs(name + text, 0.4)) {
            topics.remove(topics.size() - 1);
        }
        return topics.stream()
                .<JsonNode>map(topic -> TextNode.valueOf(fitted(topic, item.node())))
                .toList();
    }

    private JsonNode choice(List<JsonNode> choices, Field field, Passage passage) {
        List<String> names = choices.stream().map(JsonNode::asText).toList();
        return choices.get(Math.max(0, names.indexOf(Labels.choose(prompt, passage, field.whole(), names))));
    }

    private static String fitted(String words, JsonNode schema) {
        int least = schema.path("minLength").asInt(0);
        int most = Math.max(least, schema.path("maxLength").asInt(Integer.MAX_VALUE));
        String enough = words.length() >= least ? words : (words + " ").repeat(least / Math.max(1, words.length()) + 1);
        return enough.length() <= most ? enough : enough.substring(0, most);
    }
}
