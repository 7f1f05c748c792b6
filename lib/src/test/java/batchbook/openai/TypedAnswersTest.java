package batchbook.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records, enums and words as answers. */
class TypedAnswersTest {
    enum Sentiment {
        POSITIVE,
        NEGATIVE
    }

    record Review(Sentiment sentiment, int urgency) {}

    record Counts(Map<String, Integer> byTopic) {}

    private static JsonNode format(FakeServer server) throws IOException {
        return new ObjectMapper().readTree(server.only().body()).path("response_format");
    }

    @Test
    void aRecordGoesOutAsASchemaAndComesBackAsAValue() throws IOException {
        try (FakeServer server =
                FakeServer.saying(200, FakeServer.text("{\\\"sentiment\\\": \\\"NEGATIVE\\\", \\\"urgency\\\": 4}"))) {
            Reply reply = server.model().answering(Review.class).ask("It broke.");

            assertThat(reply.value(Review.class)).isEqualTo(new Review(Sentiment.NEGATIVE, 4));
            assertThat(format(server).path("type").asText()).isEqualTo("json_schema");
            JsonNode form = format(server).path("json_schema");
            assertThat(form.path("strict").asBoolean()).isTrue();
            assertThat(form.path("schema").path("properties").fieldNames())
                    .toIterable()
                    .containsExactly("sentiment", "urgency");
        }
    }

    @Test
    void aMapIsNotAskedForStrictly() throws IOException {
        try (FakeServer server = FakeServer.saying(200, FakeServer.text("{}"))) {
            server.model().answering(Counts.class).ask("Count.");
            assertThat(format(server).path("json_schema").path("strict").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void aWordIsTheOnlyFieldOfAnObjectAndComesBackAsAWord() throws IOException {
        try (FakeServer server = FakeServer.saying(200, FakeServer.text("{\\\"answer\\\": \\\"yes\\\"}"))) {
            assertThat(server.model().choosing("yes", "no").ask("Is it?").text())
                    .isEqualTo("yes");
            JsonNode schema = format(server).path("json_schema").path("schema");
            assertThat(schema.path("properties").path("answer").path("enum").toString())
                    .isEqualTo("[\"yes\",\"no\"]");
            assertThat(schema.path("required").toString()).isEqualTo("[\"answer\"]");
        }
        for (String text : List.of("no", "[1]", "{\\\"answer\\\": 5}")) {
            try (FakeServer server = FakeServer.saying(200, FakeServer.text(text))) {
                assertThat(server.model().choosing("yes", "no").ask("Is it?").text())
                        .isEqualTo(text.replace("\\", ""));
            }
        }
    }

    @Test
    void itIsAPartOfTheSettingsAndNoSecondSchemaIsTaken() {
        OpenAi model = OpenAi.of("a-test-key").model("m");
        assertThat(model.answering(Review.class).settings())
                .isNotEqualTo(model.settings())
                .isNotEqualTo(model.answering(Sentiment.class).settings())
                .isEqualTo(model.answering(Review.class).settings());
        assertThat(model.answering(Review.class)
                        .temperature(1)
                        .maxOutputTokens(9)
                        .system("x")
                        .option("n", 2)
                        .answerType())
                .isPresent();
        OpenAi own = model.option("response_format", Map.of("type", "json_object"));
        assertThatThrownBy(() -> own.answering(Review.class)).hasMessageContaining("leave one of the two out");
        assertThatThrownBy(() -> model.choosing("a", "b").option("response_format", "x"))
                .hasMessageContaining("leave one of the two out");
        assertThat(model.choosing("a", "b").option("seed", 1).settings()).contains("\"enum\":[\"a\",\"b\"]");
    }
}
