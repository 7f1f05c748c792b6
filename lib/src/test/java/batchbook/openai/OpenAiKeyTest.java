package batchbook.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.wire.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the key comes from, and where it goes. */
class OpenAiKeyTest {
    private static final String ANOTHER = "http://127.0.0.1:9/v1";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private OpenAi fromEnv(Map<String, String> variables) {
        PrintStream console = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            return OpenAi.fromEnv(Environment.load(variables, directory));
        } finally {
            System.setOut(console);
        }
    }

    @Test
    void theKeyAndTheModelComeFromTheEnvironmentOrAFile() throws IOException {
        OpenAi openAi = fromEnv(Map.of("OPENAI_API_KEY", "secret-key-value", "OPENAI_MODEL", "gpt-4o-mini"));
        assertThat(openAi).hasToString("OpenAi gpt-4o-mini at https://api.openai.com/v1");
        assertThat(openAi.account())
                .isEqualTo(OpenAi.of("secret-key-value").model("gpt-4o-mini").account());

        Files.writeString(
                directory.resolve(".env"), "OPENAI_API_KEY=key-of-the-file\nOPENAI_BASE_URL=" + ANOTHER + "\n");
        assertThat(fromEnv(Map.of()).model("m").account())
                .as("a file cannot send the key elsewhere")
                .isEqualTo(OpenAi.of("key-of-the-file").model("m").account());
        assertThatThrownBy(() -> fromEnv(Map.of("OPENAI_API_KEY", "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageContaining("OpenAi.at(");
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void anotherAddressIsSaidAloudAndNeedsNoKey() {
        assertThat(fromEnv(Map.of("OPENAI_BASE_URL", ANOTHER)).model("m")).hasToString("OpenAi m at " + ANOTHER);
        fromEnv(Map.of("OPENAI_BASE_URL", ANOTHER, "OPENAI_API_KEY", "secret-key-value"));
        assertThat(printed.toString(UTF_8).lines())
                .containsExactly(
                        ">>> NOT OPENAI: requests go to " + ANOTHER
                                + ", as OPENAI_BASE_URL says. Unset OPENAI_BASE_URL to" + " ask OpenAI.",
                        ">>> NOT OPENAI: requests go to " + ANOTHER
                                + ", as OPENAI_BASE_URL says, and so does the key from"
                                + " OPENAI_API_KEY. Unset OPENAI_BASE_URL to ask OpenAI.");
        assertThatThrownBy(() -> fromEnv(Map.of("OPENAI_BASE_URL", "http://user:s3cret@gateway")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPENAI_BASE_URL")
                .hasMessageNotContaining("s3cret");
    }

    /** It is asked for a tunnel, and says no. */
    @Test
    void aProxyOfTheEnvironmentIsTaken() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> {
                try (Socket client = proxy.accept()) {
                    byte[] head = new byte[2_000];
                    int length = client.getInputStream().read(head);
                    client.getOutputStream()
                            .write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(UTF_8));
                    return new String(head, 0, length, UTF_8);
                } catch (IOException e) {
                    return e.toString();
                }
            });
            OpenAi openAi = fromEnv(Map.of(
                            "OPENAI_API_KEY",
                            "secret-key-value",
                            "HTTPS_PROXY",
                            "http://ann:s3cret@127.0.0.1:" + proxy.getLocalPort()))
                    .model("gpt-4o-mini");
            ModelException refusal = catchThrowableOfType(ModelException.class, () -> openAi.ask("hello"));

            assertThat(asked.get()).startsWith("CONNECT api.openai.com:443").doesNotContain("secret-key-value");
            assertThat(refusal.kind()).isEqualTo(ErrorKind.AUTH);
            assertThat(refusal)
                    .hasMessageContaining("jdk.http.auth.tunneling.disabledSchemes")
                    .hasMessageNotContaining("s3cret");
        }
    }
}
