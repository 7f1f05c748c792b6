package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Retry;
import batchbook.Run;
import batchbook.gemini.Gateway.Answer;
import com.google.genai.types.GenerateContentConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with status 200 as users got them, through the SDK and over HTTP. */
class OddAnswersTest {
    private static final String USAGE =
            "\"usageMetadata\":{\"promptTokenCount\":10,\"candidatesTokenCount\":5,\"totalTokenCount\":15}";

    private static String answer(String... candidates) {
        return "{\"candidates\":[" + String.join(",", candidates) + "]," + USAGE + ",\"modelVersion\":\"flash-001\"}";
    }

    private static String candidate(String parts, String reason) {
        return "{\"content\":{\"role\":\"model\",\"parts\":" + parts + "},\"finishReason\":" + reason + ",\"index\":0}";
    }

    private static Reply ask(String body) {
        try (Gateway gateway = Gateway.saying(Answer.of(200, body))) {
            return gateway.gemini().ask("hello");
        }
    }

    private static ModelException failure(String body) {
        return catchThrowableOfType(ModelException.class, () -> ask(body));
    }

    private static Run run(Gateway gateway) {
        return Batch.of(gateway.gemini())
                .workers(1)
                .retry(new Retry(5, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)))
                .progress(Progress.none())
                .run(List.of("hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // An explicit null, wherever one was seen or may be.
                "{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':'STOP'}],'promptFeedback':null}",
                "{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':null}],'usageMetadata':null}",
                "{'candidates':[{'content':{'parts':[{'text':null},{'text':'ok'}],'role':null},'finishReason':'STOP'}]}",
                "{'candidates':[{'content':{'parts':[null,{'text':'ok','thought':null}]},'index':null}],'modelVersion':null}",
                "{'candidates':[null,{'content':{'parts':[{'text':'ok'}]},'safetyRatings':null,'tokenCount':null}]}",
                "{'candidates':[{'content':{'parts':[{'text':'ok'}]}}],'usageMetadata':{'promptTokenCount':null}}",
                "{'error':null,'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':'STOP'}]}",
                // Odd spellings.
                "{'candidates':[{'content':{'parts':[{'text':'ok','thoughtSignature':'Cq_YB-tim8='}]},'finishReason':'STOP'}]}",
                "{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':'stop'}]}",
                "{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finish_reason':'FINISH_REASON_STOP'}]}",
                "{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':'FinishReason.STOP'}]}",
                "{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':1}]}",
                "{'candidates':[{'content':{'parts':{'text':'ok'}},'finishReason':'STOP'}],'usageMetadata':'none'}",
                "{'candidates':{'content':{'parts':[{'text':'ok'}]},'finishReason':'STOP'},'createTime':17}",
                "[{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':'STOP'}]}]",
                "{'candidates':[{'content':{'parts':[{'text':'thinking..','thought':true},{'text':'ok'}]},'logprobsResult':7}]}",
                "{'candidates':[{'content':{'parts':[{'text':'ok'}]},'citationMetadata':{'citationSources':[{'license':''}]},"
                        + "'avgLogprobs':'NaN','finishReason':'STOP'}]}",
            })
    void anAnswerThatIsThereIsReadHoweverItIsSpelt(String body) {
        Reply reply = ask(body.replace('\'', '"'));
        assertThat(reply.text()).isEqualTo("ok");
    }

    @Test
    void textBesideCodeIsTheAnswerAndTheCodeIsNot() {
        Reply reply = ask(answer(candidate(
                "[{\"text\":\"I compute. \"},{\"executableCode\":{\"language\":\"PYTHON\",\"code\":\"print(6*7)\"}},"
                        + "{\"codeExecutionResult\":{\"outcome\":\"OUTCOME_OK\",\"output\":\"42\"}},{\"text\":\"It is 42.\"}]",
                "\"STOP\"")));
        assertThat(reply.text()).isEqualTo("I compute. It is 42.");
        assertThat(reply.finishReason()).isEqualTo("STOP");
        assertThat(reply.modelVersion()).isEqualTo("flash-001");
    }

    @Test
    void whatToolsReadCountsAsTokensOfThePrompt() {
        Reply searched = ask("{\"candidates\":[" + candidate("[{\"text\":\"Spain.\"}]", "\"STOP\"")
                + "],\"usageMetadata\":{\"promptTokenCount\":17,\"toolUsePromptTokenCount\":10309,"
                + "\"candidatesTokenCount\":129,\"thoughtsTokenCount\":\"57\",\"totalTokenCount\":10512}}");
        assertThat(searched.usage().in()).isEqualTo(10_326);
        assertThat(searched.usage().out()).isEqualTo(129);
        assertThat(searched.usage().thinking()).isEqualTo(57);
    }

    @Test
    void severalCandidatesAreAllReadable() {
        Reply reply = ask(answer(
                candidate("[{\"text\":\"first\"}]", "\"STOP\""), candidate("[{\"text\":\"second\"}]", "\"STOP\"")));
        assertThat(reply.text()).isEqualTo("first");
        assertThat(reply.others()).containsExactly("second");
    }

    @Test
    void oneWholeCandidateIsAnAnswerWhateverBecameOfTheOthers() {
        Reply reply = ask(answer(
                "{\"finishReason\":\"SAFETY\",\"index\":0}",
                candidate("[{\"text\":\"half of\"}]", "\"MAX_TOKENS\""),
                candidate("[{\"text\":\"whole\"}]", "\"STOP\"")));
        assertThat(reply.text()).isEqualTo("whole");
        assertThat(reply.others()).containsExactly("half of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMAGE_PROHIBITED_CONTENT",
                "IMAGE_RECITATION",
                "MODEL_ARMOR",
                "PROHIBITED_CONTENT",
                "SPII",
                "SAFETY",
                "content_filter",
                "SOME_NEW_SAFETY_FILTER",
                "BLOCKLIST",
                "LANGUAGE"
            })
    void everyReasonThatNamesAFilterIsBlockedAndKeepsItsMessage(String reason) {
        ModelException blocked = failure(answer("{\"content\":{},\"finishReason\":\"" + reason
                + "\",\"finishMessage\":\"It was filtered out because of the policy.\"}"));
        assertThat(blocked.kind()).isEqualTo(ErrorKind.BLOCKED);
        assertThat(blocked.getMessage())
                .contains(reason.toUpperCase(java.util.Locale.ROOT))
                .contains("filtered out because of the policy");
        assertThat(blocked.partial().orElseThrow().usage().in()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"MAX_TOKENS, TRUNCATED", "length, TRUNCATED", "TOO_MANY_TOOL_CALLS, UNEXPECTED", "OTHER, UNEXPECTED"})
    void otherReasonsHaveTheirKindAndKeepTheText(String reason, ErrorKind kind) {
        ModelException failure = failure(answer(candidate("[{\"text\":\"part\"}]", "\"" + reason + "\"")));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.partial().orElseThrow().text()).isEqualTo("part");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw==\"}}; inlineData (image/png)",
                "{\"functionCall\":{\"name\":\"getWeather\",\"args\":{}}}; functionCall (getWeather)",
                "{\"executableCode\":{\"code\":\"print(1)\"}}; executableCode"
            })
    void anAnswerWithoutATextSaysWhatCameInstead(String part, String named) {
        ModelException failure = failure(answer(candidate("[" + part + "]", "\"STOP\"")));
        assertThat(failure.kind()).isEqualTo(ErrorKind.EMPTY);
        assertThat(failure.getMessage()).isEqualTo("Gemini answered with " + named + " instead of a text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidates\":[{\"content\":{\"role\":\"model\"},\"finishReason\":\"STOP\"}]}",
                "{\"candidates\":[{\"content\":null,\"finishReason\":\"STOP\"}]}",
                "{\"candidates\":null}",
                "{\"candidates\":[]}",
                "{}",
                "{\"promptFeedback\":{\"blockReason\":\"OTHER\"}}",
                "{\"candidates\":[{\"finishReason\":\"MALFORMED_FUNCTION_CALL\"}]}"
            })
    void whatPassesByChanceIsTriedOnceOrTwiceMoreAndThenIsAFailure(String body) {
        try (Gateway gateway = Gateway.saying(Answer.of(200, body))) {
            Run run = run(gateway);
            assertThat(run.get(0).kind().orElseThrow()).isIn(ErrorKind.EMPTY, ErrorKind.BLOCKED, ErrorKind.UNEXPECTED);
            assertThat(gateway.requests()).isEqualTo(3);
        }
        try (Gateway gateway = Gateway.scripted(
                number -> Answer.of(200, number == 1 ? body : answer(candidate("[{\"text\":\"now\"}]", "\"STOP\""))))) {
            assertThat(run(gateway).get(0).text()).isEqualTo("now");
        }
    }

    @Test
    void aPromptThatAFilterBlocksIsNotTriedAgain() {
        String body = "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\",\"blockReasonMessage\":\"no\"}}";
        try (Gateway gateway = Gateway.saying(Answer.of(200, body))) {
            Run run = run(gateway);
            assertThat(run.get(0).kind()).contains(ErrorKind.BLOCKED);
            assertThat(run.get(0).error()).contains("PROHIBITED_CONTENT (no)");
            assertThat(gateway.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'error':{'code':503,'message':'The model is overloaded.','status':'UNAVAILABLE'}}; OVERLOADED; 503",
                "{'error':{'code':500,'message':'An internal error has occurred.','status':'INTERNAL'}}; OVERLOADED; 500",
                "[{'error':{'code':'429','message':'slow down'}}]; RATE_LIMITED; 429",
                "{'error':{'message':'deadline','status':'DEADLINE_EXCEEDED'}}; TIMEOUT; 504",
                "{'error':{'code':400,'message':'API key not valid. Please pass a valid API key.'}}; AUTH; 400",
                "{'error':{'code':400,'message':'Bad schema'},'candidates':null}; BAD_REQUEST; 400",
            })
    void anErrorWithStatus200HasTheKindOfItsCode(String body, ErrorKind kind, int status) {
        ModelException failure = failure(body.replace('\'', '"'));
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure.httpStatus()).hasValue(status);
        assertThat(failure.getMessage()).startsWith("Gemini answered 200 with an error " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<html><title>Sign in</title></html>; begins with: <html><title>Sign in",
                "{\"candidates\":[{\"content; begins with: {\"candidates\"",
                "\"busy\"; no JSON object, and begins with: \"busy\"",
                "{\"error\":\"out of order\"}; out of order",
            })
    void whatIsNoAnswerAtAllIsUnreadableAndShowsHowItBegins(String body, String shown) {
        ModelException failure = failure(body);
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNREADABLE);
        assertThat(failure.getMessage()).contains(shown);
    }

    @Test
    void anUnreadableAnswerIsTriedThreeTimesAtMost() {
        try (Gateway gateway = Gateway.saying(Answer.of(200, "<html>"))) {
            assertThat(run(gateway).get(0).kind()).contains(ErrorKind.UNREADABLE);
            assertThat(gateway.requests()).isEqualTo(3);
        }
    }

    @Test
    void aLongAnswerWithEverySignPassesAsItCame() {
        String escaped = "line\\n\\t\\\"quoted\\\" \\\\ 🌍 \\u0007 سماء \\ud83d\\ude00 ";
        Reply reply = ask(answer(candidate("[{\"text\":\"" + escaped.repeat(2_000) + "\"}]", "\"STOP\"")));
        assertThat(reply.text().equals("line\n\t\"quoted\" \\ 🌍 \u0007 سماء 😀 ".repeat(2_000)))
                .isTrue();
    }

    @Test
    void tokenCountsOfAMadServerAreBounded() {
        Reply reply = ask("{\"candidates\":[" + candidate("[{\"text\":\"x\"}]", "\"STOP\"")
                + "],\"usageMetadata\":{\"promptTokenCount\":-5,\"candidatesTokenCount\":9e300,"
                + "\"thoughtsTokenCount\":\"many\",\"cachedContentTokenCount\":99999999999999999999}}");
        assertThat(reply.usage().in()).isZero();
        assertThat(reply.usage().thinking()).isZero();
        assertThat(reply.usage().total()).isLessThanOrEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theConfigurationsOwnLimitIsNamedWhenAnAnswerWasCut() {
        try (Gateway gateway = Gateway.saying(Answer.of(200, answer(candidate("[]", "\"MAX_TOKENS\""))))) {
            Gemini gemini = gateway.gemini()
                    .config(GenerateContentConfig.builder().maxOutputTokens(7).build());
            ModelException cut = catchThrowableOfType(ModelException.class, () -> gemini.ask("hello"));
            assertThat(cut.kind()).isEqualTo(ErrorKind.TRUNCATED);
            assertThat(cut.getMessage()).contains("limit of 7 output tokens");
        }
    }
}
