package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.wire.ErrorBody;
import batchbook.wire.RefusalReader;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.genai.errors.GenAiIOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What a refusal or a failure of Gemini means. */
final class GeminiErrors {
    private static final int LONGEST_MESSAGE = 600;
    private static final int DEEPEST = 20;

    /** Those of google.rpc.Code, and the status of HTTP that goes with each. */
    private static final Map<Integer, Integer> CODES = Map.ofEntries(
            Map.entry(1, 499),
            Map.entry(2, 500),
            Map.entry(3, 400),
            Map.entry(4, 504),
            Map.entry(5, 404),
            Map.entry(6, 409),
            Map.entry(7, 403),
            Map.entry(8, 429),
            Map.entry(9, 400),
            Map.entry(10, 409),
            Map.entry(11, 400),
            Map.entry(12, 501),
            Map.entry(13, 500),
            Map.entry(14, 503),
            Map.entry(15, 500),
            Map.entry(16, 401));

    private GeminiErrors() {}

    /** Reads refusals, with the key taken out of their texts. */
    static RefusalReader reader(Optional<Vertex> vertex, UnaryOperator<String> redact) {
        return new RefusalReader(
                "Gemini",
                error -> vertex.map(project -> new VertexWayOut(error, project).words())
                        .orElseGet(() -> new WayOut(error).words()),
                redact);
    }

    /** A refusal in HTTP: status, headers and body as they came. */
    static ModelException refused(int status, Headers headers, String body, RefusalReader refusals) {
        return refusals.refused(status, HttpHeaders.of(headers.toMultimap(), (name, value) -> true), body);
    }

    static ModelException refused(int status, Headers headers, String body, UnaryOperator<String> redact) {
        return refused(status, headers, body, reader(Optional.empty(), redact));
    }

    /** An error in the body of an answer with status 200. */
    static ModelException inAnAnswer(String body, UnaryOperator<String> redact) {
        return reader(Optional.empty(), redact).inAnAnswer(body);
    }

    /** An error in the place of an answer, among the results of a job: a {@code google.rpc.Status}, with a code of its own. */
    static ModelException ofARow(JsonNode error, UnaryOperator<String> redact) {
        int code = error.path("code").asInt(0);
        return reader(Optional.empty(), redact)
                .inAnAnswer(
                        CODES.getOrDefault(code, code),
                        JsonNodeFactory.instance
                                .objectNode()
                                .set("error", error)
                                .toString(),
                        "Gemini answered with an error " + code + " in the job");
    }

    /** Whatever came out of the SDK. */
    static ModelException from(RuntimeException thrown, UnaryOperator<String> redact) {
        if (thrown instanceof ModelException known) {
            String message = String.valueOf(known.getMessage());
            return isHarmless(known, redact)
                    ? known
                    : known.message(redact.apply(message)).withoutCause();
        }
        ModelException named = thrown instanceof GenAiIOException
                ? unreadable(thrown, redact)
                : ModelException.of(ErrorKind.UNEXPECTED, said(thrown, redact));
        return isHarmless(thrown, redact) ? named.cause(thrown) : named;
    }

    /** What the connection does to a request is told by the {@link WireInterceptor}; here it is the answer that is no answer. */
    private static ModelException unreadable(RuntimeException thrown, UnaryOperator<String> redact) {
        Throwable cause = cause(thrown);
        String said = said(cause, redact);
        if (cause instanceof JsonProcessingException malformed) {
            ModelException failure = ModelException.of(
                    ErrorKind.UNREADABLE,
                    "Gemini's answer is not the JSON it should be: "
                            + ErrorBody.shortened(
                                    redact.apply(String.valueOf(malformed.getOriginalMessage())), LONGEST_MESSAGE));
            // Too long or too deep for the parser: it would be the next time too.
            return cause instanceof StreamConstraintsException ? failure.notRepeated() : failure;
        }
        return ModelException.of(ErrorKind.UNREADABLE, said(thrown, redact) + " (" + said + ")");
    }

    private static String said(Throwable thrown, UnaryOperator<String> redact) {
        return thrown.getClass().getSimpleName() + ": "
                + ErrorBody.shortened(redact.apply(String.valueOf(thrown.getMessage())), LONGEST_MESSAGE);
    }

    private static Throwable cause(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return cause == null ? thrown : cause;
    }

    /** Whether no text in it, or in what is behind it, holds the key or what a terminal would obey. */
    private static boolean isHarmless(Throwable thrown, UnaryOperator<String> redact) {
        @Nullable Throwable one = thrown;
        for (int depth = 0; one != null && depth < DEEPEST; depth++, one = one.getCause()) {
            String text = String.valueOf(one.getMessage());
            boolean plain = redact.apply(text).equals(text)
                    && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r');
            if (!plain || (one.getSuppressed().length > 0 && !suppressedIsHarmless(one, redact))) {
                return false;
            }
        }
        return one == null;
    }

    private static boolean suppressedIsHarmless(Throwable thrown, UnaryOperator<String> redact) {
        return List.of(thrown.getSuppressed()).stream()
                .allMatch(
                        one -> redact.apply(String.valueOf(one)).equals(String.valueOf(one)) && one.getCause() == null);
    }
}
