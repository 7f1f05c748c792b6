package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Reply;
import batchbook.Usage;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an answer of Gemini holds, read part by part: the SDK's {@code text()} throws on a blocked answer and on an
 * empty list of candidates.
 */
final class Replies {
    private static final Set<String> FILTERED =
            Set.of("SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY");

    private Replies() {}

    /**
     * The answer, when it is complete.
     *
     * @throws ModelException when it was blocked, cut short or empty; it keeps the part that came
     */
    static Reply read(GenerateContentResponse response, GenerateContentConfig config) {
        Optional<Candidate> candidate =
                response.candidates().filter(all -> !all.isEmpty()).map(all -> all.get(0));
        String reason = candidate
                .flatMap(Candidate::finishReason)
                .map(FinishReason::toString)
                .orElse("");
        Reply reply = new Reply(
                candidate.flatMap(Candidate::content).map(Replies::text).orElse(""),
                response.usageMetadata().map(Replies::usage).orElse(Usage.NONE),
                reason,
                response.modelVersion().orElse(""));
        if (candidate.isEmpty()) {
            throw blockedPrompt(response).partial(reply);
        }
        return switch (reason) {
            case "STOP", "FINISH_REASON_UNSPECIFIED", "" -> complete(reply);
            case "MAX_TOKENS" ->
                throw ModelException.of(ErrorKind.TRUNCATED, truncated(reply, config))
                        .partial(reply);
            default -> throw unfinished(reason, candidate.get()).partial(reply);
        };
    }

    private static Reply complete(Reply reply) {
        if (reply.text().isBlank()) {
            throw ModelException.of(ErrorKind.EMPTY, "Gemini finished without a text")
                    .partial(reply);
        }
        return reply;
    }

    private static ModelException blockedPrompt(GenerateContentResponse response) {
        return response.promptFeedback()
                .flatMap(feedback -> feedback.blockReason()
                        .map(reason -> "Gemini blocked the prompt: " + reason
                                + feedback.blockReasonMessage()
                                        .map(said -> " (" + said + ")")
                                        .orElse("")
                                + ". The same prompt will be blocked again: rephrase it."))
                .map(message -> ModelException.of(ErrorKind.BLOCKED, message))
                .orElseGet(() -> ModelException.of(ErrorKind.EMPTY, "Gemini's answer has no candidate"));
    }

    private static ModelException unfinished(String reason, Candidate candidate) {
        String said = candidate.finishMessage().map(words -> " (" + words + ")").orElse("");
        return FILTERED.contains(reason)
                ? ModelException.of(
                        ErrorKind.BLOCKED,
                        "Gemini stopped its answer: " + reason + said
                                + ". Rephrase the prompt, or change the safety settings with .config(..).")
                : ModelException.of(ErrorKind.UNEXPECTED, "Gemini stopped its answer: " + reason + said);
    }

    private static String truncated(Reply reply, GenerateContentConfig config) {
        String limit = config.maxOutputTokens().map(most -> " of " + most).orElse(" of");
        return "the answer was cut at the limit" + limit + " output tokens ("
                + reply.usage().out()
                + " for the answer, " + reply.usage().thinking()
                + " for thinking). Raise .maxOutputTokens(..), or ask for less.";
    }

    private static String text(Content content) {
        return content.parts().orElse(List.of()).stream()
                .filter(part -> !part.thought().orElse(false))
                .flatMap(part -> part.text().stream())
                .collect(Collectors.joining());
    }

    private static Usage usage(GenerateContentResponseUsageMetadata said) {
        return new Usage(
                said.promptTokenCount().orElse(0),
                said.candidatesTokenCount().orElse(0),
                said.thoughtsTokenCount().orElse(0),
                said.cachedContentTokenCount().orElse(0));
    }
}
