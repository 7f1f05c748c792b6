package batchbook.pace;

import batchbook.Model;
import batchbook.Prompt;
import batchbook.prompt.Attachment;

/**
 * So much to be asked. Immutable.
 *
 * @param requests how many requests
 * @param bytes of all that is sent for them, in UTF-8: texts, what was said before, and what the model sends with every
 *     prompt; a file counts as a text of as many tokens
 */
public record Workload(double requests, double bytes) {
    public static final Workload NONE = new Workload(0, 0);

    /** The usual length of a token of text, by which files are made comparable with texts. */
    private static final int BYTES_PER_TOKEN = 4;

    /** One request of this model for this prompt. */
    public static Workload of(Model model, Prompt prompt) {
        long tokens = 0;
        for (Attachment file : prompt.attachments()) {
            tokens += file.tokens();
        }
        return of(prompt.bytes() + model.fixedBytes() + BYTES_PER_TOKEN * tokens);
    }

    static Workload of(long bytes) {
        return new Workload(1, bytes);
    }

    public Workload times(double factor) {
        return new Workload(requests * factor, bytes * factor);
    }

    public Workload plus(Workload other) {
        return new Workload(requests + other.requests, bytes + other.bytes);
    }

    public Workload minus(Workload other) {
        return new Workload(requests - other.requests, bytes - other.bytes);
    }

    boolean isNone() {
        return requests < 0.5;
    }
}
