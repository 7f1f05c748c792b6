package batchbook.answer;

import java.util.List;

/**
 * What was read from an answer.
 *
 * @param value what the answer says
 * @param leftOut what else there was and was left out, in words, such as {@code a code fence} and {@code a sentence before
 *     the JSON}; empty when the answer was as asked
 */
public record Reading<T>(T value, List<String> leftOut) {
    /** Copies the list. */
    public Reading {
        leftOut = List.copyOf(leftOut);
    }
}
