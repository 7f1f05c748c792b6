package batchbook.gemini;

import batchbook.Prompt;
import batchbook.Usage;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Tool;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The most that one request can use, as far as anybody can say. */
final class MostTokens {
    /** The most tokens that a Gemini model answers with when nothing is said. */
    private static final int LONGEST_ANSWER = 65_536;

    /** What a request has beside its texts, in tokens: roles, markers, safety settings. */
    private static final int FRAME = 64;

    private MostTokens() {}

    static Usage of(Prompt prompt, GenerateContentConfig config) {
        if (config.cachedContent().isPresent()
                || config.tools().orElse(List.of()).stream().anyMatch(MostTokens::addsTokens)) {
            return Usage.UNBOUNDED;
        }
        long in = bytes(prompt.text()) + FRAME + bytes(config.toJson());
        long out = config.maxOutputTokens().orElse(LONGEST_ANSWER);
        return new Usage(in, out * Math.max(1, config.candidateCount().orElse(1)), 0, 0);
    }

    /** A function that is only declared is a part of the configuration; the model may name it, and nobody calls it. */
    private static boolean addsTokens(Tool tool) {
        Tool rest = tool.toBuilder().functionDeclarations(List.of()).build();
        return !rest.equals(Tool.builder().functionDeclarations(List.of()).build());
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
