package batchbook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /** This prompt with one more label; {@code value} is kept as text. A label of the same name is replaced. */
    public Prompt label(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(name, String.valueOf(value));
        return new Prompt(id, text, more);
    }

    /**
     * Checks all rows before anything is sent, so that a bad row in the middle costs nothing.
     *
     * @throws IllegalArgumentException naming the rows that are null, blank or neither text nor prompt
     */
    static List<Prompt> listOf(Iterable<?> rows) {
        Objects.requireNonNull(rows, "prompts is null: pass a list of strings or of Prompt");
        List<Prompt> prompts = new ArrayList<>();
        List<Integer> blank = new ArrayList<>();
        int index = 0;
        for (Object row : rows) {
            @Nullable Prompt prompt = read(row, index);
            if (prompt == null) {
                blank.add(index);
            } else {
                prompts.add(prompt);
            }
            index++;
        }
        if (!blank.isEmpty()) {
            throw new IllegalArgumentException(blankRows(blank, index));
        }
        return prompts;
    }

    private static @Nullable Prompt read(@Nullable Object row, int index) {
        if (row instanceof Prompt prompt) {
            return prompt;
        }
        if (row == null) {
            return null;
        }
        if (row instanceof CharSequence text) {
            return text.toString().isBlank() ? null : Prompt.of(text.toString());
        }
        throw new IllegalArgumentException("prompt " + index + " is a "
                + row.getClass().getName() + ": nothing was sent. Prompts are strings or Prompt.of(..).");
    }

    private static String blankRows(List<Integer> blank, int total) {
        String rows = blank.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "));
        String more = blank.size() > 5 ? " and " + (blank.size() - 5) + " more" : "";
        String what = blank.size() == 1 ? "prompt " + rows + " is" : "prompts " + rows + more + " are";
        return what + " null or blank (counted from 0, of " + total + "): nothing was sent. Leave them out, for example"
                + " with prompts.stream().filter(p -> p != null && !p.isBlank()).toList()";
    }
}
