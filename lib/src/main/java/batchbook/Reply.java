package batchbook;

import batchbook.answer.AnswerType;
import batchbook.foreign.SafeText;
import java.util.List;
import java.util.Objects;

/**
 * What a model answered. Immutable.
 *
 * @param text the answer's text; a batch counts a blank one as a failure of kind {@link ErrorKind#EMPTY}
 * @param usage tokens, {@link Usage#NONE} when the provider named none
 * @param finishReason the provider's word for why it stopped, such as {@code STOP}; empty when it gave none
 * @param modelVersion the model that really answered, such as {@code gemini-3.8-flash}; empty when unknown
 * @param others the texts of further candidates, in their order, when a request asked for several; usually empty
 */
public record Reply(String text, Usage usage, String finishReason, String modelVersion, List<String> others) {
    /** Rejects nulls; reason and version are shortened and lose control characters, as a server may say anything. */
    public Reply {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(usage, "usage");
        finishReason = SafeText.line(finishReason, SafeText.NAME);
        modelVersion = SafeText.line(modelVersion, SafeText.NAME);
        others = List.copyOf(others);
    }

    /** A reply with one text. */
    public Reply(String text, Usage usage, String finishReason, String modelVersion) {
        this(text, usage, finishReason, modelVersion, List.of());
    }

    /** A reply that is only a text: all a model of your own needs. */
    public static Reply of(String text) {
        return new Reply(text, Usage.NONE, "", "");
    }

    /**
     * The answer as a value: {@code gemini.answering(Review.class).ask(text).value(Review.class)}. See {@link AnswerType}
     * for what a record or enum may be, and for how strictly it is read.
     *
     * @throws batchbook.answer.UnreadableAnswerException when the text does not fit, saying why
     * @throws IllegalArgumentException when an answer cannot be of that class
     */
    public <T> T value(Class<T> type) {
        return AnswerType.of(type).read(text);
    }

    /**
     * The text, so that a reply printed in a notebook reads as the answer; control characters other than line breaks
     * are spelt out, because a terminal would obey them.
     */
    @Override
    public String toString() {
        return SafeText.text(text);
    }
}
