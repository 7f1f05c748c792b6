package batchbook;

import java.util.Objects;

/**
 * What a model answered. Immutable.
 *
 * @param text the answer's text; a batch counts a blank one as a failure of kind {@link ErrorKind#EMPTY}
 * @param usage tokens, {@link Usage#NONE} when the provider named none
 * @param finishReason the provider's word for why it stopped, such as {@code STOP}; empty when it gave none
 * @param modelVersion the model that really answered, such as {@code gemini-3.8-flash}; empty when unknown
 */
public record Reply(String text, Usage usage, String finishReason, String modelVersion) {
    /** Rejects nulls. */
    public Reply {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(modelVersion, "modelVersion");
    }

    /** A reply that is only a text: all a model of your own needs. */
    public static Reply of(String text) {
        return new Reply(text, Usage.NONE, "", "");
    }

    /** The text, so that a reply printed in a notebook reads as the answer. */
    @Override
    public String toString() {
        return text;
    }
}
