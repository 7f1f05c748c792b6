package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Run;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okio.Buffer;
import okio.GzipSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire besides the answers. */
class WireInterceptorTest {
    private static final String KEY = "AIzaSyD-not-a-real-key-0123456789abcdefg";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    private Gemini gemini() {
        return Gemini.at(URI.create("http://127.0.0.1:" + server.getPort())).key(KEY);
    }

    private static ModelException failure(Gemini gemini) {
        return catchThrowableOfType(ModelException.class, () -> gemini.ask("hello"));
    }

    private Run run() {
        return Batch.of(gemini()).workers(1).progress(Progress.none()).run(List.of("hello"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedAsTheKeyWouldGoThereToo(int status) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start();
            elsewhere.enqueue(Answers.of("who knows the key"));
            String target = "http://127.0.0.1:" + elsewhere.getPort();
            server.enqueue(new MockResponse()
                    .setResponseCode(status)
                    .setHeader("Location", target + "/login?token=secret#part"));

            Run run = run();

            assertThat(elsewhere.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(1);
            assertThat(run.get(0).kind()).contains(ErrorKind.UNEXPECTED);
            assertThat(run.get(0).error())
                    .contains("answered " + status + " and points to " + target + "/login.")
                    .contains("Gemini.at(URI.create(..))")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aRedirectToNowhereIsToldToo() {
        server.enqueue(new MockResponse().setResponseCode(302));
        server.enqueue(new MockResponse().setResponseCode(302).setHeader("Location", "/" + "x".repeat(5_000)));
        server.enqueue(new MockResponse().setResponseCode(302).setHeader("Location", "mailto:a@b.c"));

        assertThat(failure(gemini())).hasMessageContaining("points to no address that can be read");
        assertThat(failure(gemini()).getMessage()).hasSizeLessThan(600).contains("xxx...");
        assertThat(failure(gemini())).hasMessageContaining("points to no address that can be read");
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadToItsEndAndNotAskedForAgain() {
        Buffer huge = new Buffer().write(new byte[WireInterceptor.LONGEST_ANSWER + 1]);
        server.enqueue(new MockResponse().setBody(huge));

        assertTooLong(run());
    }

    @Test
    void aShortAnswerThatUnpacksToAHugeOneIsTooLongToo() throws IOException {
        Buffer packed = new Buffer();
        try (var sink = okio.Okio.buffer(new GzipSink(packed))) {
            byte[] megabyte = new byte[1024 * 1024];
            for (int written = 0; written < 500; written++) {
                sink.write(megabyte);
            }
        }
        assertThat(packed.size()).isLessThan(1024 * 1024);
        server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody(packed));

        assertTooLong(run());
    }

    private void assertTooLong(Run run) {
        assertThat(run.get(0).kind()).contains(ErrorKind.UNREADABLE);
        assertThat(run.get(0).error()).contains("longer than 19 MB").contains(".maxOutputTokens(..)");
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anAnswerWithPicturesOfSomeMegabytesIsRead() {
        String picture = "iVBORw0KGgo".repeat(1_700_000);
        server.enqueue(new MockResponse()
                .setBody(
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\""
                                + picture + "\"}},{\"text\":\"a cat\"}]},\"finishReason\":\"STOP\"}]}"));

        assertThat(picture.length()).isBetween(18_000_000, 20_000_000);
        assertThat(gemini().ask("draw").text()).isEqualTo("a cat");
    }

    @Test
    void aStringThatIsTooLongForTheParserIsNotAskedForAgain() {
        server.enqueue(new MockResponse()
                .setBody("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" + "x".repeat(21_000_000)
                        + "\"}]}}]}"));

        Run run = run();

        assertThat(run.get(0).kind()).contains(ErrorKind.UNREADABLE);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRefusalThatUnpacksToAHugeOneIsReadInPart() throws IOException {
        Buffer packed = new Buffer();
        try (var sink = okio.Okio.buffer(new GzipSink(packed))) {
            for (int line = 0; line < 1_000_000; line++) {
                sink.writeUtf8("<p>Service unavailable, and all the rest of a very long page</p>\n");
            }
        }
        server.enqueue(new MockResponse()
                .setResponseCode(503)
                .setHeader("Content-Encoding", "gzip")
                .setBody(packed));

        ModelException failure = failure(gemini());

        assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(failure.getMessage()).hasSizeLessThan(1_000);
    }
}
