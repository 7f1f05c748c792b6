package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Limit.Window;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Retry;
import batchbook.Run;
import batchbook.gemini.Gateway.Answer;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals as users got them from Gemini, or from a gateway before it, over HTTP. */
class OddRefusalsTest {
    private static ModelException refusal(int status, String body) {
        try (Gateway gateway = Gateway.saying(Answer.of(status, body))) {
            Gemini gemini = gateway.gemini();
            return catchThrowableOfType(ModelException.class, () -> gemini.ask("hello"));
        }
    }

    private static String error(int code, String status, String message) {
        return "{\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\",\"status\":\"" + status + "\"}}";
    }

    private static String nested(String inner, int code, String status) {
        return "{\"error\":{\"message\":\""
                + inner.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\",\"code\":" + code
                + ",\"status\":\"" + status + "\"}}";
    }

    private static String withDetail(int code, String status, String message, String detail) {
        return error(code, status, message).replaceFirst("}}$", ",\"details\":[" + detail + "]}}");
    }

    private static String errorInfo(String reason, String metadata) {
        return "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" + reason
                + "\",\"domain\":\"googleapis.com\",\"metadata\":{" + metadata + "}}";
    }

    private static Run run(Gateway gateway, int prompts) {
        return Batch.of(gateway.gemini())
                .workers(2)
                .retry(new Retry(5, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)))
                .progress(Progress.none())
                .run(IntStream.range(0, prompts).mapToObj(i -> "prompt " + i).toList());
    }

    private static final String PLACE = "User location is not supported for the API use";

    @Test
    void aCountryWithoutTheApiIsAboutRegionAndBillingNotAboutTheKey() {
        String plain = error(400, "FAILED_PRECONDITION", PLACE + ".");
        for (String body : List.of(
                plain,
                error(400, "FAILED_PRECONDITION", PLACE + " without a billing account linked."),
                nested(plain, 400, "Bad Request"))) {
            ModelException refusal = refusal(400, body);
            assertThat(refusal.kind()).isEqualTo(ErrorKind.AUTH);
            assertThat(refusal.getMessage())
                    .contains(PLACE)
                    .contains("Link billing")
                    .contains("available-regions")
                    .doesNotContain("valid key", "{");
        }
        try (Gateway gateway = Gateway.saying(Answer.of(400, plain))) {
            Run run = run(gateway, 50);
            assertThat(gateway.requests()).isLessThanOrEqualTo(2);
            assertThat(run.advice()).anyMatch(line -> line.contains("Link billing"));
            assertThat(String.join(" ", run.advice())).doesNotContain("valid key");
        }
    }

    @Test
    void prepaidCreditsThatAreUsedUpEndTheRunWithAdviceAboutBilling() {
        String body = error(
                429,
                "RESOURCE_EXHAUSTED",
                "Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.");
        try (Gateway gateway = Gateway.saying(Answer.of(429, body))) {
            Run run = run(gateway, 50);
            assertThat(gateway.requests()).isLessThanOrEqualTo(2);
            assertThat(run.get(0).kind()).contains(ErrorKind.QUOTA_EXHAUSTED);
            assertThat(run.stopped().orElseThrow()).contains("Billing");
            assertThat(String.join(" ", run.advice()))
                    .contains("add credit")
                    .contains("When that is mended, run.resume() asks them")
                    .doesNotContain("starts again");
        }
        assertThat(refusal(402, "{\"error\":{\"message\":\"Insufficient Balance\"}}")
                        .kind())
                .isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(refusal(429, "{\"error\":{\"message\":\"over quota\",\"code\":\"insufficient_quota\"}}")
                        .kind())
                .isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
    }

    @Test
    void aLimitOfZeroOfWhichOnlyTheLinesTellEndsTheRun() {
        String line = "\\n* Quota exceeded for metric: g.com/free_tier_requests, limit: 0, model: pro";
        String violation =
                "{\"quotaMetric\":\"g.com/free_tier_requests\",\"quotaId\":\"RequestsPer%sPerProject-FreeTier\"}";
        String body = withDetail(
                429,
                "RESOURCE_EXHAUSTED",
                "You exceeded your current quota, please check your plan and billing details." + line + line
                        + "\\nPlease retry in 45.578569677s.",
                "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":["
                        + violation.formatted("Day") + "," + violation.formatted("Minute") + "]}");
        ModelException refusal = refusal(429, body);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(refusal.limits()).hasSize(2).allMatch(limit -> limit.value().orElseThrow() == 0);
        try (Gateway gateway = Gateway.saying(Answer.of(429, body))) {
            Run run = run(gateway, 50);
            assertThat(gateway.requests()).isLessThanOrEqualTo(2);
            assertThat(String.join(" ", run.advice()))
                    .contains("no quota for this model")
                    .contains("would be refused like the first");
        }
    }

    @Test
    void aLimitOfZeroInAnOlderErrorInfoEndsTheRunToo() {
        ModelException refusal = refusal(
                429,
                withDetail(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "Quota exceeded for quota metric 'Requests per minute' of a region.",
                        errorInfo(
                                "RATE_LIMIT_EXCEEDED",
                                "\"quota_metric\":\"g.com/requests\",\"quota_limit\":\"RequestsPerMinutePerProjectPerRegion\","
                                        + "\"quota_limit_value\":\"0\"")));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(refusal.limits().get(0).window()).isEqualTo(Window.MINUTE);
        assertThat(refusal.limits().get(0).value()).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"quotaValue\":\"20\"", ""})
    void aQuotaOfTheDayIsOneNestedInATextOrWithoutAValueToo(String value) {
        String inner = withDetail(
                429,
                "RESOURCE_EXHAUSTED",
                "You exceeded your current quota.",
                "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaId\":"
                        + "\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"" + value + "}]},"
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"1s\"}");
        for (String body : List.of(inner, nested(inner, 429, "Too Many Requests"))) {
            ModelException refusal = refusal(429, body);
            assertThat(refusal.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
            assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
            assertThat(refusal.limits().get(0).window()).isEqualTo(Window.DAY);
            assertThat(refusal.limits().get(0).zone()).isPresent();
            assertThat(refusal.limits().get(0).value().isPresent()).isEqualTo(!value.isEmpty());
            assertThat(refusal.getMessage())
                    .startsWith("Gemini answered 429 RESOURCE_EXHAUSTED: You exceeded your current quota. ->");
        }
    }

    @Test
    void tooManyTokensAreAFaultOfTheRowAlone() {
        String body = """
                [{"error":{"code":400,"message":"The input token count (1200293) exceeds the maximum number of tokens \
                allowed (1048576).","errors":[{"message":"The input token count","reason":"badRequest"}],\
                "status":"INVALID_ARGUMENT"}}]""";
        try (Gateway gateway = Gateway.saying(Answer.of(400, body))) {
            Run run = run(gateway, 1);
            assertThat(run.get(0).kind()).contains(ErrorKind.BAD_REQUEST);
            assertThat(run.get(0).error()).contains("INVALID_ARGUMENT: The input token count (1200293) exceeds");
            assertThat(gateway.requests()).isEqualTo(1);
        }
    }

    @Test
    void whatTheServerCancelledIsTriedAgain() {
        String body =
                "[{\"error\":{\"code\":499,\"message\":\"The operation was cancelled.\",\"status\":\"CANCELLED\"}}]";
        ModelException refusal = refusal(499, body);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(refusal.getMessage()).contains("CANCELLED: The operation was cancelled.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "500; {'error':{'code':'http_error','message':'upstream failed'}}; OVERLOADED; upstream failed",
                "429; {'error':{'message':'litellm.RateLimitError: X - {\\n  \\'error\\': {\\n \\'code\\': 429,\\n"
                        + " \\'message\\': \\'Resource is exhausted.\\'}}. Retry 0/3','code':'429'}}; RATE_LIMITED;"
                        + " litellm.RateLimitError: X - Resource is exhausted.",
                "400; {'error':'model name is missing'}; BAD_REQUEST; model name is missing",
                "400; {'errors':[{'message':'first of two'},{'message':'second'}]}; BAD_REQUEST; first of two",
                "422; {'detail':[{'loc':['body'],'msg':'field required'}]}; BAD_REQUEST; field required",
                "400; {'detail':'no such deployment'}; BAD_REQUEST; no such deployment",
                "400; {'detail':{'error':{'message':'deep'}}}; BAD_REQUEST; deep",
                "503; {'message':'no upstream'}; OVERLOADED; no upstream",
                "400; {'error':'invalid_grant','error_description':'bad clock'}; BAD_REQUEST; bad clock",
                "400; {'title':'Not so','status':400}; BAD_REQUEST; Not so",
                "503; upstream connect error; OVERLOADED; upstream connect error",
                "502; <html><head><title>502 Bad Gateway</title></head></html>; OVERLOADED; 502 Bad Gateway",
                "500; {'error':{'message':'{\\'message\\':\\'{\\\\\\'error\\\\\\':\\\\\\'inmost\\\\\\'}\\'}'}}; OVERLOADED; inmost",
            })
    void theWordsAreFoundWhereverAGatewayPutsThem(int status, String body, ErrorKind kind, String words) {
        ModelException refusal = refusal(status, body.replace('\'', '"'));
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.getMessage()).startsWith("Gemini answered " + status).endsWith(": " + words);
    }

    @Test
    void aPreconditionOfWhichNoMoreIsSaidEndsTheRunOnlyWhenTheNextRowsFailAlike() {
        String body = error(400, "FAILED_PRECONDITION", "Precondition check failed.");
        ModelException refusal = refusal(400, body);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.BAD_REQUEST);
        assertThat(refusal.getMessage()).doesNotContain("key");
        try (Gateway gateway = Gateway.saying(Answer.of(400, body))) {
            Run run = run(gateway, 200);
            assertThat(gateway.requests()).isLessThanOrEqualTo(7);
            assertThat(run.stopped().orElseThrow())
                    .contains("first 5 prompts all failed alike")
                    .contains("Precondition check failed");
            assertThat(run.notRun()).hasSizeGreaterThanOrEqualTo(193);
            assertThat(String.join(" ", run.advice())).contains("run.retryFailed() asks all");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; INVALID_ARGUMENT; API key not valid. Please pass a valid API key.; Put a valid key",
                "400; INVALID_ARGUMENT; API key expired. Please renew the API key.; The key has expired",
                "403; PERMISSION_DENIED; Your API key was reported as leaked. Please use another API key.; found in public",
                "403; PERMISSION_DENIED; Your project has been denied access. Please contact support.; a key of another project",
                "403; PERMISSION_DENIED; This API method requires billing to be enabled.; Link billing",
                "403; PERMISSION_DENIED; Method doesn't allow unregistered callers.; Put a valid key",
                "401; UNAUTHENTICATED; Request had invalid authentication credentials.; Put a valid key",
            })
    void aRefusalOfTheKeyWithoutDetailsHasAdviceByItsWords(int status, String name, String words, String advice) {
        ModelException refusal = refusal(status, error(status, name, words));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.AUTH);
        assertThat(refusal.getMessage()).contains(words).contains(advice);
    }

    @ParameterizedTest
    @CsvSource({
        "API_KEY_SERVICE_BLOCKED, may not be used for this API",
        "API_KEY_HTTP_REFERRER_BLOCKED, only for some web pages",
        "API_KEY_IP_ADDRESS_BLOCKED, only for some IP addresses",
        "API_KEY_ANDROID_APP_BLOCKED, only for some apps",
        "CONSUMER_SUSPENDED, ask Google's support",
        "BILLING_DISABLED, Link billing",
        "API_KEY_INVALID, Put a valid key"
    })
    void aRefusalOfTheKeyHasAdviceByItsReason(String reason, String advice) {
        ModelException refusal =
                refusal(403, withDetail(403, "PERMISSION_DENIED", "No.", errorInfo(reason, "\"service\":\"g\"")));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.AUTH);
        assertThat(refusal.getMessage())
                .contains("403 PERMISSION_DENIED: No. -> ")
                .contains(advice);
    }

    @Test
    void anApiThatIsSwitchedOffNamesTheLinkThatSwitchesItOn() {
        String link =
                "https://console.developers.google.com/apis/api/generativelanguage.googleapis.com/overview?project=12";
        assertThat(refusal(
                                403,
                                withDetail(
                                        403,
                                        "PERMISSION_DENIED",
                                        "It is disabled.",
                                        errorInfo("SERVICE_DISABLED", "\"activationUrl\":\"" + link + "\"")))
                        .getMessage())
                .contains("Switch the API on for the key's project at " + link + ", wait");
        assertThat(refusal(
                                403,
                                error(
                                        403,
                                        "PERMISSION_DENIED",
                                        "The API has not been used in project 12 before or it is disabled. Enable it by visiting "
                                                + link + " then retry."))
                        .getMessage())
                .contains("at " + link + ", wait");
        assertThat(refusal(
                                403,
                                withDetail(
                                        403,
                                        "PERMISSION_DENIED",
                                        "Off.",
                                        errorInfo("SERVICE_DISABLED", "\"activationUrl\":\"https://evil.example/\"")))
                        .getMessage())
                .contains("console.cloud.google.com")
                .doesNotContain("evil");
    }

    @Test
    void aModelThatGeminiDoesNotKnowEndsTheRunAndAnAddressOnlyWhenNothingWasAnswered() {
        ModelException model = refusal(404, error(404, "NOT_FOUND", "models/x is not found for API version v1beta"));
        assertThat(model.kind()).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(model.getMessage()).contains("gemini.models()");

        String good = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"ok\"}]},\"finishReason\":\"STOP\"}]}";
        for (String stray : List.of("<html><title>404 Not Found</title></html>", "{\"detail\":\"Not Found\"}", "")) {
            ModelException address = refusal(404, stray);
            assertThat(address.kind()).isEqualTo(ErrorKind.NOT_FOUND);
            assertThat(address.getMessage()).contains("The address").doesNotContain(".model(");

            try (Gateway gateway =
                    Gateway.scripted(number -> number % 10 == 5 ? Answer.of(404, stray) : Answer.of(200, good))) {
                Run run = run(gateway, 60);
                assertThat(run.stopped()).isEmpty();
                assertThat(run.answered()).hasSize(60);
            }
            try (Gateway gateway = Gateway.saying(Answer.of(404, stray))) {
                Run run = run(gateway, 60);
                assertThat(run.stopped().orElseThrow()).contains("The address is wrong");
                assertThat(gateway.requests()).isLessThan(20);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aConfiguredProxyThatWantsAPasswordIsNamed(String scheme) {
        ProxySelector before = ProxySelector.getDefault();
        try (RawServer proxy =
                RawServer.saying("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic"
                        + " realm=\"office\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
            ProxySelector.setDefault(ProxySelector.of(proxy.address()));
            Gemini gemini = Gemini.at(URI.create(scheme + "://batchbook.invalid"));
            ModelException refusal = catchThrowableOfType(ModelException.class, () -> gemini.ask("hello"));
            assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(ErrorKind.AUTH);
            assertThat(refusal.httpStatus()).hasValue(407);
            assertThat(refusal.getMessage()).contains("proxy on the way wants a user name and a password");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void aRequestThatIsTooLargeForAProxyAndAProxyThatWantsAPasswordAreNamedAndNotRepeated() {
        try (Gateway gateway = Gateway.saying(Answer.of(413, "<html><title>413</title></html>"))) {
            Run run = run(gateway, 1);
            assertThat(run.get(0).error()).contains("413").contains("shorten the prompt");
            assertThat(gateway.requests()).isEqualTo(1);
        }
        try (Gateway gateway =
                Gateway.saying(Answer.of(407, "").header("Proxy-Authenticate", "Basic realm=\"office\""))) {
            Run run = run(gateway, 10);
            assertThat(run.get(0).kind()).contains(ErrorKind.AUTH);
            assertThat(run.stopped().orElseThrow())
                    .contains("407")
                    .contains("proxy")
                    .contains("password");
            assertThat(gateway.requests()).isLessThanOrEqualTo(2);
        }
        ModelException firewall = refusal(403, "<html><title>Blocked by policy</title></html>");
        assertThat(firewall.getMessage()).contains("firewall").doesNotContain("valid key");
    }
}
