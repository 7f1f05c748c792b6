package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.Limit.Window;
import batchbook.ModelException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiErrorsTest {
    private static final Headers NONE = Headers.of();

    private static ModelException refused(int status, String body) {
        return GeminiErrors.refused(status, NONE, body, UnaryOperator.identity());
    }

    private static String error(int code, String status, String message, String... details) {
        return "{\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\",\"status\":\"" + status
                + "\",\"details\":[" + String.join(",", details) + "]}}";
    }

    private static String quota(String id, String value) {
        return "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaMetric\":\"m/requests\","
                + "\"quotaId\":\"" + id + "\",\"quotaValue\":\"" + value + "\"}]}";
    }

    private static String retry(String delay) {
        return "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"" + delay + "\"}";
    }

    @ParameterizedTest
    @CsvSource({
        "38s, 38000000000",
        "45.837906927s, 45837906927",
        "0.5s, 500000000",
        "0s, 0",
        "65205s, 65205000000000",
        "1.1s, 1100000000"
    })
    void theDelayIsReadWithAllItsDecimals(String delay, long nanos) {
        ModelException refusal = refused(429, error(429, "RESOURCE_EXHAUSTED", "quota", retry(delay)));
        assertThat(refusal.retryAfter()).contains(Duration.ofNanos(nanos));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
    }

    @ParameterizedTest
    @CsvSource({
        "Please retry in 38.270420091s., 38270420091",
        "Please retry in 512.3ms., 512300000",
        "Please retry in 1m5s., 65000000000",
        "Please retry in 13h2m7.5s., 46927500000000",
        "Please retry in 3m, 180000000000"
    })
    void withoutDetailsTheDelayIsReadFromTheWords(String words, long nanos) {
        assertThat(refused(429, error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.\\n" + words))
                        .retryAfter())
                .contains(Duration.ofNanos(nanos));
    }

    @Test
    void withoutABodyTheDelayIsReadFromTheHeader() {
        assertThat(GeminiErrors.refused(
                                429, Headers.of("Retry-After", "17"), "<html>proxy</html>", UnaryOperator.identity())
                        .retryAfter())
                .contains(Duration.ofSeconds(17));
        Headers dates =
                Headers.of("Date", "Sun, 22 Nov 2026 10:00:00 GMT", "Retry-After", "Sun, 22 Nov 2026 10:01:30 GMT");
        assertThat(GeminiErrors.refused(503, dates, "", UnaryOperator.identity())
                        .retryAfter())
                .contains(Duration.ofSeconds(90));
        assertThat(refused(429, "").retryAfter()).isEmpty();
        assertThat(GeminiErrors.refused(429, Headers.of("Retry-After", "soon"), "", UnaryOperator.identity())
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void aQuotaOfTheMinuteIsNamedWithItsValue() {
        String id = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier";
        ModelException refusal = refused(429, error(429, "RESOURCE_EXHAUSTED", "x", quota(id, "10"), retry("38s")));
        Limit limit = refusal.limits().get(0);
        assertThat(limit.quotaId()).isEqualTo(id);
        assertThat(limit.metric()).isEqualTo("m/requests");
        assertThat(limit.value()).hasValue(10);
        assertThat(limit.window()).isEqualTo(Window.MINUTE);
    }

    @Test
    void aQuotaOfTheDayIsNotARateLimit() {
        ModelException refusal = refused(
                429,
                error(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "x",
                        quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "20"),
                        retry("36s")));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(refusal.limits().get(0).window()).isEqualTo(Window.DAY);
        assertThat(refusal.getMessage()).contains("midnight Pacific");
    }

    @Test
    void aLimitOfZeroSaysThatTheKeyHasNoQuota() {
        ModelException refusal =
                refused(429, error(429, "RESOURCE_EXHAUSTED", "x", quota("GenerateRequestsPerMinute-FreeTier", "0")));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(refusal.getMessage()).contains("no quota for this model");
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST", "401, AUTH", "403, AUTH", "404, NOT_FOUND", "408, TIMEOUT", "413, BAD_REQUEST",
        "429, RATE_LIMITED", "500, OVERLOADED", "502, OVERLOADED", "503, OVERLOADED", "504, TIMEOUT", "520, OVERLOADED",
        "302, UNEXPECTED"
    })
    void aBodyOfAProxyLeavesOnlyTheStatus(int status, ErrorKind kind) {
        ModelException refusal = refused(status, "<html><title>nginx</title></html>");
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.httpStatus()).hasValue(status);
        assertThat(refusal.getMessage()).startsWith("Gemini answered " + status);
    }

    @Test
    void aWrongKeyIsA400() {
        String reason = "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}";
        ModelException refusal = refused(400, error(400, "INVALID_ARGUMENT", "API key not valid.", reason));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.AUTH);
        assertThat(refused(400, error(400, "FAILED_PRECONDITION", "User location is not supported"))
                        .kind())
                .isEqualTo(ErrorKind.AUTH);
    }

    @Test
    void anErrorInAnArrayAndAnEmptyBodyAreRead() {
        ModelException refusal = refused(503, "[" + error(503, "UNAVAILABLE", "overloaded") + "]");
        assertThat(refusal.getMessage()).isEqualTo("Gemini answered 503 UNAVAILABLE: overloaded");
        assertThat(refused(503, "").getMessage()).isEqualTo("Gemini answered 503");
        assertThat(refused(503, "null").limits()).isEmpty();
    }

    @Test
    void aLongMessageIsCut() {
        assertThat(refused(400, error(400, "INVALID_ARGUMENT", "y".repeat(5_000)))
                        .getMessage())
                .hasSizeLessThan(700);
    }

    @Test
    void theSimulatorsKeyIsAnOrdinaryWordAndStays() {
        Connection connection = Connection.to("simulator", Optional.empty());
        assertThat(GeminiErrors.from(new IllegalStateException("a simulator answered"), connection::redact))
                .hasMessage("IllegalStateException: a simulator answered");
    }

    @Test
    void aMessageThatRepeatsTheKeyIsRedacted() {
        Connection connection = Connection.to("s3cr3tkey", Optional.empty());
        ModelException refusal = refused(400, error(400, "INVALID_ARGUMENT", "bad key s3cr3tkey"));
        assertThat(GeminiErrors.from(refusal, connection::redact)).hasMessageContaining("bad key ***");
        assertThat(GeminiErrors.from(new IllegalStateException("s3cr3tkey"), connection::redact)
                        .getMessage())
                .isEqualTo("IllegalStateException: ***");
        assertThat(connection.toString()).doesNotContain("s3cr3tkey");
    }

    /** Only Google's own quotas start again at its midnight. */
    @Test
    void aQuotaOfTheDayInAHeaderNamesNoMidnight() {
        Headers headers = Headers.of(
                "x-ratelimit-limit-requests",
                "200",
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                "23h58m");
        assertThat(GeminiErrors.refused(429, headers, "", UnaryOperator.identity()))
                .hasMessageContaining("quota of the day")
                .hasMessageNotContaining("Pacific");
    }
}
