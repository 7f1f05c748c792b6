package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Retry;
import batchbook.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.Protocol;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 over TLS, as Google speaks it: what happens to one request happens to no other on the same connection. */
class Http2Test {
    /** REFUSED_STREAM: it was not worked on. */
    private static final MockResponse REFUSED = new MockResponse()
            .setSocketPolicy(SocketPolicy.RESET_STREAM_AT_START)
            .setHttp2ErrorCode(7);

    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<RecordedRequest> arrived = new LinkedBlockingQueue<>();
    private final Set<okhttp3.Connection> used = ConcurrentHashMap.newKeySet();
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger refusing = new AtomicInteger();
    private Gemini gemini;

    @BeforeEach
    void start() throws IOException {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(own)
                .addTrustedCertificate(own.certificate())
                .build();
        server.useHttps(certificates.sslSocketFactory(), false);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse peek() {
                return refusing.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? REFUSED : super.peek();
            }

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        Connection connection =
                Connection.to("a-test-key", Optional.of(URI.create("https://127.0.0.1:" + server.getPort())));
        gemini = Gemini.at(connection.with(connection
                .http(Instant::now)
                .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                .addNetworkInterceptor(chain -> {
                    used.add(chain.connection());
                    assertThat(chain.connection().protocol()).isEqualTo(Protocol.HTTP_2);
                    return chain.proceed(chain.request());
                })
                .build()));
    }

    private MockResponse answer(RecordedRequest request) {
        arrived.add(request);
        String body = request.getBody().readUtf8();
        if (body.contains("hang")) {
            return new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
        }
        if (body.contains("hold")) {
            await(held);
        }
        return Answers.of("fine");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() throws IOException {
        held.countDown();
        server.shutdown();
    }

    private FutureTask<Reply> asked(String prompt) {
        FutureTask<Reply> task = new FutureTask<>(() -> gemini.ask(prompt));
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    @Test
    void allRequestsShareOneConnectionAndAreAskedForTheSameVersion() {
        gemini.ask("first");
        Run run = Batch.of(gemini)
                .workers(20)
                .progress(Progress.none())
                .run(IntStream.range(0, 60).mapToObj(i -> "p" + i).toList());

        assertThat(run.answered()).hasSize(60);
        assertThat(arrived).allSatisfy(request -> {
            assertThat(request.getRequestLine()).endsWith("HTTP/1.1").contains("/v1beta/models/gemini-flash-latest:");
            assertThat(request.getHeader("x-goog-api-key")).isEqualTo("a-test-key");
        });
        assertThat(used).hasSize(1);
    }

    @Test
    void aTimeOutAndAnInterruptEndOnlyTheirOwnRequest() throws Exception {
        gemini.ask("first");
        List<FutureTask<Reply>> good = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            good.add(asked("hold " + i));
        }
        FutureTask<Reply> interrupted = asked("hang");
        while (server.getRequestCount() < 12) {
            Thread.onSpinWait();
        }
        interrupted.cancel(true);
        Run timedOut = Batch.of(gemini)
                .workers(1)
                .timeout(Duration.ofMillis(50))
                .retry(Retry.none())
                .progress(Progress.none())
                .run(List.of("hang too"));
        held.countDown();

        assertThat(timedOut.get(0).kind()).contains(ErrorKind.TIMEOUT);
        for (FutureTask<Reply> task : good) {
            assertThat(task.get().text()).isEqualTo("fine");
        }
        assertThat(gemini.ask("last").text()).isEqualTo("fine");
        assertThat(used).hasSize(1);
    }

    @Test
    void anInterruptInTheMiddleOfALongWriteEndsOnlyItsOwnRequest() throws Exception {
        gemini.ask("first");
        FutureTask<Reply> good = asked("hold");
        while (server.getRequestCount() < 2) {
            Thread.onSpinWait();
        }
        for (int round = 0; round < 20; round++) {
            // The server's window for all is 16 MB, and that of one stream less: it cannot be written in one go.
            CountDownLatch writing = new CountDownLatch(1);
            String prompt = "x".repeat(4_000_000);
            FutureTask<Reply> cancelled = new FutureTask<>(() -> {
                writing.countDown();
                return gemini.ask(prompt);
            });
            Thread thread = new Thread(cancelled);
            thread.start();
            writing.await();
            for (int spin = 0; spin < round * 20_000; spin++) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            thread.join();
        }
        held.countDown();

        assertThat(good.get().text()).isEqualTo("fine");
        assertThat(gemini.ask("last").text()).isEqualTo("fine");
        assertThat(arrived)
                .filteredOn(request -> request.getSequenceNumber() == 0)
                .hasSize(1);
    }

    @Test
    void aRequestThatTheServerDidNotTakeIsSentAgainAndNotCounted() {
        gemini.ask("first");
        refusing.set(2);

        Run run = Batch.of(gemini)
                .workers(1)
                .retry(Retry.none())
                .progress(Progress.none())
                .run(List.of("second"));

        assertThat(run.get(0).text()).isEqualTo("fine");
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void aThreadThatIsInterruptedBeforehandSendsNothingAndHurtsNobody() throws Exception {
        gemini.ask("first");
        FutureTask<Reply> good = asked("hold");
        while (server.getRequestCount() < 2) {
            Thread.onSpinWait();
        }
        FutureTask<ModelException> late = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            try {
                gemini.ask("late");
                return null;
            } catch (ModelException e) {
                return e;
            }
        });
        new Thread(late).start();

        assertThat(late.get()).hasMessageContaining("interrupted");
        held.countDown();
        assertThat(good.get().text()).isEqualTo("fine");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }
}
