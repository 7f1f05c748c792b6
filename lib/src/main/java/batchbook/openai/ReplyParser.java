package batchbook.openai;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Reply;
import batchbook.Usage;
import batchbook.wire.ErrorBody;
import batchbook.wire.LenientJson;
import batchbook.wire.RefusalReader;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What an answer with status 200 holds, read from its JSON part by part. */
final class ReplyParser {
    private static final int LONGEST_SAID = 300;
    private static final int LONGEST_BEGINNING = 80;

    private ReplyParser() {}

    /**
     * The answer, when one of its choices is complete.
     *
     * @throws ModelException when it was blocked, cut short or empty, with the part that came; or when it is no answer
     */
    static Reply read(String body, RefusalReader refusals, OpenAiOptions options) {
        JsonNode root = root(body, "choices", refusals);
        List<Choice> choices = LenientJson.items(root.path("choices"))
                .filter(JsonNode::isObject)
                .map(Choice::read)
                .toList();
        if (choices.isEmpty()) {
            throw ModelException.of(ErrorKind.EMPTY, "the answer has no choice").mayPass();
        }
        Choice best = choices.stream().filter(Choice::whole).findFirst().orElse(choices.get(0));
        Reply reply = new Reply(
                options.answerForm().map(form -> form.word(best.text())).orElse(best.text()),
                usage(root.path("usage")),
                best.reason(),
                root.path("model").asText(""),
                others(choices, best));
        if (best.whole()) {
            return reply;
        }
        throw unusable(best, reply, options.maxOutputTokens()).partial(reply);
    }

    /** The names in {@code data[].id}, or as Ollama's own list has them. */
    static List<String> models(String body, RefusalReader refusals) {
        return LenientJson.items(root(body, "data", refusals).path("data"))
                .map(model -> model.path("id").asText(""))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    private static JsonNode root(String body, String expected, RefusalReader refusals) {
        String safe = refusals.redact().apply(body);
        try {
            JsonNode root = LenientJson.read(body, refusals.redact());
            if (!root.isObject()) {
                throw unreadable("it is no JSON object, and begins with: " + beginning(safe));
            }
            if (root.path(expected).isMissingNode() && ErrorBody.isError(root)) {
                throw refusals.inAnAnswer(body);
            }
            return root;
        } catch (JsonProcessingException e) {
            throw unreadable(
                    body.isBlank()
                            ? "it is empty"
                            : refusals.redact().apply(e.getOriginalMessage()) + "; it begins with: " + beginning(safe));
        }
    }

    private static ModelException unreadable(String what) {
        return ModelException.of(ErrorKind.UNREADABLE, "the answer is not the JSON it should be: " + what);
    }

    private static String beginning(String body) {
        return body.isBlank() ? "nothing" : ErrorBody.shortened(body.strip(), LONGEST_BEGINNING);
    }

    private static List<String> others(List<Choice> choices, Choice best) {
        List<Choice> others = new ArrayList<>(choices);
        others.remove(best);
        return others.stream().map(Choice::text).filter(text -> !text.isBlank()).toList();
    }

    private static ModelException unusable(Choice best, Reply reply, OptionalInt most) {
        if (best.cut()) {
            return ModelException.of(
                    ErrorKind.TRUNCATED,
                    "the answer was cut at the limit of"
                            + (most.isPresent() ? " " + most.getAsInt() : "")
                            + " output tokens (" + reply.usage().out() + " for the answer, "
                            + reply.usage().thinking()
                            + " for thinking). Raise .maxOutputTokens(..), or ask for less.");
        }
        if (best.filtered()) {
            String why =
                    best.refusal().isBlank() ? best.reason() : best.refusal().strip();
            return ModelException.of(
                    ErrorKind.BLOCKED,
                    "the model refused to answer: " + ErrorBody.shortened(why, LONGEST_SAID)
                            + ". Rephrase the prompt.");
        }
        if (best.failed()) {
            return ModelException.of(ErrorKind.OVERLOADED, "the server broke off in the midst of the answer");
        }
        if (best.calling()) {
            return ModelException.of(
                    ErrorKind.EMPTY,
                    "the model wants a function to be called ("
                            + ErrorBody.shortened(String.join(", ", best.calls()), LONGEST_SAID)
                            + ") instead of answering with a text");
        }
        return ModelException.of(ErrorKind.EMPTY, "the model finished without a text")
                .mayPass();
    }

    /** OpenAI counts thinking among the tokens of the answer; Google's address for it counts it in the total alone. */
    private static Usage usage(JsonNode said) {
        long in = tokens(said, "promptTokens");
        long out = tokens(said, "completionTokens");
        long named = Math.min(out, tokens(said.path("completionTokensDetails"), "reasoningTokens"));
        long beside = Math.max(0, tokens(said, "totalTokens") - in - out);
        return new Usage(
                in,
                out - named,
                named + beside,
                Math.min(in, tokens(said.path("promptTokensDetails"), "cachedTokens")));
    }

    /** More than a request can have is no number. */
    private static long tokens(JsonNode said, String name) {
        return Math.max(0, Math.min(said.path(name).asLong(0), Integer.MAX_VALUE));
    }
}
