package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Model;
import com.google.genai.types.GenerateContentConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What those who watch from outside are told of a model. */
class ModelAttributesTest {
    private static final String KEY = "AIzaSyNobodyMayEverSeeThisKeyAnywhere00";

    record Review(int stars) {}

    @Test
    void itSaysWhoIsAskedAndWhere() {
        assertThat(Gemini.of(KEY).attributes())
                .isEqualTo(Map.of(
                        "gen_ai.operation.name", "generate_content",
                        "gen_ai.provider.name", "gcp.gemini",
                        "server.address", "generativelanguage.googleapis.com",
                        "server.port", 443));
        assertThat(Gemini.at(URI.create("http://gateway.test:8090")).attributes())
                .containsEntry("server.address", "gateway.test")
                .containsEntry("server.port", 8090);
        assertThat(ModelAttributes.of(
                        true,
                        URI.create("http://vertex.test"),
                        GenerateContentConfig.builder().build()))
                .containsEntry("gen_ai.provider.name", "gcp.vertex_ai")
                .containsEntry("server.port", 80);
    }

    @Test
    void itSaysHowItIsAskedButNoTextThatIsSent() {
        Gemini gemini = Gemini.of(KEY)
                .config(GenerateContentConfig.builder()
                        .topP(0.9f)
                        .topK(40f)
                        .seed(7)
                        .stopSequences("END")
                        .frequencyPenalty(0.1f)
                        .presencePenalty(0.3f)
                        .candidateCount(2)
                        .build())
                .temperature(0.2)
                .maxOutputTokens(100)
                .system("secret instruction")
                .example("secret question", "secret answer")
                .answering(Review.class);

        assertThat(gemini.attributes())
                .containsEntry("gen_ai.request.temperature", 0.2)
                .containsEntry("gen_ai.request.top_p", 0.9)
                .containsEntry("gen_ai.request.top_k", 40)
                .containsEntry("gen_ai.request.max_tokens", 100)
                .containsEntry("gen_ai.request.seed", 7)
                .containsEntry("gen_ai.request.stop_sequences", List.of("END"))
                .containsEntry("gen_ai.request.frequency_penalty", 0.1)
                .containsEntry("gen_ai.request.presence_penalty", 0.3)
                .containsEntry("gen_ai.request.choice.count", 2)
                .containsEntry("gen_ai.output.type", "json")
                .hasSize(14);
        assertThat(gemini.attributes().toString()).doesNotContain("secret").doesNotContain(KEY);
        assertThat(Model.named("mine", gemini).attributes()).isEqualTo(gemini.attributes());
        assertThat(Model.named("mine", prompt -> null).attributes()).isEmpty();
        assertThat(Gemini.of(KEY).choosing("yes", "no").attributes()).doesNotContainKey("gen_ai.output.type");
    }
}
