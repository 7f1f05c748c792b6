package batchbook.sim.answers;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.Raw;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaAnswersTest {

    @Test
    void anObjectHasItsPropertiesInTheirOrder() {
        assertThat(answers("""
                {"type":"OBJECT","properties":{"a":{"type":"STRING"},"b":{"type":"INTEGER"},"c":{"type":"BOOLEAN"}},
                 "required":["a","b"],"propertyOrdering":["c","b","a"]}""")).allSatisfy(answer -> {
            assertThat(answer.fieldNames()).toIterable().containsExactly("c", "b", "a");
            assertThat(answer.path("a").isTextual()).isTrue();
            assertThat(answer.path("b").isIntegralNumber()).isTrue();
            assertThat(answer.path("c").isBoolean()).isTrue();
        });
    }

    @Test
    void numbersStayWithinTheirBounds() {
        assertThat(answers("""
                {"type":"array","minItems":4,"maxItems":4,"items":{"type":"integer","minimum":3,"maximum":4}}"""))
                .allSatisfy(answer ->
                        assertThat(answer).hasSize(4).allMatch(item -> item.asInt() == 3 || item.asInt() == 4));
        assertThat(answers("""
                {"type":"NUMBER","minimum":0.25,"maximum":0.75}"""))
                .allMatch(answer -> answer.isNumber() && answer.asDouble() >= 0.25 && answer.asDouble() <= 0.75)
                .map(JsonNode::asDouble)
                .hasSizeGreaterThan(10);
        assertThat(answers("""
                {"type":"integer","maximum":-10}""")).allMatch(answer -> answer.asInt() <= -10);
    }

    @Test
    void arraysHaveAsManyItemsAsAllowed() {
        assertThat(answers("""
                {"type":"ARRAY","minItems":"2","maxItems":"3","items":{"type":"STRING","maxLength":5,"minLength":5}}"""))
                .allMatch(answer -> answer.size() == 2 || answer.size() == 3)
                .allSatisfy(answer ->
                        assertThat(answer).allMatch(item -> item.asText().length() == 5));
        assertThat(answers("""
                {"type":"array","maxItems":0,"items":{"type":"string"}}""")).allMatch(JsonNode::isEmpty);
    }

    @ParameterizedTest
    @CsvSource({"'I love it, perfect', POSITIVE", "'awful, a waste of money', NEGATIVE", "the box is brown, NEUTRAL"})
    void moodEnumsFollowThePrompt(String review, String mood) {
        JsonNode schema = Raw.read("""
                {"type":"STRING","format":"enum","enum":["POSITIVE","NEGATIVE","NEUTRAL"]}""");

        assertThat(inForm(review, schema, "text/x.enum")).isEqualTo(mood);
    }

    @Test
    void otherEnumsAreChosenFrom() {
        String schema = "{\"type\":\"string\",\"enum\":[\"red\",\"green\",\"blue\"]}";

        assertThat(answers(schema).map(JsonNode::asText).distinct()).containsExactlyInAnyOrder("red", "green", "blue");
    }

    @Test
    void formatsCanBeParsed() {
        assertThat(answers("{\"type\":\"string\",\"format\":\"date\"}"))
                .allSatisfy(answer -> LocalDate.parse(answer.asText()));
        assertThat(answers("{\"type\":\"STRING\",\"format\":\"date-time\"}"))
                .allSatisfy(answer -> Instant.parse(answer.asText()));
        assertThat(answers("{\"type\":\"STRING\",\"format\":\"time\"}"))
                .allSatisfy(answer -> LocalTime.parse(answer.asText()));
        assertThat(answers("{\"type\":\"string\",\"format\":\"email\"}"))
                .allMatch(answer -> answer.asText().matches("[a-z.]+@example\\.com"));
        assertThat(answers("{\"type\":\"string\",\"format\":\"uri\"}"))
                .allMatch(answer -> URI.create(answer.asText()).isAbsolute());
    }

    @Test
    void whatNamesNoTypeIsGuessedFromWhatItHas() {
        assertThat(answers("{\"properties\":{\"a\":{\"const\":7},\"b\":{\"items\":{}},\"c\":{\"type\":\"null\"}}}"))
                .allSatisfy(answer -> {
                    assertThat(answer.path("a").asInt()).isEqualTo(7);
                    assertThat(answer.path("b").isArray()).isTrue();
                    assertThat(answer.path("c").isNull()).isTrue();
                });
        assertThat(answers("{}")).allMatch(JsonNode::isTextual);
    }

    @Test
    void oneOfIsAChoiceToo() {
        assertThat(answers("{\"oneOf\":[{\"type\":\"boolean\"},{\"type\":\"integer\"}]}"))
                .anyMatch(JsonNode::isBoolean)
                .anyMatch(JsonNode::isIntegralNumber)
                .allMatch(JsonNode::isValueNode);
    }

    @ParameterizedTest
    @CsvSource({"'I love it, perfect', true, positive", "'awful, a waste of money', false, negative"})
    void marksWishesAndTonesFollowThePromptByTheirNames(String review, boolean glad, String mood) {
        JsonNode schema = Raw.read("""
                {"type":"object","properties":{"stars":{"type":"integer"},"share":{"type":"number"},
                 "would_recommend":{"type":"boolean"},"tone":{"type":"string"},"reason":{"type":"string"}}}""");
        JsonNode answer = Raw.read(inForm(review, schema, "application/json"));

        assertThat(answer.path("stars").asInt() > 3).isEqualTo(glad);
        assertThat(answer.path("share").asDouble()).isBetween(0.0, 1.0);
        assertThat(answer.path("would_recommend").asBoolean()).isEqualTo(glad);
        assertThat(answer.path("tone").asText()).isEqualTo(mood);
        assertThat(answer.path("reason").asText()).contains(" ");
    }

    @Test
    void withoutASchemaItIsAnObjectOrAText() {
        JsonNode none = Raw.read("{}").path("responseSchema");
        assertThat(Raw.read(inForm("hello", none, "application/json"))
                        .path("answer")
                        .asText())
                .isEqualTo(inForm("hello", none, "text/plain"));
    }

    @Test
    void whatMayBeNullSometimesIs() {
        assertThat(answers("{\"type\":\"STRING\",\"nullable\":true}"))
                .anyMatch(JsonNode::isNull)
                .anyMatch(JsonNode::isTextual);
        assertThat(answers("{\"type\":[\"integer\",\"null\"]}"))
                .anyMatch(JsonNode::isNull)
                .anyMatch(JsonNode::isIntegralNumber);
    }

    @Test
    void alternativesReferencesAndRecursionEnd() {
        assertThat(answers("""
                {"$defs":{"node":{"type":"object","properties":{"value":{"anyOf":[{"type":"integer"},{"type":"boolean"}]},
                 "children":{"type":"array","items":{"$ref":"#/$defs/node"}}},"required":["value","children"]}},
                 "$ref":"#/$defs/node"}""")).allSatisfy(answer -> {
            assertThat(answer.path("value").isInt() || answer.path("value").isBoolean())
                    .isTrue();
            assertThat(answer.path("children").isArray()).isTrue();
        });
        assertThat(answers("""
                {"type":"object","properties":{"me":{"$ref":"#"}},"required":["me"]}""")).allMatch(JsonNode::isObject);
    }

    private static String inForm(String prompt, JsonNode schema, String mimeType) {
        return new Answers(1, 0)
                .apply(Question.of(prompt).schema(schema.isObject() ? schema.toString() : "", mimeType));
    }

    private static Stream<JsonNode> answers(String schema) {
        JsonNode root = Raw.read(schema);
        return IntStream.range(0, 60)
                .mapToObj(i -> inForm("prompt " + i, root, "application/json"))
                .map(Raw::read);
    }
}
