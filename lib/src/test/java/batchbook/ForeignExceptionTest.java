package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.VirtualWorkers.Step;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the exceptions of a model of one's own mean. */
class ForeignExceptionTest {
    private static JsonProcessingException jackson() {
        try {
            new ObjectMapper().readTree("{\"stars\": five}");
            throw new AssertionError("that was JSON");
        } catch (JsonProcessingException e) {
            return e;
        }
    }

    private static JsonSyntaxException gson() {
        try {
            throw new AssertionError("that was JSON: " + JsonParser.parseString("{\"stars\": "));
        } catch (JsonSyntaxException e) {
            return e;
        }
    }

    private static RuntimeException noDate() {
        try {
            throw new AssertionError(LocalDate.parse(String.join("", "tomor", "row")));
        } catch (DateTimeParseException e) {
            return e;
        }
    }

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(jackson(), ErrorKind.UNREADABLE),
                Arguments.of(new UncheckedIOException(jackson()), ErrorKind.UNREADABLE),
                Arguments.of(new RuntimeException(jackson()), ErrorKind.UNREADABLE),
                Arguments.of(new CompletionException(new UncheckedIOException(jackson())), ErrorKind.UNREADABLE),
                Arguments.of(gson(), ErrorKind.UNREADABLE),
                Arguments.of(new MalformedInputException(3), ErrorKind.UNREADABLE),
                Arguments.of(new ZipException("not in gzip format"), ErrorKind.UNREADABLE),
                Arguments.of(new IOException("reset"), ErrorKind.NETWORK),
                Arguments.of(new UncheckedIOException(new SocketException("reset")), ErrorKind.NETWORK),
                Arguments.of(new RuntimeException(new IOException("reset")), ErrorKind.NETWORK),
                Arguments.of(new SocketTimeoutException("slow"), ErrorKind.TIMEOUT),
                Arguments.of(new InvocationTargetException(new HttpTimeoutException("slow")), ErrorKind.TIMEOUT),
                Arguments.of(new RuntimeException(ModelException.of(ErrorKind.BLOCKED, "no")), ErrorKind.BLOCKED),
                Arguments.of(new NoSuchFileException("prompt.txt"), ErrorKind.UNEXPECTED),
                Arguments.of(new FileNotFoundException("prompt.txt"), ErrorKind.UNEXPECTED),
                Arguments.of(noDate(), ErrorKind.UNEXPECTED),
                Arguments.of(new NumberFormatException("five"), ErrorKind.UNEXPECTED),
                Arguments.of(new RuntimeException("by itself"), ErrorKind.UNEXPECTED),
                Arguments.of(new IllegalStateException(new IOException("told as a state")), ErrorKind.UNEXPECTED));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void itsKindIsThatOfWhatIsBehindTheWrappers(Throwable thrown, ErrorKind kind) {
        assertThat(ModelException.from(thrown).kind()).isEqualTo(kind);
    }

    @Test
    void theMessageIsThatOfWhatIsBehindAndIsOneLine() {
        ModelException failure = ModelException.from(new UncheckedIOException(jackson()));
        assertThat(failure.getMessage())
                .startsWith("JsonParseException: Unrecognized token 'five'")
                .doesNotContain("\n");
        assertThat(failure.getCause()).isInstanceOf(UncheckedIOException.class);
        ModelException said = ModelException.of(ErrorKind.BLOCKED, "no");
        assertThat(ModelException.from(new CompletionException(said))).isSameAs(said);
    }

    /** As clients of other libraries have it. */
    public static final class StatusException extends Exception {
        private final transient int status;

        StatusException(String message, int status) {
            super(message);
            this.status = status;
        }

        public int statusCode() {
            return status;
        }
    }

    static Stream<Arguments> toldOverHttp() {
        String answer = "Unexpected code Response{protocol=h2, code=%d, message=, url=https://api.example/v1/chat}";
        return Stream.of(
                Arguments.of(new RuntimeException("HTTP 429"), ErrorKind.RATE_LIMITED, 429, -1),
                Arguments.of(new RuntimeException("HTTP 429: retry in 7s"), ErrorKind.RATE_LIMITED, 429, 7),
                Arguments.of(new RuntimeException("HTTP/1.1 429 (Retry-After: 12)"), ErrorKind.RATE_LIMITED, 429, 12),
                Arguments.of(new Exception("call failed: HTTP status 503"), ErrorKind.OVERLOADED, 503, -1),
                Arguments.of(new IllegalStateException("status code: 503"), ErrorKind.OVERLOADED, 503, -1),
                Arguments.of(new RuntimeException("statusCode=504"), ErrorKind.TIMEOUT, 504, -1),
                Arguments.of(new RuntimeException("429 Too Many Requests: \"..\""), ErrorKind.RATE_LIMITED, 429, -1),
                Arguments.of(
                        new RuntimeException("[429 Too Many Requests] during [POST]"), ErrorKind.RATE_LIMITED, 429, -1),
                Arguments.of(new RuntimeException("502 Bad Gateway"), ErrorKind.OVERLOADED, 502, -1),
                Arguments.of(new RuntimeException("Error code: 429 - {'error': {}}"), ErrorKind.RATE_LIMITED, 429, -1),
                Arguments.of(new IOException(answer.formatted(429)), ErrorKind.RATE_LIMITED, 429, -1),
                Arguments.of(
                        new UncheckedIOException(new IOException(answer.formatted(500))),
                        ErrorKind.OVERLOADED,
                        500,
                        -1),
                Arguments.of(
                        new IOException("Server returned HTTP response code: 503 for URL: https://api.example/"),
                        ErrorKind.OVERLOADED,
                        503,
                        -1),
                Arguments.of(new RuntimeException("HTTP 400: bad field"), ErrorKind.BAD_REQUEST, 400, -1),
                Arguments.of(
                        new RuntimeException("429 RESOURCE_EXHAUSTED. Slow down."), ErrorKind.RATE_LIMITED, 429, -1),
                Arguments.of(
                        new RuntimeException("HTTP 429 {\"error\":{\"code\":\"insufficient_quota\"}}"),
                        ErrorKind.QUOTA_EXHAUSTED,
                        429,
                        -1),
                Arguments.of(
                        new StatusException("slow down, try again in 3 seconds", 429), ErrorKind.RATE_LIMITED, 429, 3),
                Arguments.of(new StatusException("no such host", 0), ErrorKind.UNEXPECTED, 0, -1));
    }

    @ParameterizedTest
    @MethodSource("toldOverHttp")
    void aStatusThatItTellsIsUnderstood(Throwable thrown, ErrorKind kind, int status, int seconds) {
        ModelException failure = ModelException.from(thrown);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.httpStatus().orElse(0)).isEqualTo(status);
        assertThat(failure.retryAfter().map(Duration::toSeconds).orElse(-1L)).isEqualTo(seconds);
        assertThat(failure.getCause()).isSameAs(thrown);
    }

    static Stream<Throwable> aboutSomethingElse() {
        return Stream.of(
                new RuntimeException("429"),
                new RuntimeException("row 429 is wrong"),
                new RuntimeException("there are 503 rows"),
                new RuntimeException("the status 429 rows have"),
                new RuntimeException("answer 500 is no number"),
                new RuntimeException("HTTP 200"),
                new RuntimeException("HTTP 4290"),
                // Of one row's own page, or of all: the first rows will tell.
                new RuntimeException("HTTP 404"),
                new RuntimeException("HTTP 401 Unauthorized"),
                new StatusException("gone", 404),
                new NumberFormatException("For input string: \"HTTP 429\""),
                new IllegalArgumentException("HTTP 429 is no answer"),
                new RuntimeException(
                        "not a rating: " + "This review is about a server. ".repeat(4) + "It said HTTP 503."),
                new AssertionError("HTTP 429"));
    }

    @ParameterizedTest
    @MethodSource("aboutSomethingElse")
    void aNumberThatIsNoStatusIsNotTakenForOne(Throwable thrown) {
        ModelException failure = ModelException.from(thrown);
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNEXPECTED);
        assertThat(failure.httpStatus()).isEmpty();
    }

    /** A quick client of one's own: one throw, and the batch waits as long as it was told. */
    @Test
    void aLambdaThatThrowsItsStatusLosesNoRow() {
        VirtualWorkers workers = new VirtualWorkers(
                (prompt, number) -> number == 1 && prompt.text().endsWith("3")
                        ? Step.fail(100, new RuntimeException("HTTP 429, retry in 20s"))
                        : Step.answer(100, "ok"));
        Run run = Loops.of(
                        Batch.of(prompt -> Reply.of("unused")).workers(5),
                        IntStream.range(0, 40)
                                .mapToObj(i -> Prompt.of("review " + i))
                                .toList(),
                        Progress.none(),
                        workers,
                        new SplittableRandom(1))
                .run();
        assertThat(run.answered()).hasSize(40);
        assertThat(run.metrics().refused()).isPositive();
        assertThat(workers.elapsed()).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void anAnswerThatDoesNotParseIsAFailureOfItsRowAfterThreeTries() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) ->
                prompt.text().endsWith("50") ? Step.fail(100, jackson()) : Step.answer(100, "5 stars"));
        Run run = Loops.of(
                        Batch.of(prompt -> Reply.of("unused")).workers(5),
                        IntStream.range(0, 160)
                                .mapToObj(i -> Prompt.of("review " + i))
                                .toList(),
                        Progress.none(),
                        workers,
                        new SplittableRandom(1))
                .run();
        assertThat(run.answered()).hasSize(158);
        assertThat(run.failed()).hasSize(2).allSatisfy(row -> {
            assertThat(row.kind()).contains(ErrorKind.UNREADABLE);
            assertThat(row.attempts()).hasSize(3);
        });
    }
}
