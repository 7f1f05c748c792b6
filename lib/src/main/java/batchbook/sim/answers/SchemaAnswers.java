package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** JSON that fits a schema. */
final class SchemaAnswers {
    /** A schema may refer to itself; below this depth lists stay as short as they may be and choices end. */
    private static final int DEEP = 6;

    private static final Predicate<String> SHARE = like("confidence|probability|share|score");
    private static final Predicate<String> MARK = like("rating|stars|score|sentiment");
    private static final Predicate<String> GLAD = like("positive|recommend|satisfied|happy");
    private static final Predicate<String> MOOD = like("sentiment|mood|tone");
    private static final Predicate<String> SENTENCE =
            like("reason|summary|description|explanation|text|answer|comment|evidence|why");

    private final ParsedPrompt prompt;

    SchemaAnswers(ParsedPrompt prompt) {
        this.prompt = prompt;
    }

    JsonNode value(Schema schema) {
        return value(schema, "", 0);
    }

    private JsonNode value(Schema schema, String name, int depth) {
        if (depth > 5 * DEEP) {
            return NullNode.getInstance();
        }
        if (schema.node().has("const")) {
            return schema.node().path("const");
        }
        List<Schema> alternatives = schema.alternatives();
        if (!alternatives.isEmpty()) {
            Schema one = depth < DEEP ? prompt.oneOf(alternatives) : alternatives.get(alternatives.size() - 1);
            return value(one, name, depth + 1);
        }
        if (schema.nullable() && (depth >= DEEP || prompt.random().nextInt(8) == 0)) {
            return NullNode.getInstance();
        }
        if (!schema.values().isEmpty()) {
            return choice(schema.values());
        }
        return switch (schema.type()) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> LongNode.valueOf(number(schema.node(), name, 0).longValue());
            case "number" -> DecimalNode.valueOf(number(schema.node(), name, 2));
            case "boolean" -> BooleanNode.valueOf(bool(name));
            case "null" -> NullNode.getInstance();
            default -> TextNode.valueOf(string(schema.node(), name));
        };
    }

    private ObjectNode object(Schema schema, int depth) {
        ObjectNode object = Json.object();
        for (String name : schema.properties()) {
            if (depth < DEEP || schema.requires(name)) {
                object.set(name, value(schema.property(name), name, depth + 1));
            }
        }
        return object;
    }

    private ArrayNode array(Schema schema, String name, int depth) {
        int least = schema.node().path("minItems").asInt(0);
        int most = schema.node().path("maxItems").asInt(Math.max(least, 3));
        int usual = depth >= DEEP
                ? least
                : Math.max(least, Math.min(most, 1 + prompt.random().nextInt(3)));
        ArrayNode array = Json.object().putArray("items");
        for (int i = 0; i < usual; i++) {
            array.add(value(schema.items(), name, depth + 1));
        }
        return array;
    }

    private JsonNode choice(List<JsonNode> choices) {
        List<String> names = choices.stream().map(JsonNode::asText).toList();
        Optional<String> fitting = Sentiment.of(prompt).among(names);
        return fitting.map(name -> choices.get(names.indexOf(name))).orElseGet(() -> prompt.oneOf(choices));
    }

    /** Without bounds: 0 to 1 for a confidence and the like, 1 to 5 for anything else. Marks follow the mood. */
    private BigDecimal number(JsonNode schema, String name, int scale) {
        boolean share = scale > 0 && SHARE.test(name);
        double least = schema.path("minimum")
                .asDouble(Math.min(share ? 0 : 1, schema.path("maximum").asDouble(1)));
        double most = schema.path("maximum").asDouble(least + (share ? 1 : 4));
        double at = prompt.random().nextDouble();
        boolean mark = MARK.test(name);
        if (mark) {
            at = (Sentiment.of(prompt) == Sentiment.POSITIVE
                            ? 2 + at
                            : Sentiment.of(prompt) == Sentiment.NEGATIVE ? at : 1 + at)
                    / 3;
        }
        BigDecimal low = scale == 0 ? rounded(least, 0, RoundingMode.CEILING) : BigDecimal.valueOf(least);
        BigDecimal high = scale == 0 ? rounded(most, 0, RoundingMode.FLOOR) : BigDecimal.valueOf(most);
        return rounded(least + at * (most - least), scale, RoundingMode.HALF_UP)
                .max(low)
                .min(high);
    }

    private static BigDecimal rounded(double number, int scale, RoundingMode mode) {
        return BigDecimal.valueOf(number).setScale(scale, mode);
    }

    private boolean bool(String name) {
        if (GLAD.test(name)) {
            return Sentiment.of(prompt) == Sentiment.POSITIVE;
        }
        return prompt.random().nextBoolean();
    }

    private String string(JsonNode schema, String name) {
        LocalDate day = LocalDate.of(2026, 1, 1).plusDays(prompt.random().nextInt(365));
        LocalTime time = LocalTime.ofSecondOfDay(prompt.random().nextInt(86_400));
        return switch (schema.path("format").asText("")) {
            case "date" -> day.toString();
            case "date-time" -> day.atTime(time).withNano(0) + (time.getSecond() == 0 ? ":00Z" : "Z");
            case "time" -> time + (time.getSecond() == 0 ? ":00" : "");
            case "email" -> prompt.keyword(0).replaceAll("[^a-z]", "") + ".reader@example.com";
            case "uri", "url" -> "https://example.com/" + prompt.random().nextInt(1000);
            default -> fitted(words(name), schema);
        };
    }

    private String words(String name) {
        if (MOOD.test(name)) {
            return Sentiment.of(prompt).name().toLowerCase(Locale.ROOT);
        }
        if (SENTENCE.test(name)) {
            return Prose.sentence(prompt);
        }
        return prompt.keyword(prompt.random().nextInt(6));
    }

    private static String fitted(String words, JsonNode schema) {
        int least = schema.path("minLength").asInt(0);
        int most = Math.max(least, schema.path("maxLength").asInt(Integer.MAX_VALUE));
        String enough = words.length() >= least ? words : (words + " ").repeat(least / words.length() + 1);
        return enough.length() <= most ? enough : enough.substring(0, most);
    }

    private static Predicate<String> like(String parts) {
        return Pattern.compile(parts, Pattern.CASE_INSENSITIVE).asPredicate();
    }
}
