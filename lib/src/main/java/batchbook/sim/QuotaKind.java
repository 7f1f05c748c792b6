package batchbook.sim;

import batchbook.sim.reply.Refusals;

/** A quota under the names that the service has for it. */
enum QuotaKind {
    REQUESTS_PER_MINUTE("generate_content_free_tier_requests", "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"),
    TOKENS_PER_MINUTE(
            "generate_content_free_tier_input_token_count", "GenerateContentInputTokensPerModelPerMinute-FreeTier"),
    REQUESTS_PER_DAY("generate_content_free_tier_requests", "GenerateRequestsPerDayPerProjectPerModel-FreeTier");

    private final String metric;
    private final String id;

    QuotaKind(String metric, String id) {
        this.metric = Refusals.SERVICE + "/" + metric;
        this.id = id;
    }

    String metric() {
        return metric;
    }

    String id() {
        return id;
    }
}
