package batchbook.file;

import batchbook.file.DelimitedLines.Line;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What stands between the cells of a file: a comma, a semicolon (as spreadsheets write where the comma is the decimal
 * sign) or a tab. It is found by looking, as names of files do not tell.
 */
final class Separator {
    private static final char TAB = '\t';
    private static final List<Character> KNOWN = List.of(',', ';', TAB);

    private final boolean marked;

    /** @param marked whether the file has a byte order mark */
    Separator(boolean marked) {
        this.marked = marked;
    }

    /**
     * The lines of a text, cut where it makes most columns and lines of equal length. Without any of the separators in its
     * first line, a text has one column, and commas in it are commas.
     *
     * @throws IllegalStateException when quotes do not pair, naming the line
     */
    List<Line> cut(String text) {
        List<Character> candidates = KNOWN.stream()
                .filter(separator -> columns(text, separator) > 1)
                .sorted(Comparator.comparingInt((Character separator) -> columns(text, separator))
                        .reversed())
                .toList();
        return candidates.stream()
                .flatMap(separator -> even(text, separator).stream())
                .findFirst()
                .orElseGet(() -> lines(text, candidates.isEmpty() ? DelimitedLines.unused(text) : candidates.get(0)));
    }

    private static int columns(String text, char separator) {
        try {
            return DelimitedLines.of(text, separator, 1).stream()
                    .mapToInt(line -> line.cells().size())
                    .sum();
        } catch (IllegalStateException e) {
            // With another separator a quote may begin a cell, or not.
            return 0;
        }
    }

    private Optional<List<Line>> even(String text, char separator) {
        try {
            return Optional.of(lines(text, separator)).filter(Separator::isEven);
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static boolean isEven(List<Line> lines) {
        return lines.stream().map(line -> line.cells().size()).distinct().count() == 1;
    }

    private List<Line> lines(String text, char separator) {
        return separator == TAB ? tabbed(text) : DelimitedLines.of(text, separator, Long.MAX_VALUE);
    }

    /**
     * Most files with tabs know no quotes: there they are characters like all others, and may pair by chance, over many
     * lines. The whole file tells: quotes that do not pair, or that join what is even without them, are such. A
     * byte order mark is a spreadsheet's, or our own, and these quote.
     */
    private List<Line> tabbed(String text) {
        List<Line> plain = DelimitedLines.withoutQuotes(text, TAB);
        List<Line> quoted;
        try {
            quoted = DelimitedLines.of(text, TAB, Long.MAX_VALUE);
        } catch (IllegalStateException e) {
            return plain;
        }
        return !marked && isEven(plain) && (quoted.size() < plain.size() || !isEven(quoted)) ? plain : quoted;
    }
}
