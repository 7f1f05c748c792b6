package batchbook;

import batchbook.prompt.Attachment;
import batchbook.prompt.Labels;
import batchbook.prompt.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing to ask: a text, what goes with it, and what you want to find beside its answer.
 *
 * <p>Plain strings are enough for most batches; make a {@code Prompt} to give a row an id of its own, labels, files or a
 * conversation before it. Labels travel with the row and become columns of {@code Tables.of(run)}.
 *
 * <pre>{@code
 * var prompt = Prompt.of("r-17", "Is this review positive? " + text).label("shop", "Lyon").label("stars", 4);
 * var next   = Prompt.of("And Spain?").after("What is the capital of Italy?", "Rome");
 * var photo  = Prompt.of("What is on it?").attach("photos/kettle.jpg");
 * }</pre>
 *
 * <p>{@code Tables.prompts(table, "Is this review of {product} positive? {text}")} makes one of each row of a table.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param id your name for the row, empty when you gave none
 * @param text what is sent to the model, never blank but beside a file
 * @param labels columns to keep beside the answer, in the order they were added, as {@link Labels} keeps them: texts,
 *     numbers, truth values and times
 * @param history what was said before, oldest first; usually empty
 * @param attachments files that go with the text; usually none
 * @param sample which of several answers to the same prompt this asks for, from 1, as {@link Batch#samples} numbers them;
 *     0, which is the default, when it is asked once
 */
public record Prompt(
        String id,
        String text,
        Map<String, Object> labels,
        List<Turn> history,
        List<Attachment> attachments,
        int sample) {
    /**
     * Checks the text and copies the rest.
     *
     * @throws IllegalArgumentException when the text is blank and there is no file, or the sample is below 0
     */
    public Prompt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        if (sample < 0) {
            throw new IllegalArgumentException("sample is " + sample + ": it must be at least 0");
        }
        if (text.isBlank() && attachments.isEmpty()) {
            throw new IllegalArgumentException(
                    "the text of prompt '" + id + "' is blank: there is nothing to ask. Leave the row out.");
        }
        labels = Labels.of(labels);
        history = List.copyOf(history);
        attachments = List.copyOf(attachments);
    }

    /** A prompt that is a text with labels. */
    public Prompt(String id, String text, Map<String, ?> labels) {
        this(id, text, Labels.of(labels), List.of(), List.of(), 0);
    }

    /** A prompt with no id and no labels. */
    public static Prompt of(String text) {
        return of("", text);
    }

    /** A prompt with an id of your own. */
    public static Prompt of(String id, String text) {
        return new Prompt(id, text, Map.of(), List.of(), List.of(), 0);
    }

    /** This prompt with one more label, in the place of one of the same name; null is no label. */
    public Prompt label(String name, @Nullable Object value) {
        return new Prompt(id, text, Labels.of(labels).with(name, value), history, attachments, sample);
    }

    /** With this conversation before it, in the place of an earlier one. */
    public Prompt history(List<Turn> turns) {
        return new Prompt(id, text, labels, turns, attachments, sample);
    }

    /** With one more exchange before it: what the user asked, and what the model answered. */
    public Prompt after(String question, String answer) {
        List<Turn> turns = new ArrayList<>(history);
        turns.add(Turn.user(question));
        turns.add(Turn.model(answer));
        return history(turns);
    }

    /** With one more file. */
    public Prompt attach(Attachment file) {
        List<Attachment> files = new ArrayList<>(attachments);
        files.add(Objects.requireNonNull(file, "file"));
        return new Prompt(id, text, labels, history, files, sample);
    }

    /**
     * With one more file, seen from the directory of the notebook: {@code .attach("photos/kettle.jpg")}. Its type is told
     * from how it begins.
     *
     * @throws IllegalArgumentException when there is no such file, it is empty, or its type cannot be told
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public Prompt attach(String file) {
        return attach(Attachment.of(file));
    }

    /** {@link #attach(String)} for a path. */
    public Prompt attach(Path file) {
        return attach(Attachment.of(file));
    }

    /** Bytes in UTF-8 of its text and of all that was said before it; without its files. */
    public long bytes() {
        long bytes = bytes(text);
        for (Turn turn : history) {
            bytes += bytes(turn.text());
        }
        return bytes;
    }

    /** A text's length in UTF-8, without making the bytes. */
    private static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Half of a surrogate pair is two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** The same for another of several answers. */
    Prompt sample(int number) {
        return new Prompt(id, text, labels, history, attachments, number);
    }

    /** What is asked, and nothing else: equal for prompts that differ in id and labels only. */
    Object question() {
        boolean plain = history.isEmpty() && attachments.isEmpty() && sample == 0;
        return plain ? text : new Prompt("", text, Map.of(), history, attachments, sample);
    }
}
