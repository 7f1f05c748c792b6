package batchbook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing to ask: a text, and what you want to find beside its answer.
 *
 * <p>Plain strings are enough for most batches; make a {@code Prompt} to give a row an id of its own or labels.
 * Labels travel with the row and become columns of {@code Tables.of(run)}.
 *
 * <pre>{@code
 * var prompt = Prompt.of("r-17", "Is this review positive? " + text).label("shop", "Lyon").label("stars", 4);
 * }</pre>
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param id your name for the row, empty when you gave none
 * @param text what is sent to the model, never blank
 * @param labels columns to keep beside the answer, in the order they were added
 */
public record Prompt(String id, String text, Map<String, String> labels) {
    /**
     * Checks the text and copies the labels.
     *
     * @throws IllegalArgumentException when the text is blank
     */
    public Prompt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "the text of prompt '" + id + "' is blank: there is nothing to ask. Leave the row out.");
        }
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** A prompt with no id and no labels. */
    public static Prompt of(String text) {
        return new Prompt("", text, Map.of());
    }

    /** A prompt with an id of your own. */
    public static Prompt of(String id, String text) {
        return new Prompt(id, text, Map.of());
    }

    /**
     * This prompt with one more label, in the place of one of the same name. The value is kept as text; null is no
     * label. In the table, a label that is a number in each row is a column of numbers.
     */
    public Prompt label(String name, @Nullable Object value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        if (value == null) {
            more.remove(name);
        } else {
            more.put(name, value.toString());
        }
        return new Prompt(id, text, more);
    }
}
