package batchbook.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.wire.Environment;
import batchbook.wire.EnvironmentProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS_PROXY, which Java itself does not read. */
class EnvironmentProxyTest {
    private static final URI FAR = URI.create("https://gemini.invalid");
    private static final String PASSWORD = "s3cr3t@:/ä";
    private static final String IN_URL = "s3cr3t%40%3A%2F%C3%A4";

    private final MockWebServer server = new MockWebServer();
    private final HeldCertificate own = new HeldCertificate.Builder()
            .addSubjectAlternativeName(FAR.getHost())
            .build();

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server.useHttps(
                new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory(), false);
        server.enqueue(Answers.of("hello from far"));
        server.enqueue(Answers.of("hello again"));
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    private Environment environment(Map<String, String> variables) {
        return Environment.load(variables, folder);
    }

    private Gemini gemini(String proxy) {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(own.certificate())
                .build();
        Connection connection =
                Connection.to("a-test-key", Optional.of(FAR), environment(Map.of("HTTPS_PROXY", proxy)));
        return Gemini.at(connection.with(connection
                .http(Instant::now)
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build()));
    }

    @Test
    void requestsGoThroughItAndItSeesNoKey() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(server.getPort(), "")) {
            Gemini gemini = gemini("http://127.0.0.1:" + proxy.port());
            assertThat(gemini.ask("hello").text()).isEqualTo("hello from far");
            assertThat(gemini.ask("hello").text()).isEqualTo("hello again");
            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("CONNECT gemini.invalid:443 HTTP/1.1\r\n")
                            .doesNotContain("a-test-key"));
        }
    }

    @Test
    void itGetsItsPasswordAtOnce() throws IOException {
        String login = Credentials.basic("ann", PASSWORD, UTF_8);
        try (ConnectProxy proxy = new ConnectProxy(server.getPort(), "Proxy-Authorization: " + login)) {
            Gemini gemini = gemini("http://ann:" + IN_URL + "@127.0.0.1:" + proxy.port() + "/");
            assertThat(gemini.ask("hello").text()).isEqualTo("hello from far");
            assertThat(proxy.heads()).hasSize(1);
        }
    }

    @Test
    void aPasswordThatItDoesNotTakeEndsAsAnErrorThatDoesNotHoldIt() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(server.getPort(), "another one")) {
            Gemini gemini = gemini("ann:" + IN_URL + "@127.0.0.1:" + proxy.port());
            ModelException refusal = catchThrowableOfType(ModelException.class, () -> gemini.ask("hello"));
            assertThat(refusal.kind()).isEqualTo(ErrorKind.AUTH);
            assertThat(refusal.getMessage()).contains("407", "HTTPS_PROXY").doesNotContain("s3cr3t");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy.example:3128, '', https://a.example, proxy.example:3128 of HTTPS_PROXY",
        "https_proxy, proxy.example, '', https://a.example, proxy.example:80 of https_proxy",
        "HTTPS_PROXY, http://[::1]:8080/, '', https://a.example, [::1]:8080 of HTTPS_PROXY",
        "HTTPS_PROXY, '', '', https://a.example, none",
        "HTTP_PROXY, http://p:1, '', https://a.example, none",
        "HTTPS_PROXY, http://p:1, '', http://a.example, none",
        "HTTPS_PROXY, http://p:1, '', https://localhost:8443, none",
        "HTTPS_PROXY, http://p:1, '', https://127.0.0.1:8443, none",
        "HTTPS_PROXY, http://p:1, '', https://[::1]:8443, none",
        "HTTPS_PROXY, http://p:1, *, https://a.example, none",
        "HTTPS_PROXY, http://p:1, 'b.example, A.example', https://a.example, none",
        "HTTPS_PROXY, http://p:1, .example:443, https://a.example, none",
        "HTTPS_PROXY, http://p:1, *.example, https://a.example, none",
        "HTTPS_PROXY, http://p:1, 'a.example.org,xample', https://a.example, p:1 of HTTPS_PROXY"
    })
    void whereItIsAndForWhom(String variable, String value, String exceptions, URI target, String expected) {
        Environment environment = environment(Map.of(variable, value, "NO_PROXY", exceptions));
        assertThat(EnvironmentProxy.on(target, environment)
                        .map(EnvironmentProxy::toString)
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @Test
    void smallLettersGoFirst() {
        Environment environment = environment(
                Map.of("HTTPS_PROXY", "big:1", "https_proxy", "small:2", "NO_PROXY", "*", "no_proxy", "b.example"));
        assertThat(EnvironmentProxy.on(FAR, environment))
                .map(EnvironmentProxy::host)
                .contains("small");
    }

    @Test
    void aProxyThatJavaIsToldOfGoesFirst() {
        ProxySelector before = ProxySelector.getDefault();
        try {
            ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("another", 3)));
            assertThat(EnvironmentProxy.on(FAR, environment(Map.of("HTTPS_PROXY", "p:1"))))
                    .isEmpty();
            ProxySelector.setDefault(null);
            assertThat(EnvironmentProxy.on(FAR, environment(Map.of("HTTPS_PROXY", "p:1"))))
                    .isPresent();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:s3cr3t@p:1",
                "socks5://ann:s3cr3t@p:1",
                "http://ann:s3cr3t@p:99999",
                "http://ann:s3cr3t@p:0",
                "http://ann:s3cr3t%zz@p:1",
                "http://ann:s3cr3t@x@p:1",
                "http://ann:s3cr3t@",
                "s3cr3t nonsense"
            })
    void whatCannotBeReadIsToldWithoutItsValue(String value) {
        Environment environment = environment(Map.of("HTTPS_PROXY", value, "GEMINI_API_KEY", "a-test-key"));
        assertThatThrownBy(() -> Gemini.at(FromEnvironment.gemini(environment)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the environment variable HTTPS_PROXY is no address of an HTTP proxy")
                .hasNoCause()
                .message()
                .doesNotContain("s3cr3t");
    }
}
