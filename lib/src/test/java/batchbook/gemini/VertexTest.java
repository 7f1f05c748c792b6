package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.openai.FakeServer;
import batchbook.openai.FakeServer.Answer;
import batchbook.openai.FakeServer.Asked;
import batchbook.wire.Environment;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import com.google.genai.types.GenerateContentConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vertex AI and its tokens, both from a server of this machine. */
class VertexTest {
    private static final String PATH =
            "/v1beta1/projects/my-project/locations/europe-west4/publishers/google/models/gemini-2.5-flash:generateContent";
    private static final String TOKEN =
            "{\"access_token\":\"ya29.s3cret-token\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
    private static final KeyPair KEYS = keys();

    private Answer token = new Answer(200, TOKEN, "Content-Type", "application/json");
    private Answer answer = new Answer(200, Answers.json("hello from the cloud"));
    private final FakeServer server = FakeServer.answering(this::answer);

    @TempDir
    Path folder;

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer answer(Asked request) {
        return request.path().equals("/token") ? token : answer;
    }

    private URI uri(String path) {
        return server.base().resolve(path);
    }

    private GoogleCredentials account() {
        return ServiceAccountCredentials.newBuilder()
                .setClientEmail("robot@my-project.example")
                .setPrivateKey(KEYS.getPrivate())
                .setPrivateKeyId("key-1")
                .setTokenServerUri(uri("/token"))
                .build();
    }

    private Gemini gemini(String location, GoogleCredentials credentials) {
        Environment none = Environment.load(Map.of(), folder);
        Vertex vertex = new Vertex("my-project", location, credentials);
        return Gemini.at(Connection.to(vertex, Optional.of(uri("")), none)).model("gemini-2.5-flash");
    }

    private Gemini gemini() {
        return gemini("europe-west4", account());
    }

    private ModelException failure() {
        return catchThrowableOfType(ModelException.class, () -> gemini().ask("hello"));
    }

    @Test
    void aPromptIsAnsweredWithATokenAndNoKey() {
        Gemini gemini = gemini();
        assertThat(gemini.ask("hello").text()).isEqualTo("hello from the cloud");
        assertThat(gemini.system("Be brief.").ask("hello").text()).isEqualTo("hello from the cloud");

        assertThat(server.asked()).extracting(Asked::path).containsExactly("/token", PATH, PATH);
        Asked last = server.asked().get(server.asked().size() - 1);
        assertThat(last.headers())
                .containsEntry("authorization", "Bearer ya29.s3cret-token")
                .doesNotContainKey("x-goog-api-key");
        assertThat(last.body()).contains("Be brief.");
    }

    @ParameterizedTest
    @CsvSource({
        "global, https://aiplatform.googleapis.com",
        "europe-west4, https://europe-west4-aiplatform.googleapis.com",
        "eu, https://aiplatform.eu.rep.googleapis.com"
    })
    void theHostFollowsFromTheLocation(String location, URI host) {
        assertThat(new Vertex("my-project", location, account()).address()).isEqualTo(host);
    }

    @Test
    void settingsAndAccountTellProjectAndLocationAndNoSecret() {
        Gemini one = gemini();
        one.ask("hello");
        assertThat(one.settings()).isEqualTo("gemini-2.5-flash at Vertex AI, my-project in europe-west4 {}");
        assertThat(one).hasToString("Gemini gemini-2.5-flash at Vertex AI, my-project in europe-west4");
        assertThat(one.account())
                .as("another token is no other account")
                .isEqualTo(gemini().account())
                .isNotEqualTo(gemini().model("gemini-2.5-pro").account())
                .isNotEqualTo(gemini("global", account()).account());
        assertThat(one.price(Price.perMillion(1, 2)).price()).contains(Price.perMillion(1, 2));
        assertThatThrownBy(() -> one.key("a-key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave .key(..) out");
    }

    @Test
    void whatOnlyVertexKnowsGoesOutThereAndIsToldElsewhere() {
        GenerateContentConfig there =
                GenerateContentConfig.builder().audioTimestamp(true).build();
        assertThat(gemini().config(there).ask("hello").text()).isNotEmpty();
        assertThat(server.asked().get(server.asked().size() - 1).body()).contains("audioTimestamp");
        assertThatThrownBy(() -> Gemini.at(uri("")).config(there).ask("hello"))
                .hasMessageContaining("audioTimestamp parameter is ");
        GenerateContentConfig here =
                GenerateContentConfig.builder().enableEnhancedCivicAnswers(true).build();
        assertThatThrownBy(() -> gemini().config(here).ask("hello"))
                .hasMessageContaining("enableEnhancedCivicAnswers parameter is ");
    }

    @Test
    void modelsAreListedByTheirNames() {
        answer = new Answer(
                200,
                "{\"publisherModels\":[{\"name\":\"publishers/google/models/gemini-2.5-flash\",\"versionId\":\"001\"}]}");
        assertThat(gemini().models()).containsExactly("gemini-2.5-flash");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "429 # RESOURCE_EXHAUSTED # Resource exhausted. Please try again later. # RATE_LIMITED # try again later",
                "401 # UNAUTHENTICATED # Request had invalid authentication credentials: ya29.s3cret-token # AUTH # gcloud auth",
                "403 # PERMISSION_DENIED # Permission 'aiplatform.endpoints.predict' denied # AUTH # roles/aiplatform.user",
                "403 # PERMISSION_DENIED # This API method requires billing to be enabled. # AUTH # Link billing to the project my-project",
                "404 # NOT_FOUND # Publisher Model `..` was not found # NOT_FOUND # not every model is in europe-west4",
                "400 # INVALID_ARGUMENT # Unable to submit request # BAD_REQUEST # Unable to submit",
            })
    void refusalsSayWhatToDoThere(int status, String word, String words, ErrorKind kind, String wayOut) {
        answer = new Answer(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + words + "\",\"status\":\"" + word + "\"}}");
        ModelException refusal = failure();
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal)
                .hasMessageContaining(wayOut)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("GEMINI_API_KEY");
    }

    @Test
    void anApiThatIsOffIsSwitchedOnForTheProject() {
        answer = new Answer(
                403,
                "{\"error\":{\"code\":403,\"message\":\"Vertex AI API has not been used in project my-project before or it is"
                        + " disabled.\",\"status\":\"PERMISSION_DENIED\",\"details\":[{\"@type\":"
                        + "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"SERVICE_DISABLED\",\"metadata\":{"
                        + "\"activationUrl\":\"https://console.developers.google.com/apis/api/aiplatform.googleapis.com\"}}]}}");
        assertThat(failure())
                .hasMessageContaining(
                        "Switch the API on for the project at https://console.developers.google.com/apis/api/")
                .hasMessageNotContaining("key");
    }

    @Test
    void aLoginThatHasEndedIsToldFromABrokenNetwork() {
        GoogleCredentials user = UserCredentials.newBuilder()
                .setClientId("id")
                .setClientSecret("s3cret")
                .setRefreshToken("s3cret-too")
                .setTokenServerUri(uri("/token"))
                .build();
        token = new Answer(
                400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been revoked: s3cret-too\"}");
        ModelException ended = catchThrowableOfType(
                ModelException.class, () -> gemini("global", user).ask("hello"));
        assertThat(ended.kind()).isEqualTo(ErrorKind.AUTH);
        assertThat(ended.endsRun()).isTrue();
        assertThat(ended)
                .hasMessageContaining("gcloud auth application-default login")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
        assertThat(server.asked()).allMatch(request -> request.path().equals("/token"));

        GoogleCredentials nobody = user.toBuilder().build();
        GoogleCredentials unreachable = ((UserCredentials) nobody)
                .toBuilder()
                        .setTokenServerUri(URI.create("http://127.0.0.1:1/token"))
                        .build();
        ModelException broken = catchThrowableOfType(
                ModelException.class, () -> gemini("us", unreachable).ask("hello"));
        assertThat(broken.kind()).isEqualTo(ErrorKind.NETWORK);
    }

    @ParameterizedTest
    @CsvSource({"'', global", "My Project, global", "my-project, ''", "my-project, https://x"})
    void whatIsNoProjectOrLocationIsTold(String project, String location) {
        assertThatThrownBy(() -> new Vertex(project, location, account()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of Google Cloud: pass its id");
    }

    /** Asks for credentials in a JVM of its own, whose environment can be set. */
    public static void main(String[] arguments) {
        try {
            System.out.println(Gemini.vertex("my-project", "global"));
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    @Test
    void missingCredentialsAreToldWithTheWayOutAndThoseOfAFileAreTaken() throws IOException {
        assertThat(vertexWith(Optional.empty()))
                .startsWith("no credentials of Google Cloud found: run gcloud auth application-default login");
        Path file = Files.writeString(
                folder.resolve("user.json"),
                "{\"type\":\"authorized_user\",\"client_id\":\"id\",\"client_secret\":\"s\",\"refresh_token\":\"r\"}");
        assertThat(vertexWith(Optional.of(file)))
                .isEqualTo("Gemini gemini-flash-latest at Vertex AI, my-project in global");
        assertThat(vertexWith(Optional.of(Files.writeString(folder.resolve("odd.json"), "{\"type\":\"s3cret\"}"))))
                .contains("cannot be read as credentials")
                .doesNotContain("s3cret");
    }

    private String vertexWith(Optional<Path> credentials) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                VertexTest.class.getName());
        // Nothing of this machine: no login of its user, and no credentials of a machine in the cloud.
        builder.environment().putAll(Map.of("NO_GCE_CHECK", "true", "CLOUDSDK_CONFIG", folder.toString()));
        builder.environment().remove("GOOGLE_APPLICATION_CREDENTIALS");
        credentials.ifPresent(file -> builder.environment().put("GOOGLE_APPLICATION_CREDENTIALS", file.toString()));
        Process process = builder.directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }
}
