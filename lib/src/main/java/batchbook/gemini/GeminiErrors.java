package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.Limit.Window;
import batchbook.ModelException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.genai.errors.GenAiIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal or a failure of Gemini means.
 *
 * <p>Source: Google's troubleshooting table for the Gemini API. A wrong key is answered with 400, not 401; a quota of
 * the day with 429, told from one of the minute only by the quota's id.
 */
final class GeminiErrors {
    private static final int LONGEST_MESSAGE = 600;
    private static final Pattern SPENT = Pattern.compile("\\bspend(ing)?\\b", Pattern.CASE_INSENSITIVE);

    private GeminiErrors() {}

    /** A refusal in HTTP: status, headers and body as they came. */
    static ModelException refused(int status, Headers headers, String body) {
        RefusalBody said = RefusalBody.parse(body);
        List<Limit> limits = said.limits();
        ErrorKind kind = kind(status, said, limits);
        String message = "Gemini answered " + status + (said.status().isEmpty() ? "" : " " + said.status())
                + (said.message().isEmpty() ? "" : ": " + shortened(said.message())) + wayOut(kind, said, limits);
        ModelException refusal =
                ModelException.of(kind, message).httpStatus(status).limits(limits);
        Optional<Duration> wait = said.retryDelay().or(() -> retryAfter(headers));
        return wait.isPresent() ? refusal.retryAfter(wait.get()) : refusal;
    }

    /** Whatever came out of the SDK. */
    static ModelException from(RuntimeException thrown, Connection connection) {
        if (thrown instanceof ModelException known) {
            String message = String.valueOf(known.getMessage());
            return message.equals(connection.redact(message)) ? known : known.message(connection.redact(message));
        }
        ModelException named = thrown instanceof GenAiIOException
                ? broken(thrown)
                : ModelException.of(
                        ErrorKind.UNEXPECTED, thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
        return named.message(connection.redact(String.valueOf(named.getMessage())));
    }

    private static ErrorKind kind(int status, RefusalBody said, List<Limit> limits) {
        if (status == 429) {
            return limits.stream().anyMatch(GeminiErrors::lastsLong) || spent(said)
                    ? ErrorKind.QUOTA_EXHAUSTED
                    : ErrorKind.RATE_LIMITED;
        }
        if (status == 401
                || status == 403
                || said.hasReason("API_KEY_INVALID")
                || said.status().equals("FAILED_PRECONDITION")) {
            return ErrorKind.AUTH;
        }
        return switch (status) {
            case 404 -> ErrorKind.NOT_FOUND;
            case 408, 504 -> ErrorKind.TIMEOUT;
            default -> {
                if (status >= 500) {
                    yield ErrorKind.OVERLOADED;
                }
                yield status >= 400 ? ErrorKind.BAD_REQUEST : ErrorKind.UNEXPECTED;
            }
        };
    }

    private static boolean lastsLong(Limit limit) {
        return limit.window() == Window.DAY || limit.value().orElse(1) == 0;
    }

    /** A cap on spending names no quota: only its words tell it from a limit that passes. */
    private static boolean spent(RefusalBody said) {
        return SPENT.matcher(said.message()).find();
    }

    private static String wayOut(ErrorKind kind, RefusalBody said, List<Limit> limits) {
        return switch (kind) {
            case AUTH ->
                " -> Put a valid key into GEMINI_API_KEY or a .env file (Google AI Studio makes one) and run again.";
            case NOT_FOUND -> " -> Choose another with .model(..); gemini.models() lists them.";
            case QUOTA_EXHAUSTED -> usedUp(said, limits);
            default -> "";
        };
    }

    private static String usedUp(RefusalBody said, List<Limit> limits) {
        if (spent(said)) {
            return " -> A cap on spending is reached: raise it in Google AI Studio, or wait until its period is over.";
        }
        if (limits.stream().anyMatch(limit -> limit.value().orElse(1) == 0)) {
            return " -> This key has no quota for this model: choose another with .model(..) or link billing.";
        }
        return " -> The quota of the day is used up; it starts again at midnight Pacific time.";
    }

    /** What the connection does to a request is told by the {@link Wire}; here it is the answer that is no answer. */
    private static ModelException broken(RuntimeException thrown) {
        Throwable cause = cause(thrown);
        if (cause instanceof JsonProcessingException malformed) {
            String message =
                    "Gemini's answer is not the JSON it should be: " + shortened(malformed.getOriginalMessage());
            ModelException failure =
                    ModelException.of(ErrorKind.UNREADABLE, message).cause(thrown);
            // Too long or too deep for the parser: it would be the next time too.
            return cause instanceof StreamConstraintsException ? failure.notRepeated() : failure;
        }
        String said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return ModelException.of(ErrorKind.UNREADABLE, thrown.getMessage() + " (" + said + ")")
                .cause(thrown);
    }

    private static Throwable cause(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return cause == null ? thrown : cause;
    }

    private static Optional<Duration> retryAfter(Headers headers) {
        String value = Optional.ofNullable(headers.get("Retry-After")).orElse("");
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        // A date is compared with the server's own clock, which may not agree with ours.
        Instant until = headers.getInstant("Retry-After");
        Instant now = headers.getInstant("Date");
        if (until == null || now == null) {
            return Optional.empty();
        }
        Duration wait = Duration.between(now, until);
        return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
    }
}
