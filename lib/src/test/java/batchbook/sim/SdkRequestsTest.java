package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies that other clients sent when they were run against the simulator: Python's google-genai 2.34.0, pydantic-ai 2.68.0,
 * langchain-google-genai 4.4.3, JavaScript's @google/genai 2.32.0, and curl as Google's pages write it.
 */
@Timeout(300)
class SdkRequestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"google-genai-python", "pydantic-ai", "langchain-google-genai", "google-genai-js", "curl"})
    void whatOtherClientsSendIsAnswered(String client) throws IOException {
        try (Simulator simulator =
                Simulator.start(Scenario.calm().latency(java.time.Duration.ZERO).malformed(0))) {
            String lines = read("sdks/" + client + ".ndjson");
            assertThat(lines.lines()).isNotEmpty().allSatisfy(line -> {
                JsonNode asked = Raw.read(line);
                HttpResponse<String> response = Raw.post(
                        simulator,
                        asked.path("path").asText(),
                        asked.path("body").toString(),
                        Simulator.KEY);
                String at = asked.path("at").asText();

                assertThat(response.statusCode()).as(line).isEqualTo(at.startsWith("/error") ? 400 : 200);
                String said = at.equals("stream")
                        ? response.body()
                        : Raw.read(response).at(at).asText();
                assertThat(said).as(line).contains(asked.path("says").asText());
            });
        }
    }

    @Test
    void aStreamOfAnotherClientComesInEvents() throws IOException {
        String stream = read("sdks/google-genai-js.ndjson")
                .lines()
                .filter(line -> line.contains("\"at\": \"stream\""))
                .findFirst()
                .orElseThrow();
        try (Simulator simulator = Simulator.start(Scenario.calm().latency(java.time.Duration.ZERO))) {
            JsonNode asked = Raw.read(stream);

            assertThat(Raw.post(
                                    simulator,
                                    asked.path("path").asText(),
                                    asked.path("body").toString(),
                                    Simulator.KEY)
                            .body())
                    .startsWith("data: {");
        }
    }

    private static String read(String name) throws IOException {
        try (var in = Objects.requireNonNull(SdkRequestsTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
