package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a request asks, as answers of your own see it: {@code Scenario.answersTo(question -> ...)}.
 *
 * <pre>{@code
 * Scenario.calm().answersTo(question -> question.model().contains("lite") ? "no" : "yes")
 * }</pre>
 *
 * <p>An immutable value, safe for use by many threads.
 *
 * @param model its name as it was asked for, such as {@code gemini-flash-latest}
 * @param system the text of the system instruction; empty without one
 * @param turns the conversation, the turn to be answered last; never empty
 * @param mimeType {@code text/plain}, {@code application/json} or what else was asked for
 * @param schema what the answer has to fit, as JSON in whichever dialect the request has; empty without one
 * @param temperature what was asked for, 0 to 2; empty if nothing was
 * @param candidate which of several candidates of one request this is; the first is 0
 * @param occurrence how many equal requests were let in so far, this one included: 1 for the first
 */
public record Question(
        String model,
        String system,
        List<Turn> turns,
        String mimeType,
        String schema,
        OptionalDouble temperature,
        int candidate,
        int occurrence) {

    /** Copies the turns. */
    public Question {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("turns must not be empty");
        }
    }

    /**
     * Something that was said.
     *
     * @param role {@code user} or {@code model}
     * @param text all text of it; empty if there is none
     * @param attachments images, PDF files and the like, in their order
     */
    public record Turn(String role, String text, List<Attachment> attachments) {

        /** Copies the attachments. */
        public Turn {
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * A file that is part of a turn.
     *
     * @param mimeType what it is said to be, such as {@code image/png}
     * @param base64 its bytes as they were sent; empty for a file that was only named
     * @param uri where it lies; empty for one that was sent
     */
    public record Attachment(String mimeType, String base64, String uri) {

        /** Its bytes; none for a file that was only named. */
        public byte[] bytes() {
            // A MIME decoder passes over what is in neither alphabet, as the service does.
            return Base64.getMimeDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        }
    }

    /** A prompt without anything else, asked for the first time. */
    public static Question of(String prompt) {
        return new Question(
                "gemini-flash-latest",
                "",
                List.of(new Turn("user", prompt, List.of())),
                "text/plain",
                "",
                OptionalDouble.empty(),
                0,
                1);
    }

    /** The text of the last turn that is not the model's and has one: what functions gave back is none. */
    public String prompt() {
        return turns.stream()
                .filter(turn -> !turn.role().equals("model") && !turn.text().isEmpty())
                .reduce((earlier, later) -> later)
                .map(Turn::text)
                .orElse("");
    }

    /** Those of all turns, in their order. */
    public List<Attachment> attachments() {
        return turns.stream().flatMap(turn -> turn.attachments().stream()).toList();
    }

    /** This question in another conversation. */
    Question turns(List<Turn> newTurns) {
        return new Question(model, system, newTurns, mimeType, schema, temperature, candidate, occurrence);
    }

    /** This question with another schema, as JSON. */
    Question schema(String newSchema, String newMimeType) {
        return new Question(model, system, turns, newMimeType, newSchema, temperature, candidate, occurrence);
    }

    JsonNode schemaTree() {
        try {
            return schema.isEmpty() ? Json.object().path("none") : Json.parse(schema.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("schema must be JSON, but was " + schema, e);
        }
    }

    /** What makes this answer differ from others to the same words: nothing for a first candidate at no temperature. */
    String variant() {
        int again = temperature.orElse(0) > 0 ? occurrence - 1 : 0;
        return candidate + again == 0 ? "" : candidate + "/" + again;
    }
}
