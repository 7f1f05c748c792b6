package batchbook.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;

/** An answer with status 200, whole or spoilt. */
record Completion(Request request, String text, long seed, int attempt) {
    /** 0.75 US dollars a million tokens of a prompt. */
    private static final long NANO_DOLLARS_IN = 750;

    /** 3.75 US dollars a million tokens of an answer and its thoughts. */
    private static final long NANO_DOLLARS_OUT = 3750;

    Reply answered() {
        int most = request.mostTokens();
        if (Request.tokens(text) > most) {
            return candidate(text.substring(0, wholeCharacters(4L * most)), "MAX_TOKENS");
        }
        return text.isEmpty() ? empty() : candidate(text, "STOP");
    }

    Reply truncated() {
        return candidate(text.substring(0, wholeCharacters(text.length() / 2)), "MAX_TOKENS");
    }

    Reply empty() {
        return candidate("", "STOP");
    }

    Reply unsafe() {
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
        return finish(body, "");
    }

    Reply blocked() {
        ObjectNode body = Json.object();
        body.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
        return finish(body, "");
    }

    Reply broken() {
        Reply whole = answered();
        if (whole instanceof Reply.Message message) {
            return message.body(message.body().substring(0, message.body().length() / 2));
        }
        return whole;
    }

    static Reply counted(Request request) {
        ObjectNode body = Json.object().put("totalTokens", request.promptTokens());
        body.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", request.promptTokens());
        return Reply.json(200, Json.indented(body));
    }

    private Reply candidate(String shown, String finishReason) {
        ObjectNode body = Json.object();
        ObjectNode candidate = body.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content");
        if (!shown.isEmpty()) {
            content.putArray("parts").addObject().put("text", shown);
        }
        content.put("role", "model");
        candidate.put("finishReason", finishReason).put("index", 0);
        return finish(body, shown);
    }

    private Reply finish(ObjectNode body, String shown) {
        int prompt = request.promptTokens();
        int answer = Request.tokens(shown);
        int thoughts = shown.isEmpty() ? 0 : thoughts(answer);
        ObjectNode usage = body.putObject("usageMetadata").put("promptTokenCount", prompt);
        if (answer > 0) {
            usage.put("candidatesTokenCount", answer);
        }
        usage.put("totalTokenCount", prompt + answer + thoughts);
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", prompt);
        if (thoughts > 0) {
            usage.put("thoughtsTokenCount", thoughts);
        }
        body.put("modelVersion", Models.version(request.model())).put("responseId", responseId());
        return Reply.json(200, Json.indented(body))
                .costing(prompt * NANO_DOLLARS_IN + (answer + thoughts) * NANO_DOLLARS_OUT);
    }

    /** Thinking counts towards the limit, so it takes no more than the answer leaves. */
    private int thoughts(int answer) {
        if (!request.thinks()) {
            return 0;
        }
        Random random = Dice.roll(seed + request.fingerprint(), "thoughts");
        return Math.min(20 + random.nextInt(180), request.mostTokens() - answer);
    }

    private String responseId() {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(Dice.hash(seed + request.fingerprint(), "id"))
                .putLong(Dice.hash(seed + request.fingerprint(), "id", Integer.toString(attempt)))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private int wholeCharacters(long end) {
        int cut = (int) Math.min(end, text.length());
        boolean splits = cut > 0 && cut < text.length() && Character.isHighSurrogate(text.charAt(cut - 1));
        return splits ? cut - 1 : cut;
    }
}
