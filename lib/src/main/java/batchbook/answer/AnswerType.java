package batchbook.answer;

/**
 * What an answer is to be: a schema for the model, and a strict reader for what it says. Immutable and safe to share.
 *
 * @param <T> the type of the values that are read
 */
public interface AnswerType<T> {
    /** What the model is asked for, as a JSON schema. */
    String jsonSchema();

    /**
     * Reads an answer.
     *
     * @param text the whole answer of a model
     * @throws UnreadableAnswerException when it does not fit, saying why
     */
    T read(String text);

    /** What it is, in words: {@code a JSON object of Review}. */
    @Override
    String toString();
}
