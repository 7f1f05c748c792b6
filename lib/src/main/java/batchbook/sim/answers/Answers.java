package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the simulator answers: made up from the question alone, so the same question and seed always get the same.
 *
 * @param seed what all chance is drawn from
 * @param malformed the share of answers to a schema that are spoilt in one of the ways of models, 0 to 1; where JSON is
 *     asked for in the words of a prompt alone it is four times as large
 */
public record Answers(long seed, double malformed) implements Function<Question, String> {
    private static final Predicate<ParsedPrompt> JSON = ParsedPrompt.mentions("json");
    private static final String ENUM = "text/x.enum";
    /** How much less words bind a model than a schema. */
    private static final int IN_WORDS = 4;

    /** These with another seed. */
    public Answers seed(long newSeed) {
        return new Answers(newSeed, malformed);
    }

    /** These with another share of malformed ones. */
    public Answers malformed(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("malformed must be between 0.0 and 1.0, but was " + share);
        }
        return new Answers(seed, share);
    }

    /** A text, or JSON where a schema, a type or the prompt asks for it. */
    @Override
    public String apply(Question last) {
        Question asked = Correction.answered(last);
        return LastLine.wanted(asked)
                .map(line -> answer(line.question()) + "\n" + line.text())
                .orElseGet(() -> answer(asked));
    }

    private String answer(Question question) {
        ParsedPrompt prompt = ParsedPrompt.of(question, seed);
        JsonNode schema = question.schemaTree();
        if (schema.isObject()) {
            return spoilt(typed(schema, prompt), question, schema, malformed);
        }
        boolean typed = question.mimeType().equals("application/json");
        boolean json = typed || JSON.test(prompt) || FewShot.json(question).isPresent();
        return json ? object(prompt, typed) : TextAnswers.text(prompt);
    }

    private static String typed(JsonNode schema, ParsedPrompt prompt) {
        JsonNode value = fitting(schema, prompt);
        return prompt.question().mimeType().equals(ENUM)
                ? value.asText()
                : Json.indented(value).strip();
    }

    /** Drawn anew for each occurrence and each candidate: whoever asks again is likely to get a right one. */
    private String spoilt(String answer, Question question, JsonNode schema, double share) {
        Random chance = Dice.roll(
                seed,
                question.model(),
                question.system(),
                question.prompt(),
                "malformed",
                question.candidate() + "/" + question.occurrence());
        return chance.nextDouble() < share ? Malformed.of(answer, new Schema(schema, schema), chance) : answer;
    }

    /** A call of the function that fits best, with arguments that fit what it declares. */
    public ObjectNode call(Question question, List<JsonNode> declarations) {
        ParsedPrompt prompt = ParsedPrompt.of(question, seed);
        JsonNode function = declarations.stream()
                .filter(declaration -> common(prompt, declaration) > 0)
                .max(Comparator.comparingLong(declaration -> common(prompt, declaration)))
                .orElseGet(() -> prompt.oneOf(declarations));
        JsonNode json = Json.field(function, "parametersJsonSchema", "parameters_json_schema");
        JsonNode schema = json.isObject() ? json : function.path("parameters");
        ObjectNode call = Json.object().put("name", function.path("name").asText());
        call.set("args", schema.isObject() ? fitting(schema, prompt) : Json.object());
        return call;
    }

    /** Whether a model that may call one of these functions would: a prompt that speaks of what it does. */
    public boolean calls(Question question, List<JsonNode> declarations) {
        ParsedPrompt prompt = ParsedPrompt.of(question, seed);
        return declarations.stream().anyMatch(declaration -> common(prompt, declaration) > 0);
    }

    /** What a function gave back, put into words. */
    public String told(String function, JsonNode result) {
        JsonNode inner = result.size() == 1 ? result.elements().next() : result;
        return "According to " + function + ": " + (inner.isValueNode() ? inner.asText() : inner.toString());
    }

    private static long common(ParsedPrompt prompt, JsonNode declaration) {
        String words = (declaration.path("name").asText() + " "
                        + declaration.path("description").asText())
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
        List<String> named = Arrays.asList(words.split("[^\\p{L}]+", -1));
        return prompt.keywords().stream()
                .filter(word -> word.length() > 3 && named.contains(word))
                .count();
    }

    private static JsonNode fitting(JsonNode schema, ParsedPrompt prompt) {
        return new SchemaAnswers(prompt).value(new Schema(schema, schema));
    }

    /** A shape that is told in words alone is kept to less than a schema, unless the request asks for JSON itself. */
    private String object(ParsedPrompt prompt, boolean typed) {
        Optional<ObjectNode> shape = JsonShape.told(prompt);
        JsonNode value = shape.map(schema -> fitting(schema, prompt))
                .orElseGet(() -> Json.object().put("answer", TextAnswers.text(prompt)));
        String answer = Json.indented(value).strip();
        if (shape.isEmpty()) {
            return answer;
        }
        ObjectNode schema = shape.get();
        schema.path("properties").fieldNames().forEachRemaining(schema.withArray("required")::add);
        return spoilt(answer, prompt.question(), schema, Math.min(1, malformed * (typed ? 1 : IN_WORDS)));
    }
}
