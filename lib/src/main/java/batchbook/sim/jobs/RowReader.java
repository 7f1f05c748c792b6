package batchbook.sim.jobs;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the rows of a job one by one: JSON lines. Not thread-safe. */
final class RowReader implements Closeable {
    /** No request may be larger. */
    private static final int LONGEST_LINE = 100 * 1024 * 1024;

    private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\")");

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int next;
    private int end;
    private boolean tooLong;

    RowReader(InputStream in) {
        this(in, LONGEST_LINE);
    }

    /** @param longest what a line may have at most, in bytes */
    RowReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next row; empty after the last one. */
    Optional<Row> next() throws IOException {
        return nextLine() ? Optional.of(row()) : Optional.empty();
    }

    /** Goes to the next line with anything on it. */
    boolean nextLine() throws IOException {
        boolean more = true;
        boolean blank = true;
        while (more && blank) {
            line.reset();
            tooLong = false;
            more = restOfLine();
            blank = !tooLong && isBlank(line.toByteArray());
        }
        return !blank;
    }

    /** Reads to the end of a line; says whether another one may follow. */
    private boolean restOfLine() throws IOException {
        while (next < end || fill()) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            tooLong |= line.size() + next - from > longest;
            if (!tooLong) {
                line.write(buffer, from, next - from);
            }
            if (next < end) {
                next++;
                return true;
            }
        }
        return false;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0 || one > ' ') {
                return false;
            }
        }
        return true;
    }

    private Row row() {
        if (tooLong) {
            return wrong("", "The request is larger than " + longest + " bytes.");
        }
        byte[] bytes = line.toByteArray();
        JsonNode parsed;
        try {
            parsed = Json.parse(bytes);
        } catch (IOException e) {
            return wrong(labelIn(bytes), "Invalid JSON payload received. The line is not one value of JSON.");
        }
        JsonNode metadata = parsed.path("metadata");
        JsonNode key = parsed.path("key");
        String label = key.isValueNode() && !key.isNull()
                ? "\"key\":" + TextNode.valueOf(key.asText())
                : metadata.isObject() ? "\"metadata\":" + metadata : "";
        JsonNode request = parsed.path("request");
        if (!request.isObject()) {
            return wrong(label, "request is not specified");
        }
        return emptySystem(request)
                ? wrong(
                        label,
                        "* GenerateContentRequest.system_instruction.parts[0].data: required oneof field 'data' must"
                                + " have one initialized field\n")
                : new Row(label, request, "");
    }

    private static Row wrong(String label, String problem) {
        return new Row(label, MissingNode.getInstance(), problem);
    }

    /** The key of a line that is no JSON, if it can be seen. */
    private static String labelIn(byte[] bytes) {
        Matcher key = KEY.matcher(new String(bytes, StandardCharsets.UTF_8));
        return key.find() ? "\"key\":" + key.group(1) : "";
    }

    /** A live request may have one. */
    private static boolean emptySystem(JsonNode request) {
        JsonNode system = Json.field(request, "systemInstruction", "system_instruction");
        List<JsonNode> parts = Json.list(system.path("parts")).toList();
        return system.isObject()
                && parts.stream().allMatch(part -> part.path("text").asText("").isEmpty() && part.size() <= 1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
