package batchbook.wire;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.ModelException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitHeadersTest {
    private static final RefusalReader READER = new RefusalReader("A provider", error -> "", UnaryOperator.identity());

    private static HttpHeaders headers(String... pairs) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.computeIfAbsent(pairs[i], name -> new ArrayList<>()).add(pairs[i + 1]);
        }
        return HttpHeaders.of(map, (name, value) -> true);
    }

    private static ModelException refused(String body, String... headers) {
        return READER.refused(429, headers(headers), body);
    }

    private static Limit only(ModelException refusal) {
        assertThat(refusal.limits()).hasSize(1);
        return refusal.limits().get(0);
    }

    /** As the public fake of PyPI, llmock 0.2.2, answers with --rpm 60 in Gemini's dialect, digit by digit. */
    @Test
    void theRefusalOfAPublicFakeTeachesItsLimitAndItsExactDelay() {
        ModelException refusal = refused(
                "{\"error\":{\"code\":429,\"message\":\"Rate limit reached for requests per minute: limit 60. Please try"
                        + " again in 0.28s.\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
                "date",
                "Wed, 25 Nov 2026 17:19:36 GMT",
                "server",
                "uvicorn",
                "retry-after",
                "1",
                "retry-after-ms",
                "283",
                "x-ratelimit-limit-requests",
                "60",
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                "59.7s");
        assertThat(refusal.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(refusal.retryAfter()).contains(Duration.ofMillis(283));
        Limit limit = only(refusal);
        assertThat(limit.quotaId()).isEqualTo("x-ratelimit-limit-requests");
        assertThat(limit.value()).hasValue(60);
        assertThat(limit.window()).isEqualTo(Window.MINUTE);
        assertThat(limit.counts()).isEqualTo(Counts.REQUESTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Please try again in 0.28s.; 280",
                "try again in 20ms; 20",
                "Try again in 1m2s.; 62000",
                "Please retry after 20 seconds.; 20000",
                "Retry in 1 minute and 5 seconds; 65000",
                "Please retry in 13h2m7.5s.; 46927500",
                "retrying after 2.5 sec; 2500",
                "wait for 3 mins; 180000",
            })
    void aDelayInWordsIsRead(String words, long millis) {
        assertThat(refused("{\"error\":{\"message\":\"Slow down. " + words + "\"}}")
                        .retryAfter())
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"try again later", "retry in a while", "retry in 5 steps", "try again in 7 mornings"})
    void wordsThatNameNoTimeAreNoDelay(String words) {
        assertThat(refused("{\"error\":{\"message\":\"" + words + "\"}}").retryAfter())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 17, 17000",
        "Retry-After, 1.5, 1500",
        "retry-after-ms, 280, 280",
        "x-ratelimit-reset-requests, 20ms, 0",
        "Retry-After, 999999999999, 31536000000"
    })
    void aDelayInAHeaderIsRead(String header, String value, long millis) {
        assertThat(refused("", header, value).retryAfter().orElse(Duration.ZERO))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void withoutAnyDelayTheResetOfTheLimitThatWasReachedCounts() {
        ModelException refusal = refused(
                "",
                "x-ratelimit-limit-requests",
                "3",
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                "12s");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(12));
    }

    @Test
    void onlyTheLimitThatWasReachedIsNamed() {
        ModelException refusal = refused(
                "",
                "x-ratelimit-limit-requests",
                "500",
                "x-ratelimit-remaining-requests",
                "499",
                "x-ratelimit-limit-tokens",
                "30000",
                "x-ratelimit-remaining-tokens",
                "120",
                "x-ratelimit-reset-tokens",
                "59.76s");
        Limit limit = only(refusal);
        assertThat(limit.quotaId()).isEqualTo("x-ratelimit-limit-tokens");
        assertThat(limit.counts()).isEqualTo(Counts.TOKENS);
        assertThat(limit.value()).hasValue(30_000);
    }

    /** Groq counts requests by the day under the same name; how slowly they come back tells it. */
    @ParameterizedTest
    @CsvSource({
        "60, 0, 59.4s, MINUTE",
        "60, 0, 12s, MINUTE",
        "14400, 14370, 2m59.56s, DAY",
        "200, 0, 24h0m0s, DAY",
        "200, 0, 7m12s, UNKNOWN"
    })
    void theWindowIsConcludedFromTheReset(String limit, String remaining, String reset, Window window) {
        List<Limit> limits = RateLimitHeaders.of(headers(
                        "x-ratelimit-limit-tokens",
                        limit,
                        "x-ratelimit-remaining-tokens",
                        remaining,
                        "x-ratelimit-reset-tokens",
                        reset))
                .reached();
        assertThat(limits).hasSize(1);
        assertThat(limits.get(0).window()).isEqualTo(window);
        assertThat(limits.get(0).value().isPresent()).isEqualTo(window != Window.UNKNOWN);
    }

    @Test
    void aQuotaOfTheDayInAHeaderIsOneOfTheDay() {
        ModelException refusal = refused(
                "",
                "x-ratelimit-limit-requests",
                "200",
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                "23h58m");
        assertThat(refusal.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
    }

    @Test
    void anthropicsHeadersAreReadWithTheServersClock() {
        ModelException refusal = refused(
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down.\"}}",
                "Date",
                "Wed, 25 Nov 2026 17:19:37 GMT",
                "anthropic-ratelimit-requests-limit",
                "50",
                "anthropic-ratelimit-requests-remaining",
                "0",
                "anthropic-ratelimit-requests-reset",
                "2026-11-25T17:20:07Z");
        assertThat(only(refusal).quotaId()).isEqualTo("anthropic-ratelimit-requests-limit");
        assertThat(only(refusal).value()).hasValue(50);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(refusal.getMessage()).endsWith("429: Slow down.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "RateLimit-Policy: \"default\";q=100;w=60 | RateLimit: \"default\";r=0;t=30 # MINUTE # 100 # 30",
                "RateLimit-Policy: \"burst\";q=10;w=1, \"day\";q=1000;w=86400 | RateLimit: \"burst\";r=4;t=1,"
                        + " \"day\";r=0;t=300 # DAY # 1000 # 300",
                "RateLimit-Policy: 100;w=60 | RateLimit: limit=100, remaining=0, reset=5 # MINUTE # 100 # 5",
                "RateLimit-Limit: 10, 10;w=60 | RateLimit-Remaining: 0 | RateLimit-Reset: 7 # MINUTE # 10 # 7",
                "RateLimit-Policy: \"per-hour\";q=500;w=3600 | RateLimit: \"per-hour\";r=0;t=60 # UNKNOWN # 0 # 60",
                "RateLimit-Limit: 10 | RateLimit-Remaining: 0 | RateLimit-Reset: 7 # UNKNOWN # 0 # 7"
            })
    void theStandardsHeadersAreReadWithTheirWindow(String headers, Window window, long value, long reset) {
        String[] pairs = headers.split(" \\| |: ", -1);
        ModelException refusal = refused("", pairs);
        assertThat(only(refusal).window()).isEqualTo(window);
        assertThat(only(refusal).value().orElse(0)).isEqualTo(value);
        assertThat(only(refusal).quotaId()).startsWith("RateLimit-");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(reset));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Rate limit reached for gpt-4o in organization org-x on requests per min (RPM): Limit 3, Used 3.; REQUESTS; 3; MINUTE",
                "Rate limit reached on tokens per min (TPM): Limit 30,000, Used 29000, Requested 2000.; TOKENS; 30000; MINUTE",
                "Rate limit reached for requests per minute: limit 60.; REQUESTS; 60; MINUTE",
                "on requests per day (RPD): Limit: 200, Used 200.; REQUESTS; 200; DAY"
            })
    void aLimitThatOnlyASentenceTellsIsRead(String words, Counts counts, long value, Window window) {
        Limit limit = only(refused("{\"error\":{\"message\":\"" + words + "\"}}"));
        assertThat(limit.counts()).isEqualTo(counts);
        assertThat(limit.value()).hasValue(value);
        assertThat(limit.window()).isEqualTo(window);
    }

    @Test
    void headersOfAMadServerTeachNothingAndThrowNothing() {
        ModelException refusal = refused(
                "{\"error\":{\"message\":\"" + "retry in 1s1s ".repeat(3_000) + "\"}}",
                "x-ratelimit-limit-requests",
                "-5",
                "x-ratelimit-limit-tokens",
                "0",
                "RateLimit-Policy",
                ";;;q=;w=99999999999999999999" + ",".repeat(5_000),
                "anthropic-ratelimit-requests-limit",
                "9",
                "anthropic-ratelimit-requests-reset",
                "soon");
        assertThat(refusal.limits()).hasSize(1);
        assertThat(READER.refused(503, headers("x-ratelimit-limit-requests", "5"), "")
                        .limits())
                .isEmpty();
    }
}
