package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.gemini.Gateway.Answer;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Tool;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawBodyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"candidates\":null}",
                "no JSON at all: \"\\ \u0000 \u001B \uD83D 😀",
            })
    void aBodyPassesTheSdkAsItCame(String body) {
        assertThat(RawBody.of(() -> {
                    throw new RawBody(body);
                }))
                .isEqualTo(body);
    }

    @Test
    void whatTheSdkHasReadIsToldAsJson() {
        assertThat(RawBody.of(() -> GenerateContentResponse.fromJson("{\"modelVersion\":\"m\"}")))
                .isEqualTo("{\"modelVersion\":\"m\"}");
    }

    @Test
    void onlyAnAnswerToAPromptPassesTheSdk() {
        assertThat(RawBody.appliesTo(HttpUrl.get("https://g/v1beta/models/m:generateContent")))
                .isTrue();
        assertThat(RawBody.appliesTo(HttpUrl.get("https://g/v1beta/models/m:countTokens")))
                .isFalse();
        assertThat(RawBody.appliesTo(HttpUrl.get("https://g/v1beta/models"))).isFalse();
    }

    /** Called by the SDK. */
    public static String theHour() {
        return "noon";
    }

    @Test
    void aFunctionThatTheSdkCallsIsStillCalled() throws NoSuchMethodException {
        String call =
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"theHour\","
                        + "\"args\":{}}}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":5}}";
        String text =
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"It is noon.\"}]},\"finishReason\":\"STOP\"}]}";
        try (Gateway gateway = Gateway.scripted(number -> Answer.of(200, number == 1 ? call : text))) {
            GenerateContentConfig config = GenerateContentConfig.builder()
                    .tools(Tool.builder()
                            .functions(List.of(RawBodyTest.class.getMethod("theHour")))
                            .build())
                    .build();
            assertThat(gateway.gemini().config(config).ask("What time is it?").text())
                    .isEqualTo("It is noon.");
            assertThat(gateway.requests()).isEqualTo(2);
        }
    }
}
