package batchbook.gemini;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Retry;
import batchbook.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that closes connections when the test says so, as many do after five seconds. */
class IdleConnectionTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
    private final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private ServerSocket listening;

    private void start(ServerSocketFactory factory) {
        try {
            listening = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(() -> {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The connection, or the server, was closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
        while (true) {
            int length = 0;
            for (String line = in.readLine(); !"".equals(line); line = in.readLine()) {
                if (line == null) {
                    return;
                }
                length = line.regionMatches(true, 0, "content-length:", 0, 15)
                        ? Integer.parseInt(line.substring(15).strip())
                        : length;
            }
            for (int left = length; left > 0; left--) {
                in.read();
            }
            byte[] body = Answers.json("answer " + requests.incrementAndGet()).getBytes(UTF_8);
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                                    + "\r\n\r\n" + new String(body, UTF_8))
                            .getBytes(UTF_8));
        }
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private Gemini plain() {
        start(ServerSocketFactory.getDefault());
        Connection connection = to("http");
        return Gemini.at(connection.with(connection.http(now::get).build()));
    }

    private Gemini encrypted() {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates server =
                new HandshakeCertificates.Builder().heldCertificate(own).build();
        HandshakeCertificates client = new HandshakeCertificates.Builder()
                .addTrustedCertificate(own.certificate())
                .build();
        start(server.sslContext().getServerSocketFactory());
        Connection connection = to("https");
        return Gemini.at(connection.with(connection
                .http(now::get)
                .protocols(List.of(Protocol.HTTP_1_1))
                .sslSocketFactory(client.sslSocketFactory(), client.trustManager())
                .build()));
    }

    private Connection to(String scheme) {
        return Connection.to(
                "a-test-key", Optional.of(URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort())));
    }

    private void passes(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void aRequestIsNotLostOnAConnectionThatTheServerHasClosed() throws Exception {
        Gemini gemini = plain();
        Batch plan = Batch.of(gemini).workers(1).retry(Retry.none()).progress(Progress.none());
        plan.run(List.of("one"));
        connections.take().close();

        Run run = plan.run(List.of("two"));

        assertThat(run.get(0).text()).isEqualTo("answer 2");
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(requests).hasValue(2);
    }

    @Test
    void nineClosedOnesAreNoMoreTrouble() throws Exception {
        Gemini gemini = plain();
        Batch plan = Batch.of(gemini).retry(Retry.none()).progress(Progress.none());
        Run first = plan.workers(9).run(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"));
        assertThat(first.answered()).hasSize(9);
        int opened = connections.size();
        for (int closed = 0; closed < opened; closed++) {
            connections.take().close();
        }

        assertThat(gemini.ask("ten").text()).isEqualTo("answer 10");
        assertThat(connections).hasSize(1);
    }

    @Test
    void anOpenConnectionIsUsedAgain() {
        Gemini gemini = plain();
        for (int asked = 0; asked < 5; asked++) {
            gemini.ask("hello " + asked);
            passes(StaleConnectionCheck.LONGEST_REST);
        }
        assertThat(connections).hasSize(1);
    }

    @Test
    void oneThatHasRestedForSoLongThatItsEndMayBeOnItsWayIsNotUsed() {
        Gemini gemini = plain();
        gemini.ask("one");
        passes(StaleConnectionCheck.LONGEST_REST.plusMillis(1));
        gemini.ask("two");
        assertThat(connections).hasSize(2);
    }

    @Test
    void theSameHoldsForAnEncryptedOne() throws Exception {
        Gemini gemini = encrypted();
        gemini.ask("one");
        passes(Duration.ofSeconds(2));
        gemini.ask("two");
        assertThat(connections).as("open").hasSize(1);

        passes(Duration.ofSeconds(2));
        connections.take().close();
        assertThat(gemini.ask("three").text()).isEqualTo("answer 3");
        assertThat(connections).as("closed").hasSize(1);

        passes(Duration.ofSeconds(5));
        gemini.ask("four");
        assertThat(connections).as("too old").hasSize(2);
    }
}
