package batchbook.answer;

/** An answer is not what was asked for. The message is the reason in words, fit to be told to the model. */
public final class UnreadableAnswerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** With the reason. */
    public UnreadableAnswerException(String reason) {
        super(reason);
    }
}
