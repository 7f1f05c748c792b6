package batchbook.sim;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.Response;
import batchbook.sim.reply.RpcStatus;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a request that exceeds a quota is told, word for word. */
final class QuotaRefusals {
    private static final String LIMITS = "https://ai.google.dev/gemini-api/docs/rate-limits";
    private static final String CHECK_QUOTA = "Resource has been exhausted (e.g. check quota).";
    private static final String SPENDING_CAP =
            "Your project has exceeded its monthly spending cap. Please go to AI Studio at https://ai.studio/spend to"
                    + " manage your project spend cap.";
    private static final String VERTEX_EXHAUSTED = "Resource exhausted. Please try again later. Please refer to"
            + " https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.";
    private static final String PROXY_PAGE = """
            <html>
            <head><title>429 Too Many Requests</title></head>
            <body><center><h1>429 Too Many Requests</h1></center></body>
            </html>
            """;

    private QuotaRefusals() {}

    static Response of(LimitExceeded exceeded, String model, Quotas quotas) {
        if (exceeded instanceof LimitExceeded.OverQuota over) {
            return overQuota(over, model, quotas);
        }
        return exceeded instanceof LimitExceeded.TooManyInFlight
                ? exhausted(CHECK_QUOTA).response()
                : exhausted(SPENDING_CAP).response();
    }

    /** A lack that nothing counts: it names no quota, as a client that learns limits would believe it. */
    static Response uncounted(Duration retryDelay) {
        RpcStatus status = exhausted(CHECK_QUOTA + " Please retry in " + spoken(retryDelay) + ".");
        retryInfo(status, seconds(retryDelay));
        return status.response();
    }

    /** A day's quota said to be used up. */
    static Response day(String model) {
        return full(new LimitExceeded.OverQuota(List.of(LimitExceeded.Violation.ofDay(500))), model, false);
    }

    private static Response overQuota(LimitExceeded.OverQuota over, String model, Quotas quotas) {
        return switch (quotas.refusals()) {
            case FULL -> full(over, model, quotas.exactDelays());
            case NO_DETAILS -> named(over, model).response();
            case VERTEX -> exhausted(VERTEX_EXHAUSTED).response();
            case STRIPPED -> Response.html(429, PROXY_PAGE);
            case RETRY_AFTER -> Response.html(429, PROXY_PAGE).header("Retry-After", roundedUp(over.delay()));
            case RATE_LIMIT_HEADERS -> inHeaders(over);
        };
    }

    /** RetryInfo is cut to whole seconds and so too short; the message is right. */
    private static Response full(LimitExceeded.OverQuota over, String model, boolean exact) {
        RpcStatus status = named(over, model);
        status.detail("Help")
                .putArray("links")
                .addObject()
                .put("description", "Learn more about Gemini API quotas")
                .put("url", LIMITS);
        ArrayNode violations = status.detail("QuotaFailure").putArray("violations");
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
        retryInfo(status, exact ? seconds(delay) : Long.toString(delay.toSeconds()));
        return status.response();
    }

    private static Response inHeaders(LimitExceeded.OverQuota over) {
        ObjectNode error = Json.object()
                .put("message", "Rate limit exceeded, please try again in " + spoken(over.delay()) + ".")
                .put("type", "requests")
                .put("code", "rate_limit_exceeded");
        Response.Message response = Response.error(429, error).header("Retry-After", roundedUp(over.delay()));
        for (LimitExceeded.Violation broken : over.violations()) {
            String what = broken.quota() == QuotaKind.TOKENS_PER_MINUTE ? "tokens" : "requests";
            response = response.header("x-ratelimit-limit-" + what, Long.toString(broken.limit()))
                    .header("x-ratelimit-remaining-" + what, "0")
                    .header("x-ratelimit-reset-" + what, spoken(broken.delay()));
        }
        return response;
    }

    /** The message that names each broken quota. */
    private static RpcStatus named(LimitExceeded.OverQuota over, String model) {
        String broken = over.violations().stream()
                .map(violation -> "* Quota exceeded for metric: "
                        + violation.quota().metric() + ", limit: " + violation.limit() + ", model: "
                        + Models.version(model) + "\n")
                .collect(Collectors.joining());
        return exhausted("You exceeded your current quota, please check your plan and billing details. For more"
                + " information on this error, head to: " + LIMITS
                + ". To monitor your current usage, head to: https://ai.dev/rate-limit. \n" + broken
                + "Please retry in " + spoken(over.delay()) + ".");
    }

    private static RpcStatus exhausted(String message) {
        return new RpcStatus(429, "RESOURCE_EXHAUSTED", message);
    }

    private static void retryInfo(RpcStatus status, String seconds) {
        status.detail("RetryInfo").put("retryDelay", seconds + "s");
    }

    /** Below a second the message says milliseconds, as Go prints a duration. */
    private static String spoken(Duration delay) {
        if (delay.compareTo(Duration.ofSeconds(1)) < 0) {
            return plain(BigDecimal.valueOf(delay.toNanos(), 6)) + "ms";
        }
        return seconds(delay) + "s";
    }

    private static String seconds(Duration delay) {
        return plain(BigDecimal.valueOf(delay.toNanos(), 9));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String roundedUp(Duration delay) {
        return Long.toString(delay.plusNanos(999_999_999).toSeconds());
    }
}
