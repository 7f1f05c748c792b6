package batchbook.file;

import batchbook.file.Lines.Line;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands between the cells of a file: a comma, a semicolon (as spreadsheets write where the comma is the decimal
 * sign) or a tab. It is found by looking, as names of files do not tell.
 */
final class Separator {
    private static final List<Character> KNOWN = List.of(',', ';', '\t');

    private Separator() {}

    /**
     * The lines of a text, cut where it makes most columns and lines of equal length. Without any of the separators in its
     * first line, a text has one column, and commas in it are commas.
     *
     * @throws IllegalStateException when quotes do not pair, naming the line
     */
    static List<Line> cut(String text) {
        List<Character> candidates = KNOWN.stream()
                .filter(separator -> columns(text, separator) > 1)
                .sorted(Comparator.comparingInt((Character separator) -> columns(text, separator))
                        .reversed())
                .toList();
        return candidates.stream()
                .flatMap(separator -> even(text, separator).stream())
                .findFirst()
                .orElseGet(() -> lines(text, candidates.isEmpty() ? none(text) : candidates.get(0)));
    }

    private static int columns(String text, char separator) {
        try {
            return Lines.of(text, separator, 1).stream()
                    .mapToInt(line -> line.cells().size())
                    .sum();
        } catch (IllegalStateException e) {
            // With another separator a quote may begin a cell, or not.
            return 0;
        }
    }

    private static Optional<List<Line>> even(String text, char separator) {
        try {
            List<Line> lines = lines(text, separator);
            Stream<Integer> lengths = lines.stream().map(line -> line.cells().size());
            return lengths.distinct().count() == 1 ? Optional.of(lines) : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static List<Line> lines(String text, char separator) {
        return Lines.of(text, separator, Long.MAX_VALUE);
    }

    /** A character for private use that the text does not use: with it between cells there is one column. */
    private static char none(String text) {
        return (char) IntStream.rangeClosed('\uE000', Character.MAX_VALUE)
                .filter(character -> text.indexOf(character) < 0)
                .findFirst()
                .orElseThrow();
    }
}
