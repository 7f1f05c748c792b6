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
import org.jspecify.annotations.Nullable;

/** The most that one request can use, as far as anybody can say. Safe to share between threads. */
final class MostTokens {
    /** The most tokens that a Gemini model answers with when nothing is said. */
    private static final int LONGEST_ANSWER = 65_536;

    /** What a request has beside its texts, in tokens: roles, markers, safety settings. */
    private static final int FRAME = 64;

    /** What a turn or a file has beside what is in it. */
    private static final int FRAME_OF_A_PART = 16;

    private final GeminiOptions options;
    /** Counted once, as a batch asks for each prompt; by two threads to the same end. */
    private @Nullable Fixed fixed;

    /**
     * What is the same in each request.
     *
     * @param bytes of what goes with every prompt: instruction, examples, and the schema
     * @param in tokens beside those of the prompt
     * @param out tokens of the answer
     * @param bounded whether anybody can say
     */
    private record Fixed(long bytes, long in, long out, boolean bounded) {}

    MostTokens(GeminiOptions options) {
        this.options = options;
    }

    Usage of(Prompt prompt) {
        Fixed known = fixed();
        if (!known.bounded) {
            return Usage.UNBOUNDED;
        }
        List<Attachment> files = prompt.attachments();
        long parts = (long) files.size() + prompt.history().size();
        long in = known.in
                + prompt.bytes()
                + FRAME_OF_A_PART * parts
                + files.stream().mapToLong(Attachment::mostTokens).sum();
        return new Usage(in, known.out, 0, 0);
    }

    /** Of what goes with every prompt: instruction, examples, and the schema. */
    long fixedBytes() {
        return fixed().bytes;
    }

    private Fixed fixed() {
        Fixed known = fixed;
        if (known == null) {
            known = counted(options);
            fixed = known;
        }
        return known;
    }

    private static Fixed counted(GeminiOptions options) {
        GenerateContentConfig config = options.config();
        long examples = options.examples().stream()
                .map(Turn::text)
                .mapToLong(MostTokens::bytes)
                .sum();
        long in = FRAME + FRAME_OF_A_PART * (long) options.examples().size() + examples + bytes(config.toJson());
        long out = (long) config.maxOutputTokens().orElse(LONGEST_ANSWER)
                * Math.max(1, config.candidateCount().orElse(1));
        boolean bounded = config.cachedContent().isEmpty()
                && config.tools().orElse(List.of()).stream().noneMatch(MostTokens::addsTokens);
        return new Fixed(bytes(config) + examples, in, out, bounded);
    }

    private static long bytes(GenerateContentConfig config) {
        long system = config.systemInstruction().flatMap(Content::parts).orElse(List.of()).stream()
                .map(Part::text)
                .mapToLong(text -> bytes(text.orElse("")))
                .sum();
        return system
                + config.responseSchema().map(schema -> bytes(schema.toJson())).orElse(0L)
                + config.responseJsonSchema()
                        .map(schema -> bytes(schema.toString()))
                        .orElse(0L);
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
