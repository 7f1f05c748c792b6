package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.ClientException;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RefusedRequestsTest {
    private static final Scenario QUICK = Scenario.calm().latency(Duration.ZERO);
    private static final String FLASH = "gemini-flash-latest";

    @Test
    void aMissingKeyIsDeniedAndAWrongOneIsInvalid() {
        try (Simulator simulator = Simulator.start(QUICK);
                Client client = Sdk.client(simulator, "wrong")) {
            var missing = Raw.post(simulator, "/v1beta/models/" + FLASH + ":generateContent", Raw.asking("Hi"), "");

            assertThat(missing.statusCode()).isEqualTo(403);
            assertThat(Raw.read(missing).at("/error/status").asText()).isEqualTo("PERMISSION_DENIED");
            assertThat(Raw.read(missing).at("/error/message").asText())
                    .startsWith("Method doesn't allow unregistered callers");
            assertThatThrownBy(() -> client.models.generateContent(FLASH, "Hi", null))
                    .isInstanceOf(ClientException.class)
                    .hasMessageStartingWith("400 INVALID_ARGUMENT. API key not valid.")
                    .hasMessageContaining("\"reason\":\"API_KEY_INVALID\"");
        }
    }

    @Test
    void aKeyInTheQueryIsFine() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            String path = "/v1/models/gemini-3.8-flash:generateContent?alt=json&key=" + Simulator.KEY;

            assertThat(Raw.post(simulator, path, Raw.asking("Hi"), "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anUnknownModelIsNotFound() {
        try (Simulator simulator = Simulator.start(QUICK);
                Client client = Sdk.client(simulator)) {
            assertThatThrownBy(() -> client.models.generateContent("foo", "Hi", null))
                    .extracting(e -> ((ApiException) e).message())
                    .isEqualTo(
                            "models/foo is not found for API version v1beta, or is not supported for generateContent."
                                    + " Call ListModels to see the list of available models and their supported methods.");
        }
    }

    @Test
    void anAliasIsNotFoundOnVersionOneWhichDoesNotListItEither() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            var answer = Raw.post(
                    simulator, "/v1/models/gemini-flash-latest:generateContent", Raw.asking("Hi"), Simulator.KEY);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Raw.read(answer).at("/error/message").asText())
                    .startsWith("models/gemini-flash-latest is not found for API version v1, or is not supported for"
                            + " generateContent.");
            assertThat(Raw.get(simulator, "/v1/models/gemini-pro-latest").statusCode())
                    .isEqualTo(404);
            assertThat(Raw.get(simulator, "/v1/models").body())
                    .contains("models/gemini-3.8-flash")
                    .doesNotContain("latest");
            assertThat(Raw.get(simulator, "/v1beta/models").body()).contains("models/gemini-flash-latest");
        }
    }

    @Test
    void otherPathsAndMethodsAreNotFoundInJsonToo() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            var head = Raw.request(simulator, "/v1beta/models", Simulator.KEY).method("HEAD", BodyPublishers.noBody());
            var other = Raw.post(simulator, "/v9/models/x:batchGenerateContent?y=z", "{}", Simulator.KEY);

            assertThat(other.statusCode()).isEqualTo(404);
            assertThat(Raw.read(other).at("/error/status").asText()).isEqualTo("NOT_FOUND");
            assertThat(Raw.read(other).at("/error/message").asText())
                    .isEqualTo("The requested URL /v9/models/x:batchGenerateContent was not found on this server.");
            assertThat(Raw.send(head).statusCode()).isEqualTo(404);
            assertThat(Raw.get(simulator, "/v1beta/models/" + FLASH + ":generateContent")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void malformedRequestsAreInvalidArguments() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            for (String body :
                    List.of("", "{", "[]", "{}", "{\"contents\":[]}", "{} {}", "{\"contents\":[{\"parts\":[]}]}")) {
                HttpResponse<String> response = Raw.post(simulator, body);

                assertThat(response.statusCode()).as(body).isEqualTo(HttpURLConnection.HTTP_BAD_REQUEST);
                assertThat(Raw.read(response).at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
                assertThat(Raw.read(response).at("/error/details/0/@type").asText())
                        .isEqualTo("type.googleapis.com/google.rpc.BadRequest");
            }
            assertThat(Raw.post(simulator, "{}").body()).contains("contents is not specified");
        }
    }

    @Test
    void moreThanAHundredMegabytesAreTooMuch() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            var request = Raw.request(simulator, "/v1beta/models/" + FLASH + ":generateContent", Simulator.KEY);
            var response =
                    Raw.send(request.POST(BodyPublishers.ofByteArrays(Collections.nCopies(101, new byte[1 << 20]))));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("exceeds the limit: 104857600 bytes");
        }
    }
}
