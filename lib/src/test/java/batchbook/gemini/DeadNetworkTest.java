package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands between a request and its server: a network that is gone without a word, a proxy that wants a password. */
class DeadNetworkTest {
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One of its ends was closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes everything on, until the network is gone: then it takes all and passes on nothing. */
    private static void relay(ServerSocket here, int port, AtomicBoolean gone) throws IOException {
        while (true) {
            Socket client = here.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            AtomicBoolean lost = new AtomicBoolean();
            daemon(() -> pass(client.getInputStream(), server.getOutputStream(), gone, lost));
            daemon(() -> pass(server.getInputStream(), client.getOutputStream(), gone, lost));
        }
    }

    private static void pass(InputStream from, OutputStream to, AtomicBoolean gone, AtomicBoolean lost)
            throws IOException {
        byte[] bytes = new byte[8192];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            if (gone.get()) {
                lost.set(true);
            }
            if (!lost.get()) {
                to.write(bytes, 0, count);
            }
        }
    }

    @Test
    void onANetworkThatIsGoneARequestFailsAndTheNextOneTakesAnotherConnection() throws IOException {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(own)
                .addTrustedCertificate(own.certificate())
                .build();
        server.useHttps(certificates.sslSocketFactory(), false);
        server.enqueue(Answers.of("one"));
        server.enqueue(Answers.of("three"));
        AtomicBoolean gone = new AtomicBoolean();
        try (ServerSocket here = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            daemon(() -> relay(here, server.getPort(), gone));
            Connection connection =
                    Connection.to("a-test-key", Optional.of(URI.create("https://127.0.0.1:" + here.getLocalPort())));
            Gemini gemini = Gemini.at(connection.with(connection
                    .http(Instant::now)
                    .pingInterval(Duration.ofMillis(300))
                    .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                    .build()));
            assertThat(gemini.ask("1").text()).isEqualTo("one");

            gone.set(true);
            ModelException failure = catchThrowableOfType(ModelException.class, () -> gemini.ask("2"));
            gone.set(false);

            assertThat(failure.kind()).isEqualTo(ErrorKind.NETWORK);
            assertThat(gemini.ask("3").text()).isEqualTo("three");
        }
    }

    private void assertAskedForAPassword(Run run) {
        assertThat(run.get(0).kind()).contains(ErrorKind.AUTH);
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(run.stopped().orElseThrow())
                .contains("wants a user name and a password (407)")
                .contains("Authenticator.setDefault(..)");
        assertThat(run.notRun()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private Run run(Gemini gemini) {
        return Batch.of(gemini).workers(1).progress(Progress.none()).run(List.of("a", "b"));
    }

    @Test
    void aProxyThatWantsAPasswordIsNamed() {
        server.enqueue(new MockResponse().setResponseCode(407).setHeader("Proxy-Authenticate", "Basic realm=\"x\""));
        Connection connection = Connection.to("a-test-key", Optional.of(URI.create("https://gateway.invalid")));

        assertAskedForAPassword(run(Gemini.at(connection.with(connection
                .http(Instant::now)
                .proxy(new Proxy(
                        Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort())))
                .build()))));
    }

    @Test
    void soIsOneThatNobodyConfigured() {
        server.enqueue(new MockResponse().setResponseCode(407).setHeader("Proxy-Authenticate", "Basic realm=\"x\""));

        assertAskedForAPassword(run(Gemini.at(URI.create("http://127.0.0.1:" + server.getPort()))));
    }
}
