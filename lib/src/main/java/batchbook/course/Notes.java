package batchbook.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Questions and answers in a file, for a loop by hand that must not lose them: one line of JSON for each pair, so a line
 * break in a text is no end of a line.
 *
 * <pre>{@code
 * var notes = Notes.in(Path.of("notes.jsonl"));
 * notes.add("Is it good?", "Yes.");     // one more line of the file
 * notes.all()                           // {Is it good?=Yes.}
 * }</pre>
 *
 * <p>For one thread at a time. All methods throw {@link UncheckedIOException} when the file cannot be read or written.
 */
public final class Notes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    private Notes(Path file) {
        this.file = file;
    }

    /** Those of this file, which is made when there is none. Half a line at its end, of a process that died, is cut off. */
    public static Notes in(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            Files.writeString(file, text.substring(0, text.lastIndexOf('\n') + 1));
            return new Notes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One in a new directory of its own. */
    public static Notes temporary() {
        try {
            return in(Files.createTempDirectory("notes").resolve("notes.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one more line; it is in the file when this returns. */
    public void add(String question, String answer) {
        String line = JSON.createObjectNode()
                .put("question", question)
                .put("answer", answer)
                .toString();
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each question with its answer, the last one if there are several, in the order of the file. A copy of your own. */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String line : text().lines().toList()) {
            try {
                JsonNode pair = JSON.readTree(line);
                all.put(pair.path("question").asText(), pair.path("answer").asText());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("this is no line of notes: " + line, e);
            }
        }
        return all;
    }

    /** The file as it is. */
    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its lines, and where they are. */
    @Override
    public String toString() {
        return all().size() + " notes in " + file;
    }
}
