package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.GenAiIOException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.BlockedReason;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class FaultsOnTheWireTest {

    @Test
    void rateLimitedNamesTheWaitButNoQuota() {
        Scenario scenario = always(Fault.RATE_LIMITED).retryDelay(Duration.ofNanos(1_038_270_421));
        try (Simulator simulator = Simulator.start(scenario)) {
            var response = Raw.post(simulator, Raw.asking("Hi"));
            var error = Raw.read(response).path("error");

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().map()).doesNotContainKey("retry-after");
            assertThat(error.path("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
            assertThat(error.path("message").asText())
                    .isEqualTo("Resource has been exhausted (e.g. check quota). Please retry in 1.038270421s.");
            assertThat(error.path("details")).hasSize(1);
            assertThat(error.at("/details/0/@type").asText()).isEqualTo("type.googleapis.com/google.rpc.RetryInfo");
            assertThat(error.at("/details/0/retryDelay").asText()).isEqualTo("1.038270421s");
            assertThat(simulator.refused()).isEqualTo(1);
        }
    }

    @Test
    void dayQuotaNamesAQuotaThatTheNextTryDoesNotMeet() {
        Scenario scenario = always(Fault.DAY_QUOTA).fault(Fault.DAY_QUOTA, 0.5);
        try (Simulator simulator = Simulator.start(scenario)) {
            var responses = IntStream.range(0, 30)
                    .mapToObj(i -> Raw.post(simulator, Raw.asking("Hi")))
                    .toList();
            var refused = responses.stream()
                    .filter(response -> response.statusCode() == 429)
                    .map(response -> Raw.read(response).path("error"))
                    .toList();

            assertThat(refused).hasSizeBetween(5, 25).allSatisfy(error -> {
                assertThat(error.at("/details/1/violations/0/quotaId").asText())
                        .isEqualTo("GenerateRequestsPerDayPerProjectPerModel-FreeTier");
                assertThat(error.at("/details/1/violations/0/quotaValue").asText())
                        .isEqualTo("500");
                assertThat(error.at("/details/2/retryDelay").asText()).isEqualTo("36s");
            });
        }
    }

    @Test
    void aWaitBelowASecondIsSpokenInMilliseconds() {
        try (Simulator simulator = Simulator.start(always(Fault.RATE_LIMITED).retryDelay(Duration.ofMillis(250)))) {
            assertThat(Raw.post(simulator, Raw.asking("Hi")).body())
                    .contains("Please retry in 250ms.")
                    .contains("\"0.25s\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, 429, RESOURCE_EXHAUSTED",
        "DAY_QUOTA, 429, RESOURCE_EXHAUSTED",
        "INTERNAL, 500, INTERNAL",
        "OVERLOADED, 503, UNAVAILABLE",
        "DEADLINE, 504, DEADLINE_EXCEEDED",
        "BAD_GATEWAY, 502, Bad Gateway"
    })
    void theClientSeesTheRefusal(Fault fault, int code, String status) {
        try (Simulator simulator = Simulator.start(always(fault));
                Client client = Sdk.client(simulator)) {
            assertThatThrownBy(() -> ask(client))
                    .isInstanceOf(code < 500 ? ClientException.class : ServerException.class)
                    .extracting(e -> ((ApiException) e).code(), e -> ((ApiException) e).status())
                    .containsExactly(code, status);
        }
    }

    @Test
    void aBadGatewaySendsHtml() {
        try (Simulator simulator = Simulator.start(always(Fault.BAD_GATEWAY))) {
            var response = Raw.post(simulator, Raw.asking("Hi"));

            assertThat(response.body()).startsWith("<!DOCTYPE html>");
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
        }
    }

    @Test
    void resetClosesTheConnectionWithNothingSent() {
        try (Simulator simulator = Simulator.start(always(Fault.RESET));
                Client client = Sdk.client(simulator)) {
            assertThatThrownBy(() -> ask(client))
                    .isInstanceOf(GenAiIOException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> Raw.post(simulator, Raw.asking("Hi"))).isInstanceOf(UncheckedIOException.class);
        }
    }

    /** OkHttp repeats a request by itself when a connection it had used before is cut, unless it is told not to. */
    @Test
    void resetReachesAClientThatReusesItsConnection() {
        var okHttp = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
        int failed = 0;
        try (Simulator simulator = Simulator.start(always(Fault.RESET).fault(Fault.RESET, 0.5));
                Client client = Sdk.client(simulator, Simulator.KEY, okHttp)) {
            for (int i = 0; i < 40; i++) {
                try {
                    client.models.generateContent("gemini-2.5-flash", "prompt " + i, null);
                } catch (GenAiIOException e) {
                    failed++;
                }
            }
            assertThat(simulator.requests()).isEqualTo(40);
        }
        assertThat(failed).isBetween(12, 28);
    }

    @Test
    void brokenJsonStopsInTheMiddle() {
        try (Simulator simulator = Simulator.start(always(Fault.BROKEN_JSON));
                Client client = Sdk.client(simulator)) {
            assertThatThrownBy(() -> ask(client))
                    .isInstanceOf(GenAiIOException.class)
                    .hasCauseInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void blockedHasAReasonAndNoCandidate() {
        GenerateContentResponse response = answer(Fault.BLOCKED);

        assertThat(response.candidates()).isEmpty();
        assertThat(response.promptFeedback().flatMap(feedback -> feedback.blockReason()))
                .hasValueSatisfying(
                        reason -> assertThat(reason.knownEnum()).isEqualTo(BlockedReason.Known.PROHIBITED_CONTENT));
    }

    @Test
    void unsafeHasACandidateWithoutContent() {
        GenerateContentResponse response = answer(Fault.UNSAFE);

        assertThat(response.finishReason().knownEnum()).isEqualTo(FinishReason.Known.SAFETY);
        assertThat(response.candidates().orElseThrow().get(0).content()).isEmpty();
    }

    @Test
    void truncatedHasPartOfTheText() {
        GenerateContentResponse response = answer(Fault.TRUNCATED);

        assertThat(response.finishReason().knownEnum()).isEqualTo(FinishReason.Known.MAX_TOKENS);
        assertThat(response.text()).isEqualTo("a whole sen");
    }

    @Test
    void emptyHasNoParts() {
        GenerateContentResponse response = answer(Fault.EMPTY);

        assertThat(response.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertThat(response.text()).isNullOrEmpty();
    }

    @Test
    void slowAnswersCorrectly() {
        assertThat(answer(Fault.SLOW).text()).isEqualTo("a whole sentence here.");
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKED", "UNSAFE", "TRUNCATED", "EMPTY"})
    void faultsOfThePromptComeOnEveryTry(Fault fault) {
        try (Simulator simulator = Simulator.start(always(fault))) {
            String first = shape(Raw.post(simulator, Raw.asking("Hi")).body());

            assertThat(shape(Raw.post(simulator, Raw.asking("Hi")).body())).isEqualTo(first);
        }
    }

    @Test
    void hangLastsUntilTheClientGivesUp() {
        try (Simulator simulator = Simulator.start(always(Fault.HANG));
                Client client = Sdk.client(simulator)) {
            var impatient = GenerateContentConfig.builder()
                    .httpOptions(HttpOptions.builder().timeout(50).build())
                    .build();

            assertThatThrownBy(() -> client.models.generateContent("gemini-2.5-flash", "Hi", impatient))
                    .isInstanceOf(GenAiIOException.class);
        }
    }

    @Test
    void hungRequestsAreFreedOnClose() {
        Simulator simulator = Simulator.start(always(Fault.HANG));
        var hung = Raw.later(simulator, Raw.asking("Hi"));
        while (simulator.inFlight() == 0) {
            Thread.onSpinWait();
        }

        assertThat(hung).isNotDone();
        simulator.close();

        assertThatThrownBy(hung::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(IOException.class);
        assertThat(simulator.inFlight()).isZero();
        assertThat(simulator.peakInFlight()).isEqualTo(1);
    }

    private static Scenario always(Fault fault) {
        return Scenario.calm().latency(Duration.ZERO).fault(fault, 1).answers(prompt -> "a whole sentence here.");
    }

    private static GenerateContentResponse answer(Fault fault) {
        try (Simulator simulator = Simulator.start(always(fault));
                Client client = Sdk.client(simulator)) {
            return ask(client);
        }
    }

    private static GenerateContentResponse ask(Client client) {
        return client.models.generateContent("gemini-2.5-flash", "Hi", null);
    }

    private static String shape(String body) {
        return body.replaceAll("\"responseId\": \".*\"", "");
    }
}
