package batchbook.gemini;

import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
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

    /** "Quota exceeded for metric: M, limit: N". */
    private static final Pattern IN_LINES =
            Pattern.compile("Quota exceeded for metric: ?([\\w./-]+), limit: ?(\\d{1,18})\\b");

    /** Where the quotas of a day start again, at midnight. */
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

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

    /** RetryInfo, or the same in the message: "Please retry in 38.27s". RetryInfo cuts it to seconds: the longer counts. */
    Optional<Duration> retryDelay() {
        Matcher exact = SECONDS.matcher(detail("RetryInfo")
                .map(info -> info.path("retryDelay").asText())
                .orElse(""));
        Optional<Duration> inInfo = exact.matches() ? Optional.of(seconds(exact.group(1))) : Optional.empty();
        Optional<Duration> inWords = retryDelayInWords();
        if (inInfo.isPresent() && inWords.isPresent()) {
            return inInfo.get().compareTo(inWords.get()) >= 0 ? inInfo : inWords;
        }
        return inInfo.or(() -> inWords);
    }

    private Optional<Duration> retryDelayInWords() {
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

    /**
     * The quotas that were broken: from QuotaFailure, or else from the lines of the message. A limit of 0 stands only
     * there, in the same order: protocol buffers leave out a zero.
     */
    List<Limit> limits() {
        List<MatchResult> lines = IN_LINES.matcher(message()).results().toList();
        JsonNode violations =
                detail("QuotaFailure").orElse(MissingNode.getInstance()).path("violations");
        List<Limit> limits = new ArrayList<>();
        for (int i = 0; i < violations.size(); i++) {
            OptionalLong inLine = i < lines.size()
                    ? OptionalLong.of(Long.parseLong(lines.get(i).group(2)))
                    : OptionalLong.empty();
            JsonNode value = violations.path(i).path("quotaValue");
            boolean readable = value.asText("").matches("\\d{1,18}");
            limits.add(limit(
                    violations.path(i).path("quotaId").asText(""),
                    violations.path(i).path("quotaMetric").asText(""),
                    readable ? OptionalLong.of(value.asLong()) : inLine));
        }
        if (limits.isEmpty()) {
            lines.forEach(line -> limits.add(limit("", line.group(1), OptionalLong.of(Long.parseLong(line.group(2))))));
        }
        return limits;
    }

    private static Limit limit(String id, String metric, OptionalLong value) {
        Window window = id.contains("PerDay") ? Window.DAY : id.contains("PerMinute") ? Window.MINUTE : Window.UNKNOWN;
        boolean tokens = (id + metric).toLowerCase(Locale.ROOT).contains("token");
        return new Limit(
                id,
                metric,
                value,
                window,
                tokens ? Counts.TOKENS : Counts.REQUESTS,
                window == Window.DAY ? Optional.of(PACIFIC) : Optional.empty());
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
