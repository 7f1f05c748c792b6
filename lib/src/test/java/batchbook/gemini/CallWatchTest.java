package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.ErrorKind;
import batchbook.ModelException;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that no batch waits for ends too. */
class CallWatchTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final MockWebServer server = new MockWebServer();
    private final AtomicLong ticks = new AtomicLong();
    private final CallWatch watch = new CallWatch(ticks::get);
    private Gemini gemini;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        Connection connection = Connection.to(URI.create("http://127.0.0.1:" + server.getPort()));
        gemini = Gemini.at(connection.with(connection.http(Instant::now, watch).build()));
    }

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    private void passes(Duration time) {
        ticks.addAndGet(time.toNanos());
        watch.look();
    }

    private FutureTask<String> asked(Gemini model) throws InterruptedException {
        FutureTask<String> task = new FutureTask<>(() -> model.ask("hello").text());
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        server.takeRequest();
        return task;
    }

    private static void assertLate(FutureTask<String> task) {
        assertThatThrownBy(task::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ModelException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT))
                .hasMessageContaining("in time");
    }

    @Test
    void aServerThatNeverAnswersEndsTheRequestAfterTenMinutes() throws InterruptedException {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        FutureTask<String> task = asked(gemini);

        passes(CallWatch.LONGEST.minus(MOMENT));
        assertThat(task.isDone()).isFalse();
        passes(MOMENT);

        assertLate(task);
    }

    @Test
    void soDoesOneThatStopsInTheMiddleOfItsAnswer() throws InterruptedException {
        server.enqueue(new MockResponse().setBody("{\"candidates\":").setHeader("Content-Length", 1_000));
        FutureTask<String> task = asked(gemini);

        passes(CallWatch.LONGEST);

        assertLate(task);
    }

    @Test
    void whatHasEndedIsNotLookedAtAnyMore() {
        server.enqueue(Answers.of("one"));
        server.enqueue(Answers.of("two"));
        assertThat(gemini.ask("1").text()).isEqualTo("one");
        passes(CallWatch.LONGEST);

        assertThat(gemini.ask("2").text()).isEqualTo("two");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aTimeOutOfTheUsersOwnConfigurationHolds() throws InterruptedException {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        Gemini impatient = gemini.config(GenerateContentConfig.builder()
                .httpOptions(HttpOptions.builder().timeout(50).build())
                .build());

        assertLate(asked(impatient));
    }
}
