package batchbook.pace;

import batchbook.Reason;

/**
 * A reason, and the words for it: code asks the one, and a person reads the others.
 *
 * @param words a sentence or less, with the figures that the reason does not have
 */
public record Cause(Reason reason, String words) {}
