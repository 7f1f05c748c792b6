package batchbook.sim.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedTest {
    private static final String SCHEMA = """
            {"type":"object","properties":{"sentiment":{"type":"string","enum":["POSITIVE","NEGATIVE"]},
             "urgency":{"type":"integer"},"note":{"type":"string"}},"required":["sentiment","urgency"]}""";

    private static Question question(String prompt, int occurrence) {
        return new Question(
                "gemini-flash-latest",
                "",
                List.of(new Question.Turn("user", prompt, List.of())),
                "application/json",
                SCHEMA,
                OptionalDouble.empty(),
                0,
                occurrence);
    }

    @Test
    void allWaysOccur() {
        Set<String> ways = IntStream.range(0, 200)
                .mapToObj(i -> new Answers(1, 1).apply(question("Classify this:\nI love it " + i, 1)))
                .map(MalformedTest::way)
                .collect(Collectors.toSet());

        assertThat(ways)
                .containsExactlyInAnyOrder(
                        "fenced", "introduced", "cut off", "trailing comma", "word", "missing", "null", "label");
    }

    private static String way(String answer) {
        if (answer.startsWith("```json\n")) {
            return "fenced";
        }
        if (answer.startsWith("Sure!")) {
            return "introduced";
        }
        JsonNode read;
        try {
            read = Json.parse(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            return answer.endsWith(",\n}") ? "trailing comma" : "cut off";
        }
        if (read.path("urgency").isTextual()) {
            return "word";
        }
        if (!read.has("urgency") || !read.has("sentiment")) {
            return "missing";
        }
        if (read.path("urgency").isNull() || read.path("sentiment").isNull()) {
            return "null";
        }
        return Set.of("POSITIVE", "NEGATIVE").contains(read.path("sentiment").asText()) ? "right" : "label";
    }

    @Test
    void aShareIsMalformedAndTheNextTryIsUsuallyRight() {
        Answers answers = new Answers(1, 0.05);
        List<Integer> spoilt = IntStream.range(0, 2000)
                .filter(i -> !way(answers.apply(question("text " + i, 1))).equals("right"))
                .boxed()
                .toList();
        long again = spoilt.stream()
                .filter(i -> !way(answers.apply(question("text " + i, 2))).equals("right"))
                .count();

        assertThat(spoilt).hasSizeBetween(60, 140);
        assertThat(again).isLessThan(spoilt.size() / 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSITIVE", "\"POSITIVE\"", "[\"a\", \"b\"]"})
    void whatIsNoObjectIsSpoiltToo(String answer) throws IOException {
        JsonNode schema = Json.parse("{\"enum\":[\"POSITIVE\"]}".getBytes(StandardCharsets.UTF_8));
        Stream<String> spoilt =
                IntStream.range(0, 40).mapToObj(i -> Malformed.of(answer, new Schema(schema, schema), new Random(i)));

        assertThat(spoilt)
                .allSatisfy(text -> assertThat(text).isNotEqualTo(answer))
                .hasSize(40);
    }

    @Test
    void anObjectWithoutAnythingRequiredIsSpoiltInTheOtherWays() throws IOException {
        JsonNode schema = Json.parse("{\"type\":\"object\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(IntStream.range(0, 40).mapToObj(i -> Malformed.of("{}", new Schema(schema, schema), new Random(i))))
                .allSatisfy(text -> assertThat(text).isNotEqualTo("{}"));
    }

    @Test
    void jsonThatIsAskedInWordsIsSpoiltMoreOften() {
        String prompt = "Answer in JSON with the fields sentiment and urgency (1 to 5).\n\nI love it ";
        Answers answers = new Answers(3, 0.05);

        assertThat(spoilt(answers, "", prompt)).isBetween(150L, 250L);
        assertThat(spoilt(answers, "application/json", prompt)).isBetween(30L, 70L);
        assertThat(spoilt(answers.malformed(0), "", prompt)).isZero();
        assertThat(spoilt(answers.malformed(1), "", prompt)).isEqualTo(1000);
    }

    /** Of a thousand. */
    private static long spoilt(Answers answers, String mimeType, String prompt) {
        Answers right = answers.malformed(0);
        return IntStream.range(0, 1000)
                .mapToObj(i -> Question.of(prompt + i).schema("", mimeType))
                .filter(question -> !answers.apply(question).equals(right.apply(question)))
                .count();
    }
}
