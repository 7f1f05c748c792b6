package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Reply;
import batchbook.Usage;
import batchbook.wire.ErrorBody;
import batchbook.wire.LenientJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.genai.types.GenerateContentConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What an answer with status 200 holds, read from its JSON part by part. */
final class ReplyParser {
    private static final int LONGEST_SAID = 300;

    private ReplyParser() {}

    /**
     * The answer, when one of its candidates is complete.
     *
     * @param redact takes the key out of a text
     * @throws ModelException when it was blocked, cut short or empty, with the part that came; or when it is no answer
     */
    static Reply read(String body, GenerateContentConfig config, UnaryOperator<String> redact) {
        JsonNode root = root(body, redact);
        List<Candidate> candidates = LenientJson.items(root.path("candidates"))
                .filter(JsonNode::isObject)
                .map(Candidate::read)
                .toList();
        Candidate best = candidates.stream()
                .filter(Candidate::whole)
                .findFirst()
                .orElseGet(() -> candidates.isEmpty() ? new Candidate("", "", "", List.of()) : candidates.get(0));
        Reply reply = new Reply(
                best.text(),
                usage(root.path("usageMetadata")),
                best.reason(),
                root.path("modelVersion").asText(""),
                others(candidates, best));
        if (candidates.isEmpty()) {
            throw withoutCandidate(root).partial(reply);
        }
        if (best.whole()) {
            return reply;
        }
        throw unusable(best, reply, config).partial(reply);
    }

    private static JsonNode root(String body, UnaryOperator<String> redact) {
        try {
            JsonNode json = LenientJson.read(body, redact);
            JsonNode root = json.isArray() && json.size() == 1 ? json.path(0) : json;
            if (!root.isObject()) {
                throw unreadable("it is no JSON object, and begins with: " + beginning(redact.apply(body)));
            }
            if (!root.path("candidates").isArray() && ErrorBody.isError(root)) {
                throw GeminiErrors.inAnAnswer(body, redact);
            }
            return root;
        } catch (JsonProcessingException e) {
            String what = body.isBlank()
                    ? "it is empty"
                    : redact.apply(e.getOriginalMessage()) + "; it begins with: " + beginning(redact.apply(body));
            throw unreadable(what);
        }
    }

    private static ModelException unreadable(String what) {
        return ModelException.of(ErrorKind.UNREADABLE, "Gemini's answer is not the JSON it should be: " + what);
    }

    private static String beginning(String body) {
        return body.isBlank() ? "nothing" : ErrorBody.shortened(body.strip(), 80);
    }

    /** None is lost: those that were cut are readable too. */
    private static List<String> others(List<Candidate> candidates, Candidate best) {
        List<Candidate> others = new ArrayList<>(candidates);
        others.remove(best);
        return others.stream()
                .map(Candidate::text)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static ModelException withoutCandidate(JsonNode root) {
        JsonNode feedback = root.path("promptFeedback");
        String reason = feedback.path("blockReason").asText("");
        if (reason.isEmpty()) {
            return ModelException.of(ErrorKind.EMPTY, "Gemini's answer has no candidate")
                    .mayPass();
        }
        String blocked = "Gemini blocked the prompt: " + ErrorBody.shortened(reason, LONGEST_SAID)
                + brackets(feedback.path("blockReasonMessage").asText(""));
        // OTHER names no filter, and users see the same prompt pass a moment later.
        return reason.equalsIgnoreCase("OTHER") || reason.equalsIgnoreCase("BLOCK_REASON_UNSPECIFIED")
                ? ModelException.of(
                                ErrorKind.BLOCKED,
                                blocked + ". It may pass at another try: run.retryFailed() asks again.")
                        .mayPass()
                : ModelException.of(
                        ErrorKind.BLOCKED, blocked + ". The same prompt will be blocked again: rephrase it.");
    }

    private static ModelException unusable(Candidate best, Reply reply, GenerateContentConfig config) {
        if (best.ended()) {
            return best.instead().isEmpty()
                    ? ModelException.of(ErrorKind.EMPTY, "Gemini finished without a text")
                            .mayPass()
                    : ModelException.of(
                            ErrorKind.EMPTY,
                            "Gemini answered with "
                                    + ErrorBody.shortened(String.join(", ", best.instead()), LONGEST_SAID)
                                    + " instead of a text");
        }
        if (best.cut()) {
            return ModelException.of(ErrorKind.TRUNCATED, truncated(reply, config));
        }
        String stopped = "Gemini stopped its answer: " + ErrorBody.shortened(best.reason(), LONGEST_SAID)
                + brackets(best.said());
        if (best.filtered()) {
            return ModelException.of(
                    ErrorKind.BLOCKED,
                    stopped + ". Rephrase the prompt, or change the safety settings with .config(..).");
        }
        ModelException unexpected = ModelException.of(ErrorKind.UNEXPECTED, stopped);
        return best.slipped() ? unexpected.mayPass() : unexpected;
    }

    private static String brackets(String words) {
        return words.isBlank() ? "" : " (" + ErrorBody.shortened(words.strip(), LONGEST_SAID) + ")";
    }

    private static String truncated(Reply reply, GenerateContentConfig config) {
        String limit = config.maxOutputTokens().map(most -> " of " + most).orElse(" of");
        return "the answer was cut at the limit" + limit + " output tokens ("
                + reply.usage().out()
                + " for the answer, " + reply.usage().thinking()
                + " for thinking). Raise .maxOutputTokens(..), or ask for less.";
    }

    private static Usage usage(JsonNode said) {
        return new Usage(
                tokens(said, "promptTokenCount") + tokens(said, "toolUsePromptTokenCount"),
                tokens(said, "candidatesTokenCount"),
                tokens(said, "thoughtsTokenCount"),
                tokens(said, "cachedContentTokenCount"));
    }

    /** A number, or one in quotes as protocol buffers write a long one; more than a request can have is no number. */
    private static long tokens(JsonNode said, String name) {
        return Math.max(0, Math.min(said.path(name).asLong(0), Integer.MAX_VALUE));
    }
}
