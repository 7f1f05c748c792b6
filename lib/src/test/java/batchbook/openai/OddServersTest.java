package batchbook.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.ModelException;
import batchbook.Reply;
import batchbook.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers and refusals as servers of this kind give them. */
class OddServersTest {
    private static ModelException failure(int status, String body, String... headers) {
        try (FakeServer server = FakeServer.saying(status, body, headers)) {
            OpenAi model = server.model().key("sk-s3cret-key-value");
            return catchThrowableOfType(ModelException.class, () -> model.ask("hello"));
        }
    }

    private static Reply reply(String body) {
        try (FakeServer server = FakeServer.saying(200, body)) {
            return server.model().ask("hello");
        }
    }

    private static String choice(String choice) {
        return "{\"choices\":[" + choice + "]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                // OpenAI
                "401 # {\"error\":{\"message\":\"Incorrect API key provided: sk-s3cret-key-value. You can find your API key at"
                        + " ..\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}} # AUTH # OPENAI_API_KEY",
                "404 # {\"error\":{\"message\":\"The model `gpt-9` does not exist or you do not have access to it.\","
                        + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"model_not_found\"}} # NOT_FOUND # .models() lists",
                "429 # {\"error\":{\"message\":\"You exceeded your current quota, please check your plan and billing details.\","
                        + "\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"}} # QUOTA_EXHAUSTED # add credit",
                "429 # {\"error\":{\"message\":\"Your account is not active, please check your billing details on our website.\","
                        + "\"type\":\"billing_not_active\",\"code\":\"billing_not_active\"}} # QUOTA_EXHAUSTED # add credit",
                "400 # {\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\",\"type\":"
                        + "\"invalid_request_error\",\"code\":\"context_length_exceeded\"}} # BAD_REQUEST # shorten it",
                "400 # {\"error\":{\"message\":\"Invalid prompt: your prompt was flagged\",\"code\":\"invalid_prompt\"}} # BLOCKED # rephrase",
                "403 # {\"error\":{\"code\":\"unsupported_country_region_territory\",\"message\":\"Country, region, or territory"
                        + " not supported\",\"type\":\"request_forbidden\"}} # AUTH # The key is right",
                "500 # {\"error\":{\"message\":\"The server had an error while processing your request.\",\"type\":"
                        + "\"server_error\"}} # OVERLOADED # server had an error",
                // Azure
                "429 # {\"error\":{\"code\":\"429\",\"message\":\"Requests to the ChatCompletions_Create Operation have exceeded"
                        + " token rate limit of your current OpenAI S0 pricing tier. Please retry after 6 seconds.\"}}"
                        + " # RATE_LIMITED # token rate limit",
                "400 # {\"error\":{\"message\":\"The response was filtered\",\"type\":null,\"param\":\"prompt\",\"code\":"
                        + "\"content_filter\",\"status\":400}} # BLOCKED # The response was filtered",
                "401 # {\"statusCode\":401,\"message\":\"Access denied due to invalid subscription key\"} # AUTH # Access denied",
                "404 # {\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not"
                        + " exist.\"}} # NOT_FOUND # Choose another",
                // OpenRouter
                "402 # {\"error\":{\"message\":\"Insufficient credits. Add more using ..\",\"code\":402}} # QUOTA_EXHAUSTED # add credit",
                "403 # {\"error\":{\"code\":403,\"message\":\"The chosen model requires moderation, and your input was flagged\"}}"
                        + " # BLOCKED # flagged",
                "429 # {\"error\":{\"message\":\"Provider returned error\",\"code\":429,\"metadata\":{\"raw\":\"llama is"
                        + " temporarily rate-limited upstream.\",\"provider_name\":\"X\"}}} # RATE_LIMITED # rate-limited upstream",
                // Ollama, vLLM, LM Studio, Mistral, Groq
                "404 # {\"error\":\"model \\\"llama9\\\" not found, try pulling it first\"} # NOT_FOUND # ollama pull",
                "404 # {\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"type\":\"NotFoundError\",\"param\":null,"
                        + "\"code\":404} # NOT_FOUND # Choose another",
                "422 # {\"detail\":[{\"loc\":[\"body\",\"temperature\"],\"msg\":\"Input should be less than 2\"}]} # BAD_REQUEST # less than 2",
                "400 # {\"error\":\"Trying to keep the first 9000 tokens when context overflows. However, the model is loaded with a"
                        + " context length of only 4096 tokens\"} # BAD_REQUEST # shorten it",
                "413 # Payload Too Large # BAD_REQUEST # shorten the prompt",
                // Google's own address
                "400 # [{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\",\"status\":"
                        + "\"INVALID_ARGUMENT\"}}] # AUTH # valid key",
                // Whoever stands before the server
                "404 # 404 page not found # NOT_FOUND # mostly ends with /v1",
                "404 # {\"detail\":\"Not Found\"} # NOT_FOUND # mostly ends with /v1",
                "502 # <html><head><title>502 Bad Gateway</title></head></html> # OVERLOADED # 502 Bad Gateway",
                "403 # <html><head><title>Blocked by policy</title></head></html> # AUTH # a proxy or a firewall",
                "504 # upstream request timeout # TIMEOUT # upstream request timeout",
            })
    void aRefusalIsSortedAndSaysWhatToDo(int status, String body, ErrorKind kind, String words) {
        ModelException refusal = failure(status, body);

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.httpStatus()).hasValue(status);
        assertThat(refusal).hasMessageStartingWith("127.0.0.1:").hasMessageContaining(words);
        assertThat(refusal).hasMessageNotContaining("s3cret").hasMessageNotContaining("Google");
    }

    @Test
    void whoeverGaveNoKeyIsToldHow() {
        try (FakeServer server =
                FakeServer.saying(401, "{\"error\":{\"message\":\"You didn't provide an API key.\"}}")) {
            ModelException refusal = catchThrowableOfType(
                    ModelException.class, () -> server.model().ask("hello"));
            assertThat(refusal).hasMessageContaining("give it with .key(..)");
        }
    }

    @Test
    void aRefusalForALimitTeachesTheLimitAndTheWait() {
        ModelException refusal = failure(
                429,
                "{\"error\":{\"message\":\"Rate limit reached for gpt-4o-mini on requests per min (RPM): Limit 500, Used 500,"
                        + " Requested 1. Please try again in 120ms.\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}",
                "retry-after-ms",
                "120",
                "retry-after",
                "1",
                "x-ratelimit-limit-requests",
                "500",
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                "120ms",
                "x-ratelimit-limit-tokens",
                "200000",
                "x-ratelimit-remaining-tokens",
                "199000");

        assertThat(refusal.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(refusal.retryAfter()).contains(Duration.ofMillis(120));
        assertThat(refusal.limits()).singleElement().satisfies(limit -> {
            assertThat(limit.value()).hasValue(500);
            assertThat(limit.window()).isEqualTo(Window.MINUTE);
            assertThat(limit.counts()).isEqualTo(Counts.REQUESTS);
        });
    }

    @ParameterizedTest
    @CsvSource({"free-models-per-min, 20, MINUTE, RATE_LIMITED", "free-models-per-day, 50, DAY, QUOTA_EXHAUSTED"})
    void openRoutersLimitStandsInItsBody(String name, long value, Window window, ErrorKind kind) {
        ModelException refusal = failure(
                429,
                "{\"error\":{\"message\":\"Rate limit exceeded: " + name
                        + ". \",\"code\":429,\"metadata\":{\"headers\":"
                        + "{\"X-RateLimit-Limit\":\"" + value + "\",\"X-RateLimit-Remaining\":\"0\","
                        + "\"X-RateLimit-Reset\":\"1795630800000\"},\"provider_name\":null}},\"user_id\":\"u\"}");

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.limits()).singleElement().satisfies(limit -> {
            assertThat(limit.quotaId()).isEqualTo(name);
            assertThat(limit.value()).hasValue(value);
            assertThat(limit.window()).isEqualTo(window);
        });
    }

    @Test
    void aLimitOnTokensIsToldFromOneOnRequests() {
        List<Limit> limits = failure(
                        429,
                        "{\"error\":{\"message\":\"Rate limit reached for model `x` on tokens per minute (TPM): Limit 6000, Used"
                                + " 5800, Requested 900. Please try again in 7.1s.\",\"type\":\"tokens\","
                                + "\"code\":\"rate_limit_exceeded\"}}")
                .limits();
        assertThat(limits).singleElement().satisfies(limit -> {
            assertThat(limit.counts()).isEqualTo(Counts.TOKENS);
            assertThat(limit.value()).hasValue(6_000);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{\"message\":{\"content\":\"half an ans\"},\"finish_reason\":\"length\"} # TRUNCATED # Raise .maxOutputTokens(..)",
                "{\"message\":{\"content\":\"\"},\"finish_reason\":\"content_filter\"} # BLOCKED # content_filter",
                "{\"message\":{\"content\":null,\"refusal\":\"I can't help with that.\"},\"finish_reason\":\"stop\"} # BLOCKED # I can't help",
                "{\"message\":{\"content\":\" \"},\"finish_reason\":\"stop\"} # EMPTY # without a text",
                "{\"message\":null} # EMPTY # without a text",
                "{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"weather\","
                        + "\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"} # EMPTY # weather",
                "{\"message\":{\"content\":\"I look\",\"function_call\":{\"name\":\"weather\"}},\"finish_reason\":\"function_call\"} # EMPTY # weather",
                "{\"message\":{\"content\":\"half\"},\"finish_reason\":\"error\"} # OVERLOADED # broke off",
            })
    void anAnswerThatIsNoneIsAFailureOfItsKind(String choice, ErrorKind kind, String words) {
        ModelException failure = failure(200, choice(choice));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(words);
        assertThat(failure.partial()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"o\"},{\"type\":\"text\",\"text\":\"k\"}]}} # ok",
                "{\"message\":{\"content\":\"ok\",\"reasoning_content\":\"hm\",\"tool_calls\":[]},\"finish_reason\":null} # ok",
                "{\"message\":{\"content\":\"ok\",\"tool_calls\":null},\"finish_reason\":\"eos\"} # ok",
                "{\"message\":{\"content\":\"\"},\"finish_reason\":\"length\"},{\"message\":{\"content\":\"ok\"}} # ok",
            })
    void aWholeTextIsAnAnswerHoweverItIsSpelt(String choices, String text) {
        assertThat(reply(choice(choices)).text()).isEqualTo(text);
    }

    @Test
    void ofSeveralChoicesNoneIsLost() {
        Reply reply = reply(choice("{\"message\":{\"content\":\"cut\"},\"finish_reason\":\"length\"},"
                + "{\"message\":{\"content\":\"one\"}},{\"message\":{\"content\":\"two\"}}"));
        assertThat(reply.text()).isEqualTo("one");
        assertThat(reply.others()).containsExactly("cut", "two");
    }

    @Test
    void thinkingThatOnlyTheTotalTellsIsCounted() {
        assertThat(reply("{\"choices\":[{\"message\":{\"content\":\"ok\"}}],"
                                + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":112}}")
                        .usage())
                .isEqualTo(new Usage(5, 7, 100, 0));
        assertThat(reply("{\"choices\":[{\"message\":{\"content\":\"ok\"}}],\"usage\":null}")
                        .usage())
                .isEqualTo(Usage.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            emptyValue = "",
            value = {
                "<html>Welcome</html> # UNREADABLE # begins with: <html>Welcome",
                "[] # UNREADABLE # no JSON object",
                "{\"choices\":[{\"mess # UNREADABLE # not the JSON",
                "{} # EMPTY # no choice",
                "{\"choices\":[]} # EMPTY # no choice",
                "{\"error\":{\"message\":\"Upstream timed out\",\"code\":504}} # TIMEOUT # Upstream timed out",
                "{\"error\":{\"message\":\"Rate limited: sk-s3cret-key-value\",\"code\":429}} # RATE_LIMITED # Rate limited: ***",
                "{\"error\":\"no GPU left\"} # UNREADABLE # no GPU left",
            })
    void whatIsNoAnswerAtAllIsToldByItsBeginning(String body, ErrorKind kind, String words) {
        ModelException failure = failure(200, body);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(words).hasMessageNotContaining("s3cret");
    }

    @Test
    void anEmptyBodyIsUnreadable() {
        assertThat(failure(200, "").kind()).isEqualTo(ErrorKind.UNREADABLE);
        assertThat(failure(503, "").kind()).isEqualTo(ErrorKind.OVERLOADED);
    }

    @Test
    void anAnswerOfAnyLengthIsReadNoFurtherThanTheBound() {
        ModelException failure = failure(200, FakeServer.text("x".repeat(BoundedBody.LONGEST)));
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNREADABLE);
        assertThat(failure).hasMessageContaining("longer than 19 MB");
        assertThat(failure(500, "x".repeat(3 * BoundedBody.LONGEST_REFUSAL)))
                .message()
                .hasSizeLessThan(1_000);
        assertThat(reply(FakeServer.text("y".repeat(1_000_000))).text()).hasSize(1_000_000);
    }

    @Test
    void noRedirectIsFollowedAsTheKeyWouldGoThereToo() {
        ModelException failure = failure(307, "", "Location", "http://elsewhere.example/v1/chat/completions");
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNEXPECTED);
        assertThat(failure)
                .hasMessageContaining("points to http://elsewhere.example/v1/chat/completions")
                .hasMessageContaining("OpenAi.at(URI.create(..))");
    }

    @Test
    void whereNobodyListensTheAddressIsTold() {
        FakeServer gone = FakeServer.saying(200, "");
        OpenAi model = gone.model();
        gone.close();
        ModelException failure = catchThrowableOfType(ModelException.class, () -> model.ask("hello"));
        assertThat(failure.kind()).isEqualTo(ErrorKind.NETWORK);
        assertThat(failure)
                .hasMessageContaining("no answer from http://127.0.0.1:")
                .hasMessageContaining("does a server run there?")
                .hasMessageNotContaining("null");
        ModelException nowhere = catchThrowableOfType(
                ModelException.class,
                () -> OpenAi.at(URI.create("http://nowhere.invalid/v1"))
                        .model("m")
                        .ask("hello"));
        assertThat(nowhere).hasMessageContaining("no address is known for the name nowhere.invalid");
    }

    @Test
    void aServerThatCannotProveWhoItIsGetsNoRequest() throws IOException {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(
                    new HandshakeCertificates.Builder()
                            .heldCertificate(own)
                            .build()
                            .sslSocketFactory(),
                    false);
            server.start(InetAddress.getLoopbackAddress(), 0);
            OpenAi model = OpenAi.at(URI.create("https://127.0.0.1:" + server.getPort() + "/v1"))
                    .model("m");
            ModelException failure = catchThrowableOfType(ModelException.class, () -> model.ask("hello"));
            assertThat(failure.kind()).isEqualTo(ErrorKind.NETWORK);
            assertThat(failure).hasMessageContaining("nobody whom this Java trusts has signed it");
            assertThat(failure.endsRun()).isTrue();
            assertThat(server.getRequestCount()).isZero();
        }
    }
}
