package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.genai.Client;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the library itself does not ask for, but other clients of the service do. */
@Timeout(300)
class OtherClientsTest {
    private static final Scenario QUICK = Scenario.calm().latency(Duration.ZERO);
    private static final String FLASH = "gemini-flash-latest";
    private static final String STREAM = "/v1beta/models/" + FLASH + ":streamGenerateContent";
    private static final String TEXT = "One sentence, and then another one that is longer than the first. 🙂";

    private static JsonNode answer(Scenario scenario, String body) {
        try (Simulator simulator = Simulator.start(scenario)) {
            return Raw.read(Raw.post(simulator, body));
        }
    }

    private static HttpResponse<String> streamed(Scenario scenario, String query) {
        try (Simulator simulator = Simulator.start(scenario)) {
            return Raw.post(simulator, STREAM + query, Raw.asking("Hi"), Simulator.KEY);
        }
    }

    private static String text(Iterable<JsonNode> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece ->
                text.append(piece.at("/candidates/0/content/parts/0/text").asText()));
        return text.toString();
    }

    @Test
    void aStreamComesInPiecesThatMakeTheSameAnswer() {
        try (Simulator simulator = Simulator.start(QUICK.answers(prompt -> TEXT));
                Client client = Sdk.client(simulator);
                var stream = client.models.generateContentStream(FLASH, "Hi", null)) {
            List<GenerateContentResponse> pieces = new ArrayList<>();
            stream.forEach(pieces::add);

            assertThat(pieces).hasSizeGreaterThan(1);
            assertThat(pieces.stream().map(piece -> piece.text()).collect(Collectors.joining()))
                    .isEqualTo(TEXT);
            var last = pieces.get(pieces.size() - 1);
            assertThat(last.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
            assertThat(last.usageMetadata().orElseThrow().candidatesTokenCount())
                    .hasValue(ContentRequest.tokens(TEXT));
            assertThat(pieces.get(0).candidates().orElseThrow().get(0).finishReason())
                    .isEmpty();
            assertThat(simulator.requests()).isEqualTo(1);
            assertThat(simulator.inFlight()).isZero();
        }
    }

    @Test
    void aStreamIsEventsOrAnArray() {
        HttpResponse<String> events = streamed(QUICK.answers(prompt -> TEXT), "?alt=sse");
        HttpResponse<String> array = streamed(QUICK.answers(prompt -> TEXT), "");

        assertThat(events.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        List<JsonNode> pieces = List.of(events.body().split("\r\n\r\n")).stream()
                .map(event -> Raw.read(event.substring("data: ".length())))
                .toList();
        assertThat(text(pieces)).isEqualTo(TEXT);
        assertThat(array.headers().firstValue("Content-Type")).hasValue("application/json; charset=UTF-8");
        assertThat(text(Raw.read(array))).isEqualTo(TEXT);
        assertThat(Raw.read(array)).hasSameSizeAs(pieces);
    }

    @Test
    void aStreamIsRefusedAndSpoiltLikeAnyAnswer() {
        assertThat(streamed(QUICK.perMinute(0), "?alt=sse").statusCode()).isEqualTo(429);
        assertThat(Raw.read(streamed(QUICK.perMinute(0), ""))
                        .at("/0/error/code")
                        .asInt())
                .isEqualTo(429);
        assertThat(streamed(QUICK.fault(Fault.BLOCKED, 1), "?alt=sse").body()).contains("PROHIBITED_CONTENT");
        assertThat(streamed(QUICK.fault(Fault.BROKEN_JSON, 1), "?alt=sse").body())
                .startsWith("data: {")
                .doesNotContain("responseId");
    }

    @Test
    void aClientThatHangsUpInTheMiddleOfAStreamWaitsNoLonger() throws IOException {
        Scenario slow = QUICK.answers(prompt -> "word ".repeat(400))
                .latency(Duration.ofHours(1))
                .speedUp(1000);
        try (Simulator simulator = Simulator.start(slow)) {
            String body = Raw.asking("Hi");
            String request = "POST " + STREAM + " HTTP/1.1\r\nHost: x\r\nx-goog-api-key: " + Simulator.KEY
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), simulator.uri().getPort())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                assertThat(simulator.inFlight()).isEqualTo(1);
            }
            while (simulator.inFlight() > 0) {
                Thread.onSpinWait();
            }
            assertThat(simulator.requests()).isEqualTo(1);
        }
    }

    @Test
    void aModelThatMustCallAFunctionCallsOneThatIsAllowed() {
        String body = """
                {"contents": [{"parts": [{"text": "How warm is it in Paris?"}]}],
                 "tools": [{"functionDeclarations": [
                   {"name": "other"},
                   {"name": "weather", "parameters": {"type": "OBJECT",
                     "properties": {"city": {"type": "STRING"}, "days": {"type": "INTEGER"}},
                     "required": ["city", "days"]}}]}],
                 "toolConfig": {"functionCallingConfig": {"mode": "ANY", "allowedFunctionNames": ["weather"]}}}""";

        JsonNode answer = answer(QUICK, body);
        JsonNode call = answer.at("/candidates/0/content/parts/0/functionCall");

        assertThat(call.path("name").asText()).isEqualTo("weather");
        assertThat(call.at("/args/city").isTextual()).isTrue();
        assertThat(call.at("/args/days").isIntegralNumber()).isTrue();
        assertThat(answer.at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
        assertThat(answer.at("/usageMetadata/candidatesTokenCount").asInt()).isPositive();
        assertThat(answer(QUICK, body.replace("ANY", "AUTO"))
                        .at("/candidates/0/content/parts/0/text")
                        .asText())
                .isNotEmpty();
        assertThat(answer(QUICK, body.replace("\"tools\"", "\"safetySettings\""))
                        .at("/error/message")
                        .asText())
                .contains("Function calling config is set without function_declarations.");
    }

    @Test
    void soManyCandidatesComeAsWereAskedFor() {
        JsonNode answer = answer(QUICK, Raw.asking("Tell me about the sea", Map.of("candidateCount", 3)));

        assertThat(answer.path("candidates")).hasSize(3);
        assertThat(answer.at("/candidates/2/index").asInt()).isEqualTo(2);
        assertThat(answer.path("candidates").findValuesAsText("text")).doesNotHaveDuplicates();
        int tokens = answer.path("candidates").findValuesAsText("text").stream()
                .mapToInt(ContentRequest::tokens)
                .sum();
        assertThat(answer.at("/usageMetadata/candidatesTokenCount").asInt()).isEqualTo(tokens);
    }

    @Test
    void anAnswerEndsBeforeTheFirstStopSequence() {
        JsonNode answer = answer(
                QUICK.answers(prompt -> "one two three"),
                Raw.asking("Count", Map.of("stopSequences", List.of("three", "tw"))));

        assertThat(answer.at("/candidates/0/content/parts/0/text").asText()).isEqualTo("one ");
        assertThat(answer.at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
    }

    @Test
    void aPictureIsTwoHundredAndFiftyEightTokens() {
        String body = """
                {"contents": [{"parts": [{"text": "What is this"},
                   {"inlineData": {"mimeType": "image/png", "data": "%s"}},
                   {"inline_data": {"mime_type": "image/jpeg", "data": "AAAA"}}]}]}""";

        JsonNode answer = answer(QUICK, body.formatted("AAAA"));

        assertThat(answer.at("/usageMetadata/promptTokenCount").asInt()).isEqualTo(3 + 2 * 258);
        assertThat(answer.at("/usageMetadata/promptTokensDetails/1/modality").asText())
                .isEqualTo("IMAGE");
        assertThat(answer.at("/usageMetadata/promptTokensDetails/1/tokenCount").asInt())
                .isEqualTo(516);
        assertThat(answer(QUICK, body.formatted("BBBB")).path("responseId"))
                .as("another picture is another question")
                .isNotEqualTo(answer.path("responseId"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature|2.1|temperature must be in the range [0.0, 2.0]",
                "temperature|-0.1|temperature must be in the range [0.0, 2.0]",
                "topP|1.5|top_p must be in the range [0.0, 1.0]",
                "candidateCount|9|candidate_count must be in the range [1, 8]",
                "maxOutputTokens|65537|a maxOutputTokens value of 65537 but the supported range is from 1 (inclusive) to 65537",
                "maxOutputTokens|-1|a maxOutputTokens value of -1 but the supported range",
            })
    void whatIsOutOfRangeIsRefused(String field, double value, String message) {
        JsonNode answer = answer(QUICK, Raw.asking("Hi", Map.of(field, value)));

        assertThat(answer.at("/error/code").asInt()).isEqualTo(400);
        assertThat(answer.at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.at("/error/message").asText()).contains(message);
    }

    @Test
    void whatIsJustInRangeIsAnswered() {
        Map<String, Number> most = Map.of("temperature", 2, "topP", 1, "candidateCount", 8, "maxOutputTokens", 65_536);
        Map<String, Number> least = Map.of("temperature", 0, "topP", 0, "candidateCount", 1, "maxOutputTokens", 1);

        assertThat(answer(QUICK, Raw.asking("Hi", most)).path("candidates")).hasSize(8);
        assertThat(answer(QUICK, Raw.asking("Hi", least)).path("candidates")).hasSize(1);
    }

    @Test
    void aPromptLongerThanTheModelTakesIsRefused() {
        String longer = "x".repeat(4 * 1_048_576 + 1);

        assertThat(answer(QUICK, Raw.asking(longer)).at("/error/message").asText())
                .isEqualTo("The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).");
        assertThat(answer(QUICK, Raw.asking(longer.substring(1))).path("candidates"))
                .hasSize(1);
    }
}
