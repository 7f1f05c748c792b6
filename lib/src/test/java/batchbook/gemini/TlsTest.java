package batchbook.gemini;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Progress;
import batchbook.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that cannot prove who it is gets no request, and the run says so at once. */
class TlsTest {
    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    private static HeldCertificate.Builder certificate(String name) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(name);
    }

    private void start(HeldCertificate own) throws IOException {
        server.useHttps(
                new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory(), false);
        server.enqueue(Answers.of("hello"));
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    private Connection connection() {
        return Connection.to("a-test-key", Optional.of(URI.create("https://127.0.0.1:" + server.getPort())));
    }

    private Connection trusting(HeldCertificate own) {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(own.certificate())
                .build();
        Connection connection = connection();
        return connection.with(connection
                .http(Instant::now)
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build());
    }

    private void assertRefused(Connection connection, String why, String wayOut) {
        Run run = Batch.of(Gemini.at(connection))
                .workers(1)
                .progress(Progress.none())
                .run(List.of("one", "two", "three"));

        assertThat(run.get(0).kind()).contains(ErrorKind.NETWORK);
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(run.stopped().orElseThrow())
                .contains("https://127.0.0.1:" + server.getPort())
                .contains(why)
                .contains(wayOut)
                .contains("Nothing was sent");
        assertThat(run.notRun()).hasSize(2);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aCertificateThatNobodyTrustedHasSignedIsNamed() throws IOException {
        start(certificate("127.0.0.1").build());
        assertRefused(connection(), "nobody whom this Java trusts has signed it", "keytool -importcert");
    }

    @Test
    void oneThatHasExpiredIsNamed() throws IOException {
        Instant now = Instant.now();
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate expired = certificate("127.0.0.1")
                .signedBy(authority)
                .validityInterval(
                        now.minus(9, ChronoUnit.DAYS).toEpochMilli(),
                        now.minus(2, ChronoUnit.DAYS).toEpochMilli())
                .build();
        start(expired);
        assertRefused(trusting(authority), "it is not valid today", "set the clock");
    }

    @Test
    void oneForAnotherNameIsNamed() throws IOException {
        HeldCertificate other = certificate("gateway.example").build();
        start(other);
        assertRefused(trusting(other), "it is not for the name 127.0.0.1", "Correct the address");
    }

    @Test
    void oneThatIsTrustedIsFine() throws IOException {
        HeldCertificate own = certificate("127.0.0.1").build();
        start(own);
        assertThat(Gemini.at(trusting(own)).ask("hi").text()).isEqualTo("hello");
    }

    @Test
    void aServerWithoutTlsIsNamed() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket connection = plain.accept()) {
                    connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client has gone.
                }
            });
            thread.setDaemon(true);
            thread.start();
            Run run = Batch.of(Gemini.at(URI.create("https://127.0.0.1:" + plain.getLocalPort())))
                    .workers(1)
                    .progress(Progress.none())
                    .run(List.of("one", "two"));

            assertThat(run.stopped().orElseThrow())
                    .contains("does not speak TLS")
                    .contains("http:// instead");
        }
    }
}
