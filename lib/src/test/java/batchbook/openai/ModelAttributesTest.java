package batchbook.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What those who watch from outside are told of a model. */
class ModelAttributesTest {
    private static final String KEY = "sk-nobody-may-ever-see-this-key";

    record Review(int stars) {}

    @Test
    void itSaysWhoIsAskedAndWhere() {
        assertThat(OpenAi.of(KEY).model("gpt").attributes())
                .isEqualTo(Map.of(
                        "gen_ai.operation.name", "chat",
                        "gen_ai.provider.name", "openai",
                        "server.address", "api.openai.com",
                        "server.port", 443));
        assertThat(OpenAi.at(URI.create("http://me.openai.azure.com/v1"))
                        .model("gpt")
                        .attributes())
                .containsEntry("gen_ai.provider.name", "azure.ai.openai")
                .containsEntry("server.port", 80);
    }

    @Test
    void itSaysHowItIsAskedButNoTextThatIsSent() {
        OpenAi model = OpenAi.at(URI.create("http://127.0.0.1:11434/v1"))
                .model("llama3.2")
                .key(KEY)
                .temperature(0.2)
                .maxOutputTokens(100)
                .system("secret instruction")
                .answering(Review.class)
                .option("seed", 7)
                .option("top_p", 0.9)
                .option("n", 3)
                .option("stop", List.of("END", "STOP"))
                .option("user", "secret");

        assertThat(model.attributes())
                .containsEntry("server.port", 11434)
                .containsEntry("gen_ai.request.temperature", 0.2)
                .containsEntry("gen_ai.request.max_tokens", 100)
                .containsEntry("gen_ai.request.seed", 7)
                .containsEntry("gen_ai.request.top_p", 0.9)
                .containsEntry("gen_ai.request.choice.count", 3)
                .containsEntry("gen_ai.request.stop_sequences", List.of("END", "STOP"))
                .containsEntry("gen_ai.output.type", "json")
                .hasSize(11);
        assertThat(model.attributes().toString()).doesNotContain("secret").doesNotContain(KEY);
        assertThat(model.option("stop", "END").attributes())
                .containsEntry("gen_ai.request.stop_sequences", List.of("END"));
    }
}
