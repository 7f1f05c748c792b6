package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Run;
import batchbook.gemini.Gateway.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that echoes the key gets it into nothing that a user sees, prints or keeps. */
class KeptSecretTest {
    private static final String KEY = "AIzaSyB-made-up-0123456789-abcdefghij";
    private static final String ESCAPED = "\\u0041" + KEY.substring(1);

    private static String everything(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace + (thrown instanceof ModelException known ? known.limits() + " " + known.partial() : "");
    }

    private static void assertSecret(String text) {
        assertThat(text).doesNotContain(KEY).doesNotContain(KEY.substring(4, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'code':429,'message':'no','status':'RESOURCE_EXHAUSTED KEY','details':[{'@type':"
                        + "'x/google.rpc.QuotaFailure','violations':[{'quotaId':'RequestsPerMinute-KEY','quotaMetric':'KEY',"
                        + "'quotaValue':'5'}]}]}}",
                "{'error':{'code':429,'message':'{\\'error\\':{\\'message\\':\\'for KEY\\'}}'}}",
                "{'detail':'request with ESCAPED'}",
                "{'error':'PADDINGKEY'}",
                "who sent KEY?",
                "<title>KEY</title>"
            })
    void aRefusalHasItNowhere(String body) {
        String said = body.replace("\\'", "\\\"")
                .replace('\'', '"')
                .replace("KEY", KEY)
                .replace("ESCAPED", ESCAPED)
                // The cut after 600 characters must not leave a part of it.
                .replace("PADDING", "x".repeat(590));
        try (Gateway gateway = Gateway.saying(Answer.of(429, said))) {
            Gemini gemini = gateway.gemini().key(KEY);
            ModelException refusal = catchThrowableOfType(ModelException.class, () -> gemini.ask("hello"));
            assertSecret(everything(refusal));
            assertThat(refusal.getMessage()).contains("***").doesNotContain("AIza");
        }
    }

    @Test
    void theLimitsOfTheJvmHaveItNotEither() {
        String quota =
                "{\"error\":{\"code\":429,\"details\":[{\"@type\":\"x/google.rpc.QuotaFailure\",\"violations\":[{"
                        + "\"quotaId\":\"PerMinute" + KEY + "\",\"quotaValue\":\"7\"}]}]}}";
        String good = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"ok\"}]}}]}";
        try (Gateway gateway = Gateway.scripted(
                number -> number == 2 ? Answer.of(429, quota).header("retry-after-ms", "1") : Answer.of(200, good))) {
            Run run = Batch.of(gateway.gemini().key(KEY))
                    .workers(1)
                    .progress(Progress.none())
                    .run(List.of("one", "two", "three"));
            assertSecret(Batch.limits().toString() + run.changes() + run.results() + run.explain());
            assertThat(Batch.limits().toString()).contains("PerMinute***");
        } finally {
            Batch.forgetLimits();
        }
    }

    @Test
    void anAnswersReasonAndVersionHaveItNotAndItsTextStaysAsItIs() {
        String body =
                "{\"modelVersion\":\"" + KEY + "\",\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"parts\":["
                        + "{\"text\":\"a simulator answered\"}]}}]}";
        try (Gateway gateway = Gateway.saying(Answer.of(200, body))) {
            Reply reply = gateway.gemini().key(KEY).ask("hello");
            assertThat(reply.modelVersion()).isEqualTo("***");
            assertThat(reply.text()).isEqualTo("a simulator answered");
        }
    }

    @Test
    void aStatusLineThatEchoesItIsInNoCauseEither() {
        try (RawServer server = RawServer.saying("HTTP/1.1 what is " + KEY + "\u001B[2J\r\n\r\n")) {
            Gemini gemini = Gemini.at(
                            URI.create("http://127.0.0.1:" + server.address().getPort()))
                    .key(KEY);
            ModelException broken = catchThrowableOfType(ModelException.class, () -> gemini.ask("hello"));
            assertThat(broken.kind()).isEqualTo(ErrorKind.NETWORK);
            assertThat(broken.getMessage()).contains("status line").contains("***");
            assertThat(broken).hasNoCause();
            assertSecret(everything(broken));
            assertThat(everything(broken)).doesNotContain("\u001B");
        }
    }

    @Test
    void aCauseWithoutItIsKept() {
        Connection connection = Connection.to(KEY, Optional.empty());
        RuntimeException thrown = new IllegalStateException("a bug", new IllegalArgumentException("of ours"));
        assertThat(GeminiErrors.from(thrown, connection::redact)).hasCause(thrown);
        RuntimeException telling = new IllegalStateException("a bug", new IllegalArgumentException("with " + KEY));
        assertThat(GeminiErrors.from(telling, connection::redact)).hasNoCause();
        RuntimeException beside = new IllegalStateException("a bug");
        beside.addSuppressed(new IllegalArgumentException("with " + KEY));
        assertThat(GeminiErrors.from(beside, connection::redact)).hasNoCause();
        ModelException known =
                ModelException.of(ErrorKind.NETWORK, "broken").cause(telling).httpStatus(500);
        assertThat(GeminiErrors.from(known, connection::redact)).hasNoCause().hasMessage("broken");
    }
}
