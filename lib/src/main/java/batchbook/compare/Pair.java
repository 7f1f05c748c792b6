package batchbook.compare;

/**
 * How often two of several runs gave the same. Immutable.
 *
 * @param first the place of the earlier one, from 0
 * @param second the place of the later one
 * @param column in what: a part of the answers, or {@code answer}
 */
public record Pair(int first, int second, String column, Agreement agreement) {}
