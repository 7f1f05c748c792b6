package batchbook.journal;

import static batchbook.journal.Fields.require;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A line of a journal as the bytes of its JSON, and back. Fields that it does not know are skipped.
 *
 * <p>Lines are read as trees and never bound to classes: where that fails Jackson throws an {@link IOException}, and
 * {@link JournalReader} would take a whole line of another shape for half a line.
 */
final class LineFormat {
    // The limits of Jackson are there against strangers; what a batch wrote it must be able to read.
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build());

    private LineFormat() {}

    /** The line with its newline. */
    static byte[] encode(JournalLine line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 11);
        try {
            JSON.writeValue(bytes, tree(line));
        } catch (IOException e) {
            throw new UncheckedIOException("a line for the journal could not be made: " + e.getMessage(), e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /**
     * Reads the line.
     *
     * @throws IOException when it is not JSON, as when it was cut off
     * @throws RuntimeException when it is, but says nothing that a journal says
     */
    static JournalLine decode(byte[] bytes, int offset, int length) throws IOException {
        try (JsonParser json = parser(bytes, offset, length)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
            Fields line = new Fields(JSON.readTree(json));
            require(json.nextToken() == null, "there is more than one JSON object in it");
            return line(line);
        }
    }

    /** The tokens of a line. */
    static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
        return JSON.createParser(bytes, offset, length);
    }

    private static ObjectNode tree(JournalLine line) {
        ObjectNode json = JSON.createObjectNode();
        if (line instanceof JournalLine.Header header) {
            json.put("journal", "batchbook").put("format", header.format());
        } else if (line instanceof JournalLine.Renamed renamed) {
            json.put("journal", "batchbook").put("format", JournalLine.FORMAT);
            json.put("former_settings", renamed.formerSettings()).put("settings", renamed.settings());
        } else if (line instanceof JournalLine.Start start) {
            json.put("session", start.session()).put("started", start.started().toString());
            json.put("model", start.model()).put("prompts", start.prompts());
        } else if (line instanceof JournalLine.Row row) {
            RowFormat.write(row, json);
        }
        return json;
    }

    private static JournalLine line(Fields line) {
        if (line.hasText("journal")) {
            require(line.text("journal").equals("batchbook"), "it is the journal of something else");
            return line.hasText("former_settings")
                    ? new JournalLine.Renamed(line.text("former_settings"), line.text("settings"))
                    : new JournalLine.Header((int) line.numberOrZero("format"));
        }
        if (line.hasText("key")) {
            return RowFormat.read(line);
        }
        require(line.hasText("session"), "it is neither a row, which has a key, nor the start of a session");
        return new JournalLine.Start(
                line.text("session"), line.time("started"), line.text("model"), line.integer("prompts"));
    }
}
