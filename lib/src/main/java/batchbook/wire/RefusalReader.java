package batchbook.wire;

import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.ModelException;
import batchbook.foreign.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads what a provider's refusal means: its kind, its limits, how long to wait, and words with the way out.
 *
 * @param provider its name, as messages begin with it
 * @param wayOut what to do, in sentences; empty when the message says it all
 * @param redact takes the key out of a text, before anything is cut off it
 */
public record RefusalReader(String provider, Function<HttpError, String> wayOut, UnaryOperator<String> redact) {
    private static final int LONGEST_MESSAGE = 600;
    private static final int LONGEST_STATUS = 60;
    private static final HttpHeaders NONE = HttpHeaders.of(Map.of(), (name, value) -> true);

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

    /** A refusal in HTTP: status, headers and body as they came. */
    public ModelException refused(int status, HttpHeaders headers, String body) {
        return refused(status, headers, ErrorBody.parse(body, redact), provider + " answered " + status);
    }

    /** An error in the body of an answer with status 200. */
    public ModelException inAnAnswer(String body) {
        ErrorBody said = ErrorBody.parse(body, redact);
        String code = said.code().split(" ", -1)[0];
        int status = code.matches("[45]\\d\\d") ? Integer.parseInt(code) : CODES.getOrDefault(said.status(), 0);
        if (status == 0) {
            return ModelException.of(
                    ErrorKind.UNREADABLE,
                    provider + " answered 200 with an error: " + ErrorBody.shortened(said.message(), LONGEST_MESSAGE));
        }
        return refused(status, NONE, said, provider + " answered 200 with an error " + status);
    }

    /** The same, where the status is known and it stands somewhere else. */
    public ModelException inAnAnswer(int status, String body, String beginning) {
        return refused(status, NONE, ErrorBody.parse(body, redact), beginning);
    }

    private ModelException refused(int status, HttpHeaders headers, ErrorBody said, String beginning) {
        RateLimitHeaders told = RateLimitHeaders.of(headers);
        RateLimitBody quotas = new RateLimitBody(said);
        HttpError error = new HttpError(status, said, status == 429 ? limits(quotas, told) : List.of());
        String way = error.wayOutOfTheNetwork().orElseGet(() -> wayOut.apply(error));
        String message = beginning
                + (said.status().isEmpty() ? "" : " " + ErrorBody.shortened(said.status(), LONGEST_STATUS))
                + (said.message().isEmpty() ? "" : ": " + ErrorBody.shortened(said.message(), LONGEST_MESSAGE))
                + (way.isEmpty() ? "" : " -> " + way);
        ModelException refusal =
                ModelException.of(error.kind(), message).httpStatus(status).limits(error.limits());
        Optional<Duration> wait = RetryAfter.longest(quotas.retryDelay(), RetryAfter.inHeaders(headers))
                .or(() -> status == 429 ? told.reset() : Optional.empty());
        ModelException timed = wait.map(refusal::retryAfter).orElse(refusal);
        return error.isAboutTheAddress() ? timed.mayPass() : timed;
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
}
