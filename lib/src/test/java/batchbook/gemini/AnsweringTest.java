package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Result;
import batchbook.Run;
import batchbook.answer.AnswerType;
import batchbook.answer.Hint;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Schema;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;

// A record that is declared again has the name of the first one.
@SuppressWarnings("SameNameButDifferent")
class AnsweringTest {
    enum Sentiment {
        POSITIVE,
        @Hint("wants the money back")
        NEGATIVE
    }

    record Seller(String name, Optional<Integer> type) {}

    record Review(
            Sentiment sentiment,
            List<String> topics,
            @Hint("1 can wait, 5 today") int urgency,
            Map<String, Seller> properties) {}

    /** The same, declared once more, as a cell does that runs again. */
    static class Again {
        enum Sentiment {
            POSITIVE,
            @Hint("wants the money back")
            NEGATIVE
        }

        record Seller(String name, Optional<Integer> type) {}

        record Review(
                Sentiment sentiment,
                List<String> topics,
                @Hint("1 can wait, 5 today") int urgency,
                Map<String, Seller> properties) {}
    }

    /** The same in another order. */
    static class Changed {
        record Review(
                List<String> topics,
                Sentiment sentiment,
                @Hint("1 can wait, 5 today") int urgency,
                Map<String, Seller> properties) {}
    }

    private static final Gemini GEMINI = Gemini.simulator();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What goes over the wire. */
    private static JsonNode sent(java.util.function.UnaryOperator<Gemini> options) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(Answers.of("POSITIVE"));
            server.start();
            options.apply(Gemini.at(server.url("/").uri())).ask("Fine?");
            return JSON.readTree(server.takeRequest().getBody().readUtf8());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRecordGoesOutAsJsonSchemaWithItsOrder() throws Exception {
        JsonNode config = sent(gemini -> gemini.answering(Review.class)).path("generationConfig");
        assertThat(config.path("responseMimeType").asText()).isEqualTo("application/json");
        assertThat(config.has("responseSchema")).isFalse();
        JsonNode schema = config.path("responseJsonSchema");
        assertThat(schema.path("propertyOrdering").toString())
                .isEqualTo("[\"sentiment\",\"topics\",\"urgency\",\"properties\"]");
        assertThat(schema.path("properties").path("urgency").toString())
                .isEqualTo("{\"type\":\"integer\",\"description\":\"1 can wait, 5 today\"}");
        assertThat(schema.path("properties").has("propertyOrdering")).isFalse();
        assertThat(schema.path("properties")
                        .path("properties")
                        .path("additionalProperties")
                        .path("propertyOrdering")
                        .toString())
                .isEqualTo("[\"name\",\"type\"]");
    }

    @Test
    void anEnumAndAChoiceGoOutAsOneWord() throws Exception {
        assertThat(sent(gemini -> gemini.answering(Sentiment.class))
                        .path("generationConfig")
                        .toString())
                .contains(
                        "\"responseMimeType\":\"text/x.enum\"",
                        "\"type\":\"STRING\"",
                        "\"enum\":[\"POSITIVE\",\"NEGATIVE\"]",
                        "\"description\":\"NEGATIVE: wants the money back\"")
                .doesNotContain("responseJsonSchema");
        assertThat(sent(gemini -> gemini.choosing("a b", "C++", "日本"))
                        .path("generationConfig")
                        .path("responseSchema")
                        .path("enum")
                        .toString())
                .isEqualTo("[\"a b\",\"C++\",\"日本\"]");
    }

    @Test
    void itComposesWithTheOtherOptionsInAnyOrder() {
        GenerateContentConfig whole =
                GenerateContentConfig.builder().topK(7f).temperature(0.5f).build();
        Gemini one = GEMINI.answering(Review.class)
                .system("Be fair.")
                .config(whole)
                .temperature(0.25)
                .maxOutputTokens(100);
        Gemini other = GEMINI.maxOutputTokens(100)
                .config(whole)
                .temperature(0.25)
                .system("Be fair.")
                .answering(Review.class);
        assertThat(one.settings())
                .isEqualTo(other.settings())
                .contains("Be fair.", "0.25", "100", "topK", "urgency")
                .doesNotContain("0.5");
        assertThat(one.answerType()).contains(AnswerType.of(Review.class));
        assertThat(one.model("gemini-flash-lite-latest").answerType()).isPresent();
        assertThat(GEMINI.answerType()).isEmpty();
        // The last word counts here too.
        assertThat(GEMINI.choosing("yes", "no").answering(Review.class).settings())
                .isEqualTo(GEMINI.answering(Review.class).settings());
    }

    @Test
    void aSchemaInTheConfigurationIsAConflictAndTold() {
        for (GenerateContentConfig own : List.of(
                GenerateContentConfig.builder()
                        .responseSchema(Schema.builder().type("STRING").build())
                        .build(),
                GenerateContentConfig.builder()
                        .responseJsonSchema(Map.of("type", "string"))
                        .build(),
                GenerateContentConfig.builder()
                        .responseMimeType("application/json")
                        .build())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GEMINI.config(own).answering(Review.class))
                    .withMessageMatching("the configuration has a response(Json)?(Schema|MimeType) of its own, and the"
                            + " answer is to be a JSON object of Review: leave one of the two out");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GEMINI.choosing("yes", "no").config(own))
                    .withMessageEndingWith(
                            "of its own, and the answer is to be one of yes, no: leave one of the two out");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GEMINI.answering(Object.class))
                .withMessageStartingWith("an answer cannot be a Object");
    }

    @Test
    void aJournalKnowsARecordThatIsDeclaredAgainAndTellsAChangedOne() {
        assertThat(GEMINI.answering(Again.Review.class).settings())
                .isEqualTo(GEMINI.answering(Review.class).settings());
        assertThat(GEMINI.answering(Changed.Review.class).settings())
                .isNotEqualTo(GEMINI.answering(Review.class).settings());
        assertThat(GEMINI.choosing("no", "yes").settings())
                .isNotEqualTo(GEMINI.choosing("yes", "no").settings());
    }

    @Test
    void theSimulatorAnswersInTheFormThatIsAsked() {
        try (Simulator simulator =
                Simulator.start(Scenario.calm().latency(Duration.ofMillis(2)).spread(0))) {
            Gemini gemini = Gemini.at(simulator);
            List<String> prompts = IntStream.range(0, 20)
                    .mapToObj(i -> "Is this review positive? The kettle number " + i + " is great.")
                    .toList();
            Run run = Batch.of(gemini.answering(Review.class))
                    .progress(Progress.none())
                    .run(prompts);
            assertThat(run.answerType()).contains(AnswerType.of(Review.class));
            List<Result> fitting = run.answered().stream()
                    .filter(row -> row.text().startsWith("{"))
                    .toList();
            assertThat(fitting).isNotEmpty();
            assertThat(gemini.choosing("yes", "no").ask(prompts.get(0)).text()).isIn("yes", "no");
            assertThat(gemini.answering(Sentiment.class).ask(prompts.get(0)).value(Sentiment.class))
                    .isIn((Object[]) Sentiment.values());
        }
    }
}
