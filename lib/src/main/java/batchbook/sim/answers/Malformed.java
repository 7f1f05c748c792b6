package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The ways in which models spoil JSON, one at a time. */
enum Malformed {
    /** {@code ```json} around it. */
    FENCED,
    /** A sentence before it. */
    INTRODUCED,
    /** It ends in the middle. */
    CUT_OFF,
    /** {@code "urgency": "high"}. */
    WORD_FOR_A_NUMBER,
    /** A field less. */
    MISSING_FIELD,
    /** A label that is none. */
    UNKNOWN_LABEL,
    /** A comma before the last brace. */
    TRAILING_COMMA,
    /** Null where something is required. */
    NULL;

    /** A right answer, spoilt in a way that it can be spoilt in. */
    static String of(String answer, Schema schema, Random chance) {
        List<Malformed> ways = new ArrayList<>(List.of(values()));
        Collections.shuffle(ways, chance);
        for (Malformed way : ways) {
            Optional<String> spoilt = way.spoil(answer, schema, chance);
            if (spoilt.isPresent()) {
                return spoilt.get();
            }
        }
        return answer;
    }

    private Optional<String> spoil(String answer, Schema schema, Random chance) {
        if (!answer.startsWith("{")) {
            return bare(answer, schema);
        }
        return switch (this) {
            case FENCED -> Optional.of("```json\n" + answer + "\n```");
            case INTRODUCED -> Optional.of("Sure! Here is the JSON you asked for:\n\n" + answer);
            case CUT_OFF -> Optional.of(answer.substring(0, answer.length() * (4 + chance.nextInt(4)) / 10));
            case TRAILING_COMMA ->
                Optional.of(answer.substring(0, answer.lastIndexOf('}')).stripTrailing() + ",\n}");
            case WORD_FOR_A_NUMBER ->
                changed(
                        answer,
                        JsonNode::isNumber,
                        schema,
                        chance,
                        (object, name) -> object.put(name, object.path(name).asDouble() > 2 ? "high" : "low"));
            case MISSING_FIELD -> changed(answer, value -> true, schema, chance, ObjectNode::remove);
            case NULL -> changed(answer, value -> !value.isNull(), schema, chance, ObjectNode::putNull);
            case UNKNOWN_LABEL ->
                changed(
                        answer,
                        value -> true,
                        schema,
                        chance,
                        (object, name) ->
                                object.put(name, unknown(object.path(name).asText())),
                        name -> !schema.property(name).values().isEmpty());
        };
    }

    /** A label or a list by itself. */
    private Optional<String> bare(String answer, Schema schema) {
        return switch (this) {
            case FENCED -> answer.startsWith("[") ? Optional.of("```json\n" + answer + "\n```") : Optional.empty();
            case INTRODUCED -> Optional.of("Sure! The answer is " + answer + ".");
            case CUT_OFF ->
                answer.startsWith("[") ? Optional.of(answer.substring(0, answer.length() / 2)) : Optional.empty();
            case UNKNOWN_LABEL ->
                schema.values().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                answer.startsWith("\"")
                                        ? '"' + unknown(answer.replace("\"", "")) + '"'
                                        : unknown(answer));
            case WORD_FOR_A_NUMBER, MISSING_FIELD, TRAILING_COMMA, NULL -> Optional.empty();
        };
    }

    private interface Change {
        void of(ObjectNode object, String field);
    }

    private static Optional<String> changed(
            String answer, Predicate<JsonNode> fits, Schema schema, Random chance, Change change) {
        return changed(answer, fits, schema, chance, change, name -> true);
    }

    /** Only what is required: an answer without the rest would be right. */
    private static Optional<String> changed(
            String answer,
            Predicate<JsonNode> fits,
            Schema schema,
            Random chance,
            Change change,
            Predicate<String> also) {
        ObjectNode object = read(answer);
        List<String> fields = object.properties().stream()
                .filter(field -> fits.test(field.getValue()) && also.test(field.getKey()))
                .map(java.util.Map.Entry::getKey)
                .filter(name -> schema.requires(name) && !schema.property(name).nullable())
                .toList();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        change.of(object, fields.get(chance.nextInt(fields.size())));
        return Optional.of(Json.indented(object).strip());
    }

    private static String unknown(String label) {
        return label.equals(label.toUpperCase(java.util.Locale.ROOT)) ? "SOMEWHAT_" + label : "somewhat " + label;
    }

    private static ObjectNode read(String answer) {
        try {
            return (ObjectNode) Json.parse(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("An answer to a schema is JSON", e);
        }
    }
}
