package batchbook.gemini;

import batchbook.wire.LenientJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One candidate of an answer, as far as it is text.
 *
 * @param text its text parts together, without thoughts, code and what code printed
 * @param reason why it ended, in capitals as Gemini spells it; empty when not said
 * @param said more about the reason; mostly empty
 * @param instead what came that is no text, such as {@code inlineData (image/png)}
 */
record Candidate(String text, String reason, String said, List<String> instead) {
    /** Parts of every name of a filter, so that a new one is known too. */
    private static final Pattern FILTER = Pattern.compile(
            "SAFETY|PROHIBITED|RECITATION|BLOCK|SPII|ARMOR|LANGUAGE|FILTER|POLICY|HARM|JAILBREAK|REFUS");

    private static final Set<String> WHOLE = Set.of("", "STOP", "UNSPECIFIED", "END_TURN", "STOP_SEQUENCE", "1", "0");
    private static final Set<String> CUT = Set.of("MAX_TOKENS", "LENGTH", "MAX_OUTPUT_TOKENS", "2");
    /** Slips of the model, not of the prompt: seldom the same twice. */
    private static final Set<String> SLIPS =
            Set.of("MALFORMED_FUNCTION_CALL", "MALFORMED_RESPONSE", "NO_IMAGE", "OTHER");

    /** Fields of a part that say nothing about what it is. */
    private static final Set<String> ABOUT_A_PART = Set.of("thought", "thoughtSignature", "text", "partMetadata");

    static Candidate read(JsonNode candidate) {
        List<JsonNode> parts = LenientJson.items(candidate.path("content").path("parts"))
                .filter(part -> !part.path("thought").asBoolean())
                .toList();
        return new Candidate(
                parts.stream().map(Candidate::text).collect(Collectors.joining()),
                spelt(candidate.path("finishReason").asText("")),
                candidate.path("finishMessage").asText(""),
                List.copyOf(parts.stream()
                        .flatMap(
                                part -> StreamSupport.stream(((Iterable<String>) part::fieldNames).spliterator(), false)
                                        .filter(name -> !ABOUT_A_PART.contains(name))
                                        .map(name -> named(name, part.path(name))))
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    private static String text(JsonNode part) {
        return part.isTextual() ? part.asText() : part.path("text").asText("");
    }

    private static String named(String name, JsonNode value) {
        String more = value.path("mimeType").asText(value.path("name").asText(""));
        return more.isEmpty() ? name : name + " (" + more + ")";
    }

    /** {@code stop}, {@code FinishReason.STOP} and {@code FINISH_REASON_STOP} are STOP. */
    private static String spelt(String reason) {
        String last = reason.substring(reason.lastIndexOf('.') + 1).strip();
        return last.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_').replaceFirst("^FINISH_REASON_", "");
    }

    /** Whether it went to its end and is a text. */
    boolean whole() {
        return WHOLE.contains(reason) && !text.isBlank();
    }

    boolean ended() {
        return WHOLE.contains(reason);
    }

    boolean cut() {
        return CUT.contains(reason);
    }

    boolean filtered() {
        return FILTER.matcher(reason).find();
    }

    boolean slipped() {
        return SLIPS.contains(reason);
    }
}
