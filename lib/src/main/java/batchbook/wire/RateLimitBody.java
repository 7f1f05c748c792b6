package batchbook.wire;

import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.foreign.RetryAfter;
import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * What a body says about quotas: QuotaFailure and RetryInfo of google.rpc, Google's older ErrorInfo, or only words.
 *
 * <p>Source: Gemini's 429 as seen on the wire. A limit of 0 often stands in the words only: protocol buffers leave out a
 * zero.
 */
record RateLimitBody(ErrorBody body) {
    /** "Quota exceeded for metric: M, limit: N". */
    private static final Pattern IN_LINES =
            Pattern.compile("Quota exceeded for metric: ?([\\w./-]+), limit: ?(\\d{1,18})\\b");

    /** "Rate limit reached for requests per minute: limit 60", "on tokens per min (TPM): Limit 30000, Used 29000". */
    private static final Pattern IN_WORDS = Pattern.compile(
            "\\b(requests|tokens) per (min(?:ute)?|day)\\b[^0-9]{0,40}?limit:? ?(\\d{1,3}(?:,\\d{3}){1,5}|\\d{1,18})\\b",
            Pattern.CASE_INSENSITIVE);

    /** OpenRouter's name of a limit, in its message; its value is in headers that its body repeats. */
    private static final Pattern OPEN_ROUTER = Pattern.compile("\\b[a-z-]{1,60}-per-(min|day)\\b");

    private static final String OPEN_ROUTER_VALUE = "X-RateLimit-Limit";

    /** Where the quotas of a day start again, at midnight. */
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    List<Limit> limits() {
        List<MatchResult> lines = IN_LINES.matcher(body.message()).results().toList();
        List<Limit> limits = new ArrayList<>();
        List<JsonNode> violations = LenientJson.items(
                        body.detail("QuotaFailure").path("violations"))
                .toList();
        for (int i = 0; i < violations.size(); i++) {
            JsonNode violation = violations.get(i);
            OptionalLong inLine = i < lines.size()
                    ? OptionalLong.of(Long.parseLong(lines.get(i).group(2)))
                    : OptionalLong.empty();
            OptionalLong value = number(violation.path("quotaValue"));
            limits.add(limit(
                    violation.path("quotaId").asText(""),
                    violation.path("quotaMetric").asText(""),
                    value.isPresent() ? value : inLine));
        }
        if (limits.isEmpty()) {
            ofErrorInfo().ifPresent(limits::add);
        }
        if (limits.isEmpty()) {
            lines.forEach(line -> limits.add(limit("", line.group(1), OptionalLong.of(Long.parseLong(line.group(2))))));
        }
        if (limits.isEmpty()) {
            ofOpenRouter().ifPresent(limits::add);
        }
        return limits;
    }

    private Optional<Limit> ofOpenRouter() {
        Matcher name = OPEN_ROUTER.matcher(body.message());
        return name.find()
                ? body.details().stream()
                        .map(detail -> number(detail.path("headers").path(OPEN_ROUTER_VALUE)))
                        .filter(OptionalLong::isPresent)
                        .findFirst()
                        .map(value -> new Limit(
                                name.group(),
                                "",
                                value,
                                name.group(1).equals("day") ? Window.DAY : Window.MINUTE,
                                Counts.REQUESTS,
                                Optional.empty()))
                : Optional.empty();
    }

    /** {@code quota_limit}, {@code quota_limit_value} and {@code quota_metric} in the metadata of an ErrorInfo. */
    private Optional<Limit> ofErrorInfo() {
        JsonNode metadata = body.detail("ErrorInfo").path("metadata");
        String id = metadata.path("quotaLimit").asText("");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        limit(id, metadata.path("quotaMetric").asText(""), number(metadata.path("quotaLimitValue"))));
    }

    /** A limit that only a sentence tells, as gateways do. */
    Optional<Limit> inWords() {
        Matcher words = IN_WORDS.matcher(body.message());
        if (!words.find()) {
            return Optional.empty();
        }
        long value = Long.parseLong(words.group(3).replace(",", ""));
        return Optional.of(new Limit(
                words.group(1).toLowerCase(Locale.ROOT) + " per "
                        + words.group(2).toLowerCase(Locale.ROOT),
                "",
                OptionalLong.of(value),
                words.group(2).equalsIgnoreCase("day") ? Window.DAY : Window.MINUTE,
                words.group(1).equalsIgnoreCase("tokens") ? Counts.TOKENS : Counts.REQUESTS,
                Optional.empty()));
    }

    /** RetryInfo, or the same in the message. RetryInfo cuts it to seconds: the longer counts. */
    Optional<Duration> retryDelay() {
        JsonNode delay = body.detail("RetryInfo").path("retryDelay");
        String text = delay.isObject() ? delay.path("seconds").asText("") + "s" : delay.asText("");
        return RetryAfter.longest(RetryAfter.parse(text), RetryAfter.inWords(body.message()));
    }

    private static OptionalLong number(JsonNode node) {
        String text = node.asText("");
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
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
}
