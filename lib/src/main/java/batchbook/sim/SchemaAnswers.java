package batchbook.sim;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** JSON that fits a schema, in Gemini's own dialect (types in capitals) or in JSON Schema's. */
final class SchemaAnswers {
    /** A schema may refer to itself; below this depth lists stay as short as they may be and choices end. */
    private static final int DEEP = 6;

    private static final Predicate<String> SHARE = like("confidence|probability|share|score");
    private static final Predicate<String> MARK = like("rating|stars|score|sentiment");
    private static final Predicate<String> GLAD = like("positive|recommend|satisfied|happy");
    private static final Predicate<String> MOOD = like("sentiment|mood|tone");
    private static final Predicate<String> SENTENCE =
            like("reason|summary|description|explanation|text|answer|comment|evidence|why");

    private final JsonNode root;
    private final ParsedPrompt asked;

    SchemaAnswers(Answers answers, JsonNode root, String prompt) {
        this.root = root;
        this.asked = ParsedPrompt.of(prompt, answers.seed());
    }

    JsonNode json() {
        return value(root, "", 0);
    }

    String text(String mimeType) {
        JsonNode answer = json();
        return mimeType.equals("text/x.enum")
                ? answer.asText()
                : Json.indented(answer).strip();
    }

    private JsonNode value(JsonNode given, String name, int depth) {
        JsonNode schema = resolved(given);
        if (depth > 5 * DEEP) {
            return NullNode.getInstance();
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        List<JsonNode> choices = items(schema.path(schema.has("anyOf") ? "anyOf" : "oneOf"));
        if (!choices.isEmpty()) {
            return value(depth < DEEP ? asked.oneOf(choices) : choices.get(choices.size() - 1), name, depth + 1);
        }
        if (nullable(schema) && (depth >= DEEP || asked.random().nextInt(8) == 0)) {
            return NullNode.getInstance();
        }
        if (schema.path("enum").size() > 0) {
            return choice(items(schema.path("enum")));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> LongNode.valueOf(number(schema, name, 0).longValue());
            case "number" -> DecimalNode.valueOf(number(schema, name, 2));
            case "boolean" -> BooleanNode.valueOf(bool(name));
            case "null" -> NullNode.getInstance();
            default -> TextNode.valueOf(string(schema, name));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        JsonNode properties = schema.path("properties");
        Set<String> names = new LinkedHashSet<>();
        schema.path("propertyOrdering").forEach(name -> names.add(name.asText()));
        properties.fieldNames().forEachRemaining(names::add);
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        ObjectNode object = Json.object();
        for (String name : names) {
            boolean needless = depth >= DEEP && !required.contains(name);
            if (properties.has(name) && !needless) {
                object.set(name, value(properties.path(name), name, depth + 1));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Math.max(least, 3));
        int usual = depth >= DEEP
                ? least
                : Math.max(least, Math.min(most, 1 + asked.random().nextInt(3)));
        ArrayNode array = Json.object().putArray("items");
        for (int i = 0; i < usual; i++) {
            array.add(value(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private JsonNode choice(List<JsonNode> choices) {
        List<String> names = choices.stream().map(JsonNode::asText).toList();
        Optional<String> fitting = asked.mood().among(names);
        return fitting.map(name -> choices.get(names.indexOf(name))).orElseGet(() -> asked.oneOf(choices));
    }

    /** Without bounds: 0 to 1 for a confidence and the like, 1 to 5 for anything else. Marks follow the mood. */
    private BigDecimal number(JsonNode schema, String name, int scale) {
        boolean share = scale > 0 && SHARE.test(name);
        double least = schema.path("minimum")
                .asDouble(Math.min(share ? 0 : 1, schema.path("maximum").asDouble(1)));
        double most = schema.path("maximum").asDouble(least + (share ? 1 : 4));
        double at = asked.random().nextDouble();
        boolean mark = MARK.test(name);
        if (mark) {
            at = (asked.mood() == Sentiment.POSITIVE ? 2 + at : asked.mood() == Sentiment.NEGATIVE ? at : 1 + at) / 3;
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
            return asked.mood() == Sentiment.POSITIVE;
        }
        return asked.random().nextBoolean();
    }

    private String string(JsonNode schema, String name) {
        LocalDate day = LocalDate.of(2026, 1, 1).plusDays(asked.random().nextInt(365));
        LocalTime time = LocalTime.ofSecondOfDay(asked.random().nextInt(86_400));
        return switch (schema.path("format").asText("")) {
            case "date" -> day.toString();
            case "date-time" -> day.atTime(time).withNano(0) + (time.getSecond() == 0 ? ":00Z" : "Z");
            case "time" -> time + (time.getSecond() == 0 ? ":00" : "");
            case "email" -> asked.keyword(0).replaceAll("[^a-z]", "") + ".reader@example.com";
            case "uri", "url" -> "https://example.com/" + asked.random().nextInt(1000);
            default -> fitted(words(name), schema);
        };
    }

    private String words(String name) {
        if (MOOD.test(name)) {
            return asked.mood().name().toLowerCase(Locale.ROOT);
        }
        if (SENTENCE.test(name)) {
            return Answers.sentence(asked);
        }
        return asked.keyword(asked.random().nextInt(6));
    }

    private static String fitted(String words, JsonNode schema) {
        int least = schema.path("minLength").asInt(0);
        int most = Math.max(least, schema.path("maxLength").asInt(Integer.MAX_VALUE));
        String enough = words.length() >= least ? words : (words + " ").repeat(least / words.length() + 1);
        return enough.length() <= most ? enough : enough.substring(0, most);
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        for (int hops = 0; hops < DEEP && found.path("$ref").asText().startsWith("#/"); hops++) {
            found = root.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }

    private static boolean nullable(JsonNode schema) {
        return schema.path("nullable").asBoolean()
                || items(schema.path("type")).stream()
                        .anyMatch(type -> type.asText().equals("null"));
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        String first = items(type).stream()
                .map(JsonNode::asText)
                .filter(name -> !name.equals("null"))
                .findFirst()
                .orElse(type.asText());
        if (first.isEmpty()) {
            return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
        }
        return first.toLowerCase(Locale.ROOT);
    }

    private static Predicate<String> like(String parts) {
        return Pattern.compile(parts, Pattern.CASE_INSENSITIVE).asPredicate();
    }

    private static List<JsonNode> items(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false).toList()
                : List.of();
    }
}
