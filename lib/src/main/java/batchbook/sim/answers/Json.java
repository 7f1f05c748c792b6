package batchbook.sim.answers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON as Gemini reads and writes it. */
public final class Json {
    private static final ObjectMapper MAPPER = mapper();
    private static final ObjectWriter INDENTED = MAPPER.writer(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static JsonNode parse(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    /** Writes one value without blanks, and leaves it to others to close what it writes to. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** Indented by two blanks, as Gemini does it. */
    public static String indented(JsonNode node) {
        try {
            return INDENTED.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes can always be written", e);
        }
    }

    /** A field under either of its names, as the service takes {@code topK} and {@code top_k}. */
    public static JsonNode field(JsonNode node, String name, String otherName) {
        JsonNode value = node.path(name);
        return value.isMissingNode() ? node.path(otherName) : value;
    }

    /** What is in a list; one thing may stand without brackets, as the service takes it. */
    public static Stream<JsonNode> list(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false);
        }
        return node.isMissingNode() || node.isNull() ? Stream.empty() : Stream.of(node);
    }

    private static ObjectMapper mapper() {
        StreamReadConstraints longPrompts = StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .build();
        return new ObjectMapper(
                        JsonFactory.builder().streamReadConstraints(longPrompts).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
