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
