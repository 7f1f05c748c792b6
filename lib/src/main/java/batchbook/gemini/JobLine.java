package batchbook.gemini;

import batchbook.ModelException;
import batchbook.Prompt;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes requests as the lines of a job's file.
 *
 * @param settings all of a request but what is asked, as a line says it
 * @param marker how answers say whose they are
 * @param fixedBytes those of the settings, by which a prompt is looked at before it is written
 */
record JobLine(GeminiOptions options, ObjectNode settings, RowMarker marker, long fixedBytes) {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    /** No request may be larger. */
    static final int MOST = 100_000_000;

    /** @throws IllegalArgumentException when no request in a job can have these settings */
    static JobLine of(GeminiOptions options) {
        if (options.config().tools().orElse(List.of()).stream()
                .map(Tool::functions)
                .anyMatch(functions -> !functions.orElse(List.of()).isEmpty())) {
            throw new IllegalArgumentException(
                    "the configuration has functions of Java as tools, which nobody can call while a job is answered:"
                            + " leave them out, or ask live");
        }
        ObjectNode settings = ProtoNames.of(SdkBody.of(options.model(), options.config()));
        if (saysNothing(settings.path("system_instruction"))) {
            settings.remove("system_instruction");
        }
        return new JobLine(options, settings, RowMarker.of(settings), new MostTokens(options).fixedBytes());
    }

    /** A live request may have an instruction without a word; in a job it is an error. */
    private static boolean saysNothing(JsonNode system) {
        for (JsonNode part : system.path("parts")) {
            if (part.size() != 1 || !part.path("text").asText("").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** @throws IllegalArgumentException when the prompt or the line is too large */
    byte[] write(String key, Prompt prompt, Optional<String> mark) {
        RequestSize.check(prompt, fixedBytes);
        Bytes line = new Bytes();
        try (JsonGenerator out = JSON.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("key", key);
            out.writeObjectFieldStart("request");
            out.writeArrayFieldStart("contents");
            List<Content> contents = RequestContents.of(prompt, options.examples());
            for (int i = 0; i < contents.size(); i++) {
                boolean asks = i == contents.size() - 1;
                write(out, contents.get(i), mark.filter(any -> asks).flatMap(marker::instruction));
            }
            out.writeEndArray();
            ObjectNode all = mark.map(word -> marker.write(settings, word)).orElse(settings);
            for (Map.Entry<String, JsonNode> field : all.properties()) {
                out.writeFieldName(field.getKey());
                out.writeTree(field.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        } catch (ModelException e) {
            // A file that is not any more what it was when it was attached.
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a line in memory could not be written", e);
        }
        return line.toByteArray();
    }

    private static void write(JsonGenerator out, Content content, Optional<String> instruction) throws IOException {
        out.writeStartObject();
        out.writeStringField("role", content.role().orElse("user"));
        out.writeArrayFieldStart("parts");
        for (Part part : content.parts().orElse(List.of())) {
            out.writeStartObject();
            Optional<Blob> file = part.inlineData();
            if (file.isPresent()) {
                out.writeObjectFieldStart("inline_data");
                out.writeStringField("mime_type", file.get().mimeType().orElse(""));
                out.writeBinaryField("data", file.get().data().orElse(new byte[0]));
                out.writeEndObject();
            } else {
                out.writeStringField("text", part.text().orElse(""));
            }
            out.writeEndObject();
        }
        if (instruction.isPresent()) {
            out.writeStartObject();
            out.writeStringField("text", instruction.get());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** A line that ends where it becomes too long. */
    private static final class Bytes extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (count + (long) length > MOST) {
                throw new IllegalArgumentException("as a line of a job it is longer than " + MOST / 1_000_000
                        + " MB, the most that Gemini takes of a request: shorten the prompt, or ask about fewer files at"
                        + " once");
            }
            super.write(bytes, from, length);
        }
    }
}
