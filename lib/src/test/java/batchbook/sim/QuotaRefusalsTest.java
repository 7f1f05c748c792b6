package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.reply.Response;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaRefusalsTest {
    private static final String MODEL = "gemini-flash-latest";
    private static final LimitExceeded BOTH = new LimitExceeded.OverQuota(List.of(
            new LimitExceeded.Violation(QuotaKind.REQUESTS_PER_MINUTE, 10, Duration.ofNanos(38_270_420_091L)),
            new LimitExceeded.Violation(QuotaKind.TOKENS_PER_MINUTE, 250_000, Duration.ofSeconds(3))));

    @Test
    void theFullBodyHasOneEntryForEachBrokenQuota() {
        JsonNode error = error(QuotaRefusals.of(BOTH, MODEL, Quotas.none()));

        assertThat(error.path("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(error.path("message").asText())
                .startsWith("You exceeded your current quota")
                .endsWith("""
                        \s
                        * Quota exceeded for metric: \
                        generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 10, \
                        model: gemini-3.8-flash
                        * Quota exceeded for metric: \
                        generativelanguage.googleapis.com/generate_content_free_tier_input_token_count, \
                        limit: 250000, model: gemini-3.8-flash
                        Please retry in 38.270420091s.""");
        assertThat(error.at("/details/0/@type").asText()).isEqualTo("type.googleapis.com/google.rpc.Help");
        assertThat(error.at("/details/1/violations")).hasSize(2);
        assertThat(error.at("/details/1/violations/0/quotaId").asText())
                .isEqualTo("GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
        assertThat(error.at("/details/1/violations/0/quotaMetric").asText())
                .isEqualTo("generativelanguage.googleapis.com/generate_content_free_tier_requests");
        assertThat(error.at("/details/1/violations/0/quotaDimensions/model").asText())
                .isEqualTo("gemini-3.8-flash");
        assertThat(error.at("/details/1/violations/0/quotaDimensions/location").asText())
                .isEqualTo("global");
        assertThat(error.at("/details/1/violations/0/quotaValue").isTextual()).isTrue();
        assertThat(error.at("/details/1/violations/1/quotaId").asText())
                .isEqualTo("GenerateContentInputTokensPerModelPerMinute-FreeTier");
        assertThat(error.at("/details/1/violations/1/quotaValue").asText()).isEqualTo("250000");
    }

    @Test
    void retryInfoIsCutToWholeSecondsUnlessExactDelaysAreAskedFor() {
        JsonNode cut = error(QuotaRefusals.of(BOTH, MODEL, Quotas.none()));
        JsonNode exact = error(QuotaRefusals.of(BOTH, MODEL, Quotas.none().exactDelays(true)));

        assertThat(cut.at("/details/2/retryDelay").asText()).isEqualTo("38s");
        assertThat(exact.at("/details/2/retryDelay").asText()).isEqualTo("38.270420091s");
    }

    @Test
    void aLimitOfZeroHasNoValueButALineInTheMessage() {
        LimitExceeded none = new LimitExceeded.OverQuota(
                List.of(new LimitExceeded.Violation(QuotaKind.REQUESTS_PER_DAY, 0, Duration.ofMillis(500))));

        JsonNode error = error(QuotaRefusals.of(none, MODEL, Quotas.none()));

        assertThat(error.at("/details/1/violations/0/quotaId").asText())
                .isEqualTo("GenerateRequestsPerDayPerProjectPerModel-FreeTier");
        assertThat(error.at("/details/1/violations/0").has("quotaValue")).isFalse();
        assertThat(error.path("message").asText())
                .contains(", limit: 0, model: gemini-3.8-flash\n")
                .endsWith("Please retry in 500ms.");
        assertThat(error.at("/details/2/retryDelay").asText()).isEqualTo("0s");
    }

    @Test
    void withoutDetailsTheMessageIsTheSame() {
        JsonNode full = error(QuotaRefusals.of(BOTH, MODEL, Quotas.none()));
        JsonNode bare = error(QuotaRefusals.of(BOTH, MODEL, Quotas.none().refusals(Refusal.NO_DETAILS)));

        assertThat(bare.path("message")).isEqualTo(full.path("message"));
        assertThat(bare.has("details")).isFalse();
    }

    @Test
    void vertexSaysNeitherWhatNorForHowLong() {
        JsonNode error = error(QuotaRefusals.of(BOTH, MODEL, Quotas.none().refusals(Refusal.VERTEX)));

        assertThat(error).isEqualTo(Raw.read("""
                {"code":429,"message":"Resource exhausted. Please try again later. Please refer to \
                https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.",\
                "status":"RESOURCE_EXHAUSTED"}"""));
    }

    @Test
    void aProxySendsAPageAndPerhapsAHeader() {
        var stripped = message(QuotaRefusals.of(BOTH, MODEL, Quotas.none().refusals(Refusal.STRIPPED)));
        var timed = message(QuotaRefusals.of(BOTH, MODEL, Quotas.none().refusals(Refusal.RETRY_AFTER)));

        assertThat(stripped.status()).isEqualTo(429);
        assertThat(stripped.body()).contains("429 Too Many Requests").doesNotContain("38");
        assertThat(stripped.headers()).isEmpty();
        assertThat(timed.body()).isEqualTo(stripped.body());
        assertThat(timed.headers()).containsEntry("Retry-After", "39");
    }

    @Test
    void aGatewayNamesLimitsInHeadersAndTheWaitInWords() {
        var response = message(QuotaRefusals.of(BOTH, MODEL, Quotas.none().refusals(Refusal.RATE_LIMIT_HEADERS)));

        assertThat(response.headers())
                .containsEntry("Retry-After", "39")
                .containsEntry("x-ratelimit-limit-requests", "10")
                .containsEntry("x-ratelimit-remaining-requests", "0")
                .containsEntry("x-ratelimit-reset-requests", "38.270420091s")
                .containsEntry("x-ratelimit-limit-tokens", "250000")
                .containsEntry("x-ratelimit-reset-tokens", "3s");
        assertThat(error(response).path("message").asText()).endsWith("try again in 38.270420091s.");
        assertThat(error(response).has("details")).isFalse();
    }

    @Test
    void tooManyAtOnceAndTooMuchMoneyNameNoQuotaAndNoDelay() {
        JsonNode crowded = error(QuotaRefusals.of(new LimitExceeded.TooManyInFlight(), MODEL, Quotas.none()));
        JsonNode spent = error(QuotaRefusals.of(new LimitExceeded.SpendingCap(), MODEL, Quotas.none()));

        assertThat(crowded).isEqualTo(Raw.read("""
                {"code":429,"message":"Resource has been exhausted (e.g. check quota).",\
                "status":"RESOURCE_EXHAUSTED"}"""));
        assertThat(spent).isEqualTo(Raw.read("""
                {"code":429,"message":"Your project has exceeded its monthly spending cap. Please go to AI Studio at \
                https://ai.studio/spend to manage your project spend cap.","status":"RESOURCE_EXHAUSTED"}"""));
    }

    private static Response.Message message(Response response) {
        return (Response.Message) response;
    }

    private static JsonNode error(Response response) {
        assertThat(message(response).status()).isEqualTo(429);
        return Raw.read(message(response).body()).path("error");
    }
}
