package batchbook.sim;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a request that exceeds a quota is told, word for word. */
final class QuotaRefusals {
    private static final String LIMITS = "https://ai.google.dev/gemini-api/docs/rate-limits";
    private static final String EXHAUSTED = "RESOURCE_EXHAUSTED";
    private static final String CHECK_QUOTA = "Resource has been exhausted (e.g. check quota).";
    private static final String PROXY_PAGE = """
            <html>
            <head><title>429 Too Many Requests</title></head>
            <body><center><h1>429 Too Many Requests</h1></center></body>
            </html>
            """;

    private QuotaRefusals() {}

    static Response denied(LimitExceeded exceeded, String model, Quotas quotas) {
        if (exceeded instanceof LimitExceeded.OverQuota over) {
            return overQuota(over, model, quotas);
        }
        return exceeded instanceof LimitExceeded.TooManyInFlight ? tooManyInFlight() : spendingCap();
    }

    /** A lack that nothing counts: it names no quota, as a client that learns limits would believe it. */
    static Response exhausted(Duration retryDelay) {
        ObjectNode error =
                Refusals.error(429, EXHAUSTED, CHECK_QUOTA + " Please retry in " + Refusals.spoken(retryDelay) + ".");
        retryInfo(error, Refusals.seconds(retryDelay));
        return Refusals.response(error);
    }

    /** A day's quota said to be used up. */
    static Response day(String model) {
        var day = new LimitExceeded.Violation(QuotaKind.REQUESTS_PER_DAY, 500, QuotaCounter.SAID_OF_A_DAY);
        return overQuota(new LimitExceeded.OverQuota(List.of(day)), model, Quotas.none());
    }

    private static Response overQuota(LimitExceeded.OverQuota over, String model, Quotas quotas) {
        return switch (quotas.refusals()) {
            case FULL -> full(over, model, quotas.exactDelays());
            case NO_DETAILS -> Refusals.response(said(over, model));
            case VERTEX ->
                Refusals.response(Refusals.error(
                        429,
                        EXHAUSTED,
                        "Resource exhausted. Please try again later. Please refer to"
                                + " https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more"
                                + " details."));
            case STRIPPED -> Response.html(429, PROXY_PAGE);
            case RETRY_AFTER -> Response.html(429, PROXY_PAGE).header("Retry-After", roundedUp(over.delay()));
            case RATE_LIMIT_HEADERS -> inHeaders(over);
        };
    }

    /** RetryInfo is cut to whole seconds and so too short; the message is right. */
    private static Response full(LimitExceeded.OverQuota over, String model, boolean exact) {
        ObjectNode error = said(over, model);
        ObjectNode help = Refusals.detail(error, "google.rpc.Help");
        help.putArray("links")
                .addObject()
                .put("description", "Learn more about Gemini API quotas")
                .put("url", LIMITS);
        var violations = Refusals.detail(error, "google.rpc.QuotaFailure").putArray("violations");
        for (LimitExceeded.Violation broken : over.violations()) {
            ObjectNode violation = violations
                    .addObject()
                    .put("quotaMetric", broken.quota().metric())
                    .put("quotaId", broken.quota().id());
            violation.putObject("quotaDimensions").put("location", "global").put("model", Models.version(model));
            if (broken.limit() > 0) {
                violation.put("quotaValue", Long.toString(broken.limit()));
            }
        }
        Duration delay = over.delay();
        retryInfo(error, exact ? Refusals.seconds(delay) : Long.toString(delay.toSeconds()));
        return Refusals.response(error);
    }

    private static Response inHeaders(LimitExceeded.OverQuota over) {
        ObjectNode error = Json.object()
                .put("message", "Rate limit exceeded, please try again in " + Refusals.spoken(over.delay()) + ".")
                .put("type", "requests")
                .put("code", "rate_limit_exceeded");
        Response.Message response = Response.json(
                        429, Json.indented(Json.object().set("error", error)))
                .header("Retry-After", roundedUp(over.delay()));
        for (LimitExceeded.Violation broken : over.violations()) {
            String what = broken.quota() == QuotaKind.TOKENS_PER_MINUTE ? "tokens" : "requests";
            response = response.header("x-ratelimit-limit-" + what, Long.toString(broken.limit()))
                    .header("x-ratelimit-remaining-" + what, "0")
                    .header("x-ratelimit-reset-" + what, Refusals.spoken(broken.delay()));
        }
        return response;
    }

    private static ObjectNode said(LimitExceeded.OverQuota over, String model) {
        String broken = over.violations().stream()
                .map(violation -> "* Quota exceeded for metric: "
                        + violation.quota().metric() + ", limit: " + violation.limit() + ", model: "
                        + Models.version(model) + "\n")
                .collect(Collectors.joining());
        return Refusals.error(
                429,
                EXHAUSTED,
                "You exceeded your current quota, please check your plan and billing details. For more information on"
                        + " this error, head to: " + LIMITS
                        + ". To monitor your current usage, head to: https://ai.dev/rate-limit. \n" + broken
                        + "Please retry in " + Refusals.spoken(over.delay()) + ".");
    }

    private static Response tooManyInFlight() {
        return Refusals.response(Refusals.error(429, EXHAUSTED, CHECK_QUOTA));
    }

    private static Response spendingCap() {
        return Refusals.response(Refusals.error(
                429,
                EXHAUSTED,
                "Your project has exceeded its monthly spending cap. Please go to AI Studio at https://ai.studio/spend"
                        + " to manage your project spend cap."));
    }

    private static void retryInfo(ObjectNode error, String seconds) {
        Refusals.detail(error, "google.rpc.RetryInfo").put("retryDelay", seconds + "s");
    }

    private static String roundedUp(Duration delay) {
        return Long.toString(delay.plusNanos(999_999_999).toSeconds());
    }
}
