package batchbook.answer;

import batchbook.foreign.SafeText;

/**
 * An answer is not what was asked for. The message is the reason in words, such as {@code urgency is "high", a whole
 * number was asked}: one line of at most 500 characters, fit to be told to the model.
 */
public final class UnreadableAnswerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private static final int LONGEST = 500;

    /** With the reason; what of it is longer, or would be obeyed by a terminal, is cut or spelt out. */
    public UnreadableAnswerException(String reason) {
        super(SafeText.line(reason, LONGEST));
    }
}
