package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.ModelException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.genai.errors.GenAiIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What a refusal or a failure of Gemini means. */
final class GeminiErrors {
    private static final int LONGEST_MESSAGE = 600;
    private static final int LONGEST_STATUS = 60;
    private static final int DEEPEST = 20;

    /** An error in an answer with status 200 may tell its status in a word only. */
    private static final Map<String, Integer> CODES = Map.ofEntries(
            Map.entry("INVALID_ARGUMENT", 400),
            Map.entry("FAILED_PRECONDITION", 400),
            Map.entry("UNAUTHENTICATED", 401),
            Map.entry("PERMISSION_DENIED", 403),
            Map.entry("NOT_FOUND", 404),
            Map.entry("RESOURCE_EXHAUSTED", 429),
            Map.entry("CANCELLED", 499),
            Map.entry("INTERNAL", 500),
            Map.entry("UNAVAILABLE", 503),
            Map.entry("DEADLINE_EXCEEDED", 504));

    private GeminiErrors() {}

    /**
     * A refusal in HTTP: status, headers and body as they came.
     *
     * @param redact takes the key out of a text, before anything is cut off it
     */
    static ModelException refused(int status, Headers headers, String body, UnaryOperator<String> redact) {
        return refused(status, headers, ErrorBody.parse(body, redact), "Gemini answered " + status);
    }

    /** An error in the body of an answer with status 200. */
    static ModelException inAnAnswer(String body, UnaryOperator<String> redact) {
        ErrorBody said = ErrorBody.parse(body, redact);
        String code = said.code().split(" ", -1)[0];
        int status = code.matches("[45]\\d\\d") ? Integer.parseInt(code) : CODES.getOrDefault(said.status(), 0);
        if (status == 0) {
            return ModelException.of(
                    ErrorKind.UNREADABLE,
                    "Gemini answered 200 with an error: " + ErrorBody.shortened(said.message(), LONGEST_MESSAGE));
        }
        return refused(status, Headers.of(), said, "Gemini answered 200 with an error " + status);
    }

    private static ModelException refused(int status, Headers headers, ErrorBody said, String beginning) {
        RateLimitHeaders told = RateLimitHeaders.of(headers);
        RateLimitBody quotas = new RateLimitBody(said);
        HttpError error = new HttpError(status, said, status == 429 ? limits(quotas, told) : List.of());
        String message = beginning
                + (said.status().isEmpty() ? "" : " " + ErrorBody.shortened(said.status(), LONGEST_STATUS))
                + (said.message().isEmpty() ? "" : ": " + ErrorBody.shortened(said.message(), LONGEST_MESSAGE))
                + (error.wayOut().isEmpty() ? "" : " -> " + error.wayOut());
        ModelException refusal =
                ModelException.of(error.kind(), message).httpStatus(status).limits(error.limits());
        Optional<Duration> wait = RetryAfter.longest(quotas.retryDelay(), RetryAfter.inHeaders(headers))
                .or(() -> status == 429 ? told.reset() : Optional.empty());
        ModelException timed = wait.map(refusal::retryAfter).orElse(refusal);
        return error.aboutTheAddress() ? timed.mayPass() : timed;
    }

    /** What the body names goes before what headers tell, and both before a mere sentence. */
    private static List<Limit> limits(RateLimitBody quotas, RateLimitHeaders told) {
        List<Limit> limits = new ArrayList<>(quotas.limits());
        if (limits.isEmpty()) {
            limits.addAll(told.reached());
        }
        if (limits.stream().allMatch(limit -> limit.value().isEmpty())) {
            quotas.inWords().ifPresent(limit -> limits.add(0, limit));
        }
        return limits;
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
