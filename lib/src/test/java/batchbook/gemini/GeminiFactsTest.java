package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.doctor.Fact;
import batchbook.wire.Environment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeminiFactsTest {
    private static final String SECRET = "s3cr3t";

    @TempDir
    Path folder;

    private List<String> facts(Map<String, String> variables) {
        return new GeminiFacts(() -> Environment.load(variables, folder))
                .facts().stream().map(Fact::value).toList();
    }

    @Test
    void withNothingSetItSaysWhatIsDone() {
        assertThat(facts(Map.of()))
                .containsExactly("none, so answers are simulated", "gemini-flash-latest", "Google", "none");
    }

    @Test
    void itTellsNamesOfVariablesAndHostsAndNoMore() {
        assertThat(facts(Map.of(
                        "GEMINI_API_KEY", SECRET,
                        "GEMINI_MODEL", SECRET,
                        "GOOGLE_GEMINI_BASE_URL", "https://gw.example:8443/" + SECRET + "?key=" + SECRET,
                        "HTTPS_PROXY", "http://" + SECRET + ":" + SECRET + "@proxy.example:3128",
                        "NO_PROXY", SECRET)))
                .containsExactly(
                        "from GEMINI_API_KEY",
                        "named by GEMINI_MODEL",
                        "gw.example:8443 of GOOGLE_GEMINI_BASE_URL",
                        "proxy.example:3128 of HTTPS_PROXY");
    }

    @Test
    void aFileIsNamedAsSeenFromHere() throws IOException {
        Files.writeString(folder.resolve(".env"), "GOOGLE_API_KEY=" + SECRET + "\n");
        Files.setPosixFilePermissions(folder.resolve(".env"), PosixFilePermissions.fromString("rw-------"));
        Path seen = Path.of("").toAbsolutePath().relativize(folder.resolve(".env"));
        assertThat(facts(Map.of())).startsWith("from GOOGLE_API_KEY in " + seen);

        Files.writeString(folder.resolve(".env"), "export GOOGLE_API_KEY=" + SECRET + "\n");
        assertThat(facts(Map.of()))
                .singleElement()
                .asString()
                .contains("line 1 of ")
                .doesNotContain(SECRET);
    }

    @Test
    void whatCannotBeReadIsToldWithoutItsValue() {
        assertThat(facts(Map.of("GOOGLE_GEMINI_BASE_URL", "https://" + SECRET + "@gw.example", "HTTPS_PROXY", "x")))
                .allSatisfy(fact -> assertThat(fact).doesNotContain(SECRET))
                .anySatisfy(fact -> assertThat(fact).contains("GOOGLE_GEMINI_BASE_URL is no address"));
        assertThat(facts(Map.of("HTTPS_PROXY", "socks5://" + SECRET)))
                .last()
                .asString()
                .contains("HTTPS_PROXY is no address")
                .doesNotContain(SECRET);
    }

    @Test
    void aProxyThatIsNotUsedIsToldToo() {
        assertThat(facts(Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", "*"))).endsWith("named, but not for this address");
        ProxySelector before = ProxySelector.getDefault();
        try {
            ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("another", 3)));
            assertThat(facts(Map.of("HTTPS_PROXY", "p:1"))).endsWith("the one that Java is told to use");
        } finally {
            ProxySelector.setDefault(before);
        }
    }
}
