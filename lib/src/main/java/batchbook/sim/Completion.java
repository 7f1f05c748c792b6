package batchbook.sim;

import batchbook.sim.answers.Answers;
import batchbook.sim.answers.Dice;
import batchbook.sim.answers.Json;
import batchbook.sim.reply.Response;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * An answer with status 200, whole or spoilt.
 *
 * @param texts what each candidate says, before anything cuts it
 */
record Completion(ContentRequest request, List<String> texts, long seed, int attempt) {
    /** 0.75 US dollars a million tokens of a prompt. */
    private static final long NANO_DOLLARS_IN = 750;

    /** 3.75 US dollars a million tokens of an answer and its thoughts. */
    private static final long NANO_DOLLARS_OUT = 3750;

    /** What a candidate shows of its text, and why no more. */
    private record Shown(String text, String finishReason) {}

    String text() {
        return texts.get(0);
    }

    Response answered() {
        Optional<ObjectNode> call = request.tools().call(new Answers(seed, 0), request.question());
        if (call.isPresent()) {
            return called(call.get());
        }
        return candidates(texts.stream().map(this::shown).toList());
    }

    Response truncated() {
        return candidates(List.of(
                new Shown(text().substring(0, wholeCharacters(text(), text().length() / 2)), "MAX_TOKENS")));
    }

    Response empty() {
        return candidates(List.of(new Shown("", "STOP")));
    }

    private Shown shown(String text) {
        int end = request.stopSequences().stream()
                .filter(stop -> !stop.isEmpty())
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        int most = request.mostTokens();
        return ContentRequest.tokens(text.substring(0, end)) > most
                ? new Shown(text.substring(0, wholeCharacters(text, 4L * most)), "MAX_TOKENS")
                : new Shown(text.substring(0, end), "STOP");
    }

    private Response called(ObjectNode call) {
        ObjectNode body = Json.object();
        ObjectNode candidate = body.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content");
        content.putArray("parts").addObject().set("functionCall", call);
        content.put("role", "model");
        candidate.put("finishReason", "STOP").put("index", 0);
        return finish(body, ContentRequest.tokens(call.toString()));
    }

    Response unsafe() {
        ObjectNode body = Json.object();
        ObjectNode candidate = body.putArray("candidates")
                .addObject()
                .put("finishReason", "SAFETY")
                .put("index", 0);
        candidate
                .putArray("safetyRatings")
                .addObject()
                .put("category", "HARM_CATEGORY_DANGEROUS_CONTENT")
                .put("probability", "HIGH")
                .put("blocked", true);
        return finish(body, 0);
    }

    Response blocked() {
        ObjectNode body = Json.object();
        body.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
        return finish(body, 0);
    }

    Response broken() {
        Response whole = answered();
        if (whole instanceof Response.Message message) {
            return message.body(message.body().substring(0, message.body().length() / 2));
        }
        return whole;
    }

    static Response counted(ContentRequest request) {
        ObjectNode body = Json.object().put("totalTokens", request.promptTokens());
        details(request, body);
        return Response.json(200, body);
    }

    private static void details(ContentRequest request, ObjectNode usage) {
        ArrayNode details = usage.putArray("promptTokensDetails");
        request.tokenCounts()
                .forEach((modality, count) ->
                        details.addObject().put("modality", modality).put("tokenCount", count));
    }

    private Response candidates(List<Shown> all) {
        ObjectNode body = Json.object();
        ArrayNode candidates = body.putArray("candidates");
        for (Shown shown : all) {
            ObjectNode candidate = candidates.addObject();
            ObjectNode content = candidate.putObject("content");
            if (!shown.text.isEmpty()) {
                content.putArray("parts").addObject().put("text", shown.text);
            }
            content.put("role", "model");
            candidate.put("finishReason", shown.finishReason).put("index", candidates.size() - 1);
        }
        return finish(
                body,
                all.stream()
                        .mapToInt(shown -> ContentRequest.tokens(shown.text))
                        .sum());
    }

    private Response finish(ObjectNode body, int answer) {
        int prompt = request.promptTokens();
        int thoughts = answer == 0 ? 0 : thoughts(answer);
        ObjectNode usage = body.putObject("usageMetadata").put("promptTokenCount", prompt);
        if (answer > 0) {
            usage.put("candidatesTokenCount", answer);
        }
        usage.put("totalTokenCount", prompt + answer + thoughts);
        details(request, usage);
        if (thoughts > 0) {
            usage.put("thoughtsTokenCount", thoughts);
        }
        body.put("modelVersion", Models.version(request.model())).put("responseId", responseId());
        return Response.json(200, body).costing(prompt * NANO_DOLLARS_IN + (answer + thoughts) * NANO_DOLLARS_OUT);
    }

    /** Thinking counts towards the limit, so it takes no more than the answer leaves. */
    private int thoughts(int answer) {
        if (!request.thinks()) {
            return 0;
        }
        Random random = Dice.roll(seed + request.fingerprint(), "thoughts");
        return Math.max(0, Math.min(20 + random.nextInt(180), request.mostTokens() - answer));
    }

    private String responseId() {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(Dice.hash(seed + request.fingerprint(), "id"))
                .putLong(Dice.hash(seed + request.fingerprint(), "id", Integer.toString(attempt)))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int wholeCharacters(String text, long end) {
        int cut = (int) Math.min(end, text.length());
        boolean splits = cut > 0 && cut < text.length() && Character.isHighSurrogate(text.charAt(cut - 1));
        return splits ? cut - 1 : cut;
    }
}
