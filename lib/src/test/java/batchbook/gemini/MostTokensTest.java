package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Batch;
import batchbook.Price;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Usage;
import batchbook.gemini.Gateway.Answer;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GoogleSearch;
import com.google.genai.types.Tool;
import com.google.genai.types.ToolCodeExecution;
import com.google.genai.types.UrlContext;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MostTokensTest {
    private static Usage most(GenerateContentConfig.Builder config) {
        return Gemini.at(URI.create("http://127.0.0.1:1"))
                .config(config.build())
                .mostTokens(Prompt.of("hello"));
    }

    static Stream<GenerateContentConfig.Builder> unbounded() {
        return Stream.of(
                tool(Tool.builder().googleSearch(GoogleSearch.builder().build())),
                tool(Tool.builder().urlContext(UrlContext.builder().build())),
                tool(Tool.builder().codeExecution(ToolCodeExecution.builder().build())),
                tool(Tool.builder()
                        .functionDeclarations(List.of())
                        .googleSearch(GoogleSearch.builder().build())),
                GenerateContentConfig.builder().cachedContent("cachedContents/x"));
    }

    private static GenerateContentConfig.Builder tool(Tool.Builder tool) {
        return GenerateContentConfig.builder().tools(tool.build());
    }

    @ParameterizedTest
    @MethodSource("unbounded")
    void whatAToolReadsIsNotForeseen(GenerateContentConfig.Builder config) {
        assertThat(most(config)).isEqualTo(Usage.UNBOUNDED);
    }

    @Test
    void aDeclaredFunctionIsAPartOfWhatIsSent() {
        GenerateContentConfig.Builder declared = tool(Tool.builder()
                .functionDeclarations(
                        FunctionDeclaration.builder().name("getWeather").build()));
        assertThat(most(declared).in()).isBetween(50L, 1_000L);
    }

    @Test
    void eachCandidateMayBeAsLongAsTheLimit() {
        assertThat(most(GenerateContentConfig.builder().maxOutputTokens(100).candidateCount(3))
                        .out())
                .isEqualTo(300);
        assertThat(most(GenerateContentConfig.builder()).out()).isEqualTo(65_536);
    }

    @Test
    void aBudgetWithASearchIsRefusedBeforeAnythingIsSent() {
        try (Gateway gateway = Gateway.saying(Answer.of(200, "{}"))) {
            Batch plan = Batch.of(gateway.gemini()
                            .price(Price.perMillion(1, 2))
                            .config(tool(Tool.builder()
                                            .googleSearch(GoogleSearch.builder().build()))
                                    .build()))
                    .maxCost(0.01)
                    .progress(Progress.none());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan.run(List.of("who won?")))
                    .withMessageContaining("tools such as a search");
            assertThat(gateway.requests()).isZero();
        }
    }
}
