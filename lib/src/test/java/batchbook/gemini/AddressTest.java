package batchbook.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.wire.Environment;
import com.google.genai.Client;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the key goes, whatever variables the environment has for Google's SDKs. */
class AddressTest {
    private static final String ANOTHER = "http://127.0.0.1:9";
    private static final String GOOGLES =
            "https://generativelanguage.googleapis.com/v1beta/models/gemini-flash-latest:generateContent";

    @TempDir
    Path directory;

    /** Prints where a request would go; run in a JVM of its own, whose environment can be set. */
    public static void main(String[] arguments) {
        System.out.println(asked(Optional.empty()));
    }

    /** The address of a request that does not leave the machine. */
    private static String asked(Optional<URI> base) {
        StringBuilder url = new StringBuilder();
        Connection connection = Connection.to("a-test-key", base);
        Gemini gemini = Gemini.at(connection.with(connection
                .http(Instant::now)
                .addInterceptor(chain -> {
                    url.append(chain.request().url());
                    return new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(200)
                            .message("OK")
                            .body(ResponseBody.create(Answers.json("ok"), MediaType.get("application/json")))
                            .build();
                })
                .build()));
        assertThat(gemini.ask("hello").text()).isEqualTo("ok");
        return url.toString();
    }

    @Test
    void noVariableOfTheSdkSendsARequestElsewhereOrToAnotherVersion() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AddressTest.class.getName());
        Map<String, String> environment = builder.environment();
        environment.put("GOOGLE_GEMINI_BASE_URL", ANOTHER);
        environment.put("GOOGLE_VERTEX_BASE_URL", ANOTHER);
        environment.put("GOOGLE_GENAI_USE_VERTEXAI", "true");
        environment.put("GOOGLE_GENAI_USE_ENTERPRISE", "true");
        environment.put("GOOGLE_GENAI_API_VERSION", "v1");
        environment.put("GOOGLE_CLOUD_PROJECT", "somebodys");
        environment.put("GOOGLE_CLOUD_LOCATION", "somewhere");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).strip())
                .isEqualTo(GOOGLES);
    }

    @Test
    void noDefaultOfTheSdkDoesSoEither() {
        Client.setDefaultBaseUrls(Optional.of(ANOTHER), Optional.of(ANOTHER));
        try {
            assertThat(asked(Optional.empty())).isEqualTo(GOOGLES);
            assertThat(asked(Optional.of(URI.create("http://127.0.0.1:8"))))
                    .startsWith("http://127.0.0.1:8/v1beta/models/");
        } finally {
            Client.setDefaultBaseUrls(Optional.empty(), Optional.empty());
        }
    }

    @Test
    void aConfigurationThatNamesAnAddressIsRefusedAsTheKeyWouldGoThere() {
        GenerateContentConfig config = GenerateContentConfig.builder()
                .httpOptions(HttpOptions.builder().baseUrl(ANOTHER).build())
                .build();
        assertThatThrownBy(() -> Gemini.of("a-test-key").config(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ANOTHER)
                .hasMessageContaining("Gemini.at(URI.create(..))");
    }

    private record Said(Gemini gemini, String printed) {}

    private static Said said(Supplier<Gemini> source) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            return new Said(source.get(), printed.toString(UTF_8));
        } finally {
            System.setOut(console);
        }
    }

    @Test
    void anAddressThatTheUserHasSetIsTakenAndSaidAloud() {
        Map<String, String> environment = new HashMap<>(Map.of("GEMINI_API_KEY", "a-test-key"));
        environment.put("GOOGLE_GEMINI_BASE_URL", ANOTHER);
        Environment settings = Environment.load(environment, directory);

        for (Said said : new Said[] {
            said(() -> Gemini.at(FromEnvironment.gemini(settings))),
            said(() -> Gemini.at(FromEnvironment.orSimulator(settings)))
        }) {
            assertThat(said.gemini()).hasToString("Gemini gemini-flash-latest at " + ANOTHER);
            assertThat(said.printed())
                    .startsWith(">>> NOT GOOGLE: ")
                    .contains(ANOTHER, "GOOGLE_GEMINI_BASE_URL", "key from GEMINI_API_KEY")
                    .doesNotContain("a-test-key")
                    .hasLineCount(1);
        }
    }

    @Test
    void aProxyOfTheEnvironmentIsSaidAloudWithoutItsPassword() {
        Environment settings = Environment.load(
                Map.of("GEMINI_API_KEY", "a-test-key", "HTTPS_PROXY", "http://ann:s3cr3t@proxy.example:8080"),
                directory);

        for (Said said : new Said[] {
            said(() -> Gemini.at(FromEnvironment.gemini(settings))),
            said(() -> Gemini.at(FromEnvironment.orSimulator(settings)))
        }) {
            assertThat(said.printed())
                    .startsWith(">>> REAL GEMINI: ")
                    .endsWith(" They go through the proxy proxy.example:8080 of HTTPS_PROXY.\n")
                    .doesNotContain("s3cr3t", "ann")
                    .hasLineCount(1);
        }
    }

    @Test
    void aFileCannotSendTheKeyElsewhere() throws IOException {
        Files.writeString(directory.resolve(".env"), "GOOGLE_GEMINI_BASE_URL=" + ANOTHER + "\n");
        Environment settings = Environment.load(Map.of("GEMINI_API_KEY", "a-test-key"), directory);

        Said said = said(() -> Gemini.at(FromEnvironment.orSimulator(settings)));

        assertThat(said.gemini()).hasToString("Gemini gemini-flash-latest at Google");
        assertThat(said.printed()).startsWith(">>> REAL GEMINI: ");
        assertThat(said(() -> Gemini.at(FromEnvironment.gemini(settings))).printed())
                .isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsNamedWithoutWhatMayBeSecretInIt() {
        for (String wrong : new String[] {"localhost:80", "http://", "http://user:secret@gateway", "::"}) {
            Environment settings = Environment.load(
                    Map.of("GEMINI_API_KEY", "a-test-key", "GOOGLE_GEMINI_BASE_URL", wrong), directory);
            assertThatThrownBy(() -> Gemini.at(FromEnvironment.gemini(settings)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("GOOGLE_GEMINI_BASE_URL")
                    .hasMessageNotContaining("secret");
        }
    }
}
