package batchbook.gemini;

import batchbook.Limit;
import batchbook.Limit.Window;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The body of a refusal: {@code {"error":{"code","message","status","details":[..]}}}, or whatever a proxy put there.
 *
 * <p>Source: google.rpc.Status with QuotaFailure, RetryInfo and ErrorInfo, as Gemini sends them.
 */
final class RefusalBody {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECONDS = Pattern.compile("(\\d+(?:\\.\\d{1,9})?)s");
    private static final Pattern IN_WORDS =
            Pattern.compile("retry in (?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)(ms|s))?");

    private final JsonNode error;

    private RefusalBody(JsonNode error) {
        this.error = error;
    }

    static RefusalBody parse(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            // Some gateways wrap the object in an array.
            JsonNode object = root != null && root.isArray() ? root.path(0) : root;
            return new RefusalBody(object == null ? MissingNode.getInstance() : object.path("error"));
        } catch (JsonProcessingException e) {
            return new RefusalBody(MissingNode.getInstance());
        }
    }

    /** The provider's words on one line; empty when the body has none. */
    String message() {
        return error.path("message").asText("").strip().replaceAll("\\s+", " ");
    }

    String status() {
        return error.path("status").asText("");
    }

    boolean hasReason(String reason) {
        return StreamSupport.stream(error.path("details").spliterator(), false)
                .anyMatch(detail -> reason.equals(detail.path("reason").asText()));
    }

    /** RetryInfo, or else the same in the message: "Please retry in 38.27s". */
    Optional<Duration> retryDelay() {
        Matcher exact = SECONDS.matcher(detail("RetryInfo")
                .map(info -> info.path("retryDelay").asText())
                .orElse(""));
        if (exact.matches()) {
            return Optional.of(seconds(exact.group(1)));
        }
        Matcher words = IN_WORDS.matcher(message());
        if (!words.find() || words.end() == words.start() + "retry in ".length()) {
            return Optional.empty();
        }
        Duration wait = Duration.ofHours(number(words.group(1))).plusMinutes(number(words.group(2)));
        if (words.group(3) == null) {
            return Optional.of(wait);
        }
        Duration rest = seconds(words.group(3));
        return Optional.of(wait.plus("ms".equals(words.group(4)) ? rest.dividedBy(1_000) : rest));
    }

    /** The quota that was broken; the one of the longest window when several were. */
    Optional<Limit> limit() {
        JsonNode violations =
                detail("QuotaFailure").orElse(MissingNode.getInstance()).path("violations");
        return StreamSupport.stream(violations.spliterator(), false)
                .filter(violation -> violation.hasNonNull("quotaId"))
                .map(RefusalBody::limit)
                .max((one, other) -> Boolean.compare(one.window() == Window.DAY, other.window() == Window.DAY));
    }

    private static Limit limit(JsonNode violation) {
        String id = violation.path("quotaId").asText();
        JsonNode value = violation.path("quotaValue");
        return new Limit(
                id,
                violation.path("quotaMetric").asText(""),
                value.asText("").matches("\\d{1,18}") ? OptionalLong.of(value.asLong()) : OptionalLong.empty(),
                id.contains("PerDay") ? Window.DAY : id.contains("PerMinute") ? Window.MINUTE : Window.UNKNOWN);
    }

    private Optional<JsonNode> detail(String type) {
        return StreamSupport.stream(error.path("details").spliterator(), false)
                .filter(detail -> detail.path("@type").asText().endsWith("google.rpc." + type))
                .findFirst();
    }

    private static Duration seconds(String number) {
        return Duration.ofNanos(new BigDecimal(number).movePointRight(9).longValue());
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
