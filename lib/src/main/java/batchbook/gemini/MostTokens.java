package batchbook.gemini;

import batchbook.Prompt;
import batchbook.Usage;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The most that one request can use, as far as anybody can say. */
final class MostTokens {
    /** The most tokens that a Gemini model answers with when nothing is said. */
    private static final int LONGEST_ANSWER = 65_536;

    /** What a request has beside its texts, in tokens: roles, markers, safety settings. */
    private static final int FRAME = 64;

    /** What a turn or a file has beside what is in it. */
    private static final int FRAME_OF_A_PART = 16;

    private MostTokens() {}

    static Usage of(Prompt prompt, GeminiOptions options) {
        GenerateContentConfig config = options.config();
        if (config.cachedContent().isPresent()
                || config.tools().orElse(List.of()).stream().anyMatch(MostTokens::addsTokens)) {
            return Usage.UNBOUNDED;
        }
        List<Attachment> files = prompt.attachments();
        long parts = (long) files.size()
                + prompt.history().size()
                + options.examples().size();
        long in = prompt.bytes()
                + FRAME
                + FRAME_OF_A_PART * parts
                + files.stream().mapToLong(Attachment::mostTokens).sum()
                + examples(options)
                + bytes(config.toJson());
        long out = config.maxOutputTokens().orElse(LONGEST_ANSWER);
        return new Usage(in, out * Math.max(1, config.candidateCount().orElse(1)), 0, 0);
    }

    /** Of what goes with every prompt: instruction, examples, and the schema. */
    static long fixedBytes(GeminiOptions options) {
        GenerateContentConfig config = options.config();
        long system = config.systemInstruction().flatMap(Content::parts).orElse(List.of()).stream()
                .map(Part::text)
                .mapToLong(text -> bytes(text.orElse("")))
                .sum();
        return system
                + examples(options)
                + config.responseSchema().map(schema -> bytes(schema.toJson())).orElse(0L)
                + config.responseJsonSchema()
                        .map(schema -> bytes(schema.toString()))
                        .orElse(0L);
    }

    private static long examples(GeminiOptions options) {
        return options.examples().stream()
                .map(Turn::text)
                .mapToLong(MostTokens::bytes)
                .sum();
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
