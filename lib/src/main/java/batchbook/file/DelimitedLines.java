package batchbook.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The lines of a text as FastCSV reads them: RFC 4180 with any separator and any line ends. Blank lines are passed over. A
 * cell in quotes may hold everything, a quote in it is doubled; elsewhere quotes are ordinary characters, and blanks are
 * kept.
 *
 * <p>It makes the records itself, as those of FastCSV have limits of size, and a text whose quotes do not pair is told by the
 * record it is in, which may be of many lines.
 */
final class DelimitedLines extends AbstractBaseCsvCallbackHandler<DelimitedLines.Line> {
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\n]");

    private List<String> cells = List.of();
    private long begin;
    private long line;

    private DelimitedLines() {}

    /**
     * The cells of one line.
     *
     * @param number where it begins, counted from 1 as editors do
     */
    record Line(long number, List<String> cells) {}

    /**
     * Those that are not blank.
     *
     * @param most how many at most
     * @throws IllegalStateException when quotes do not pair, naming the line where such a text begins
     */
    static List<Line> of(String text, char separator, long most) {
        return of(text, separator, '"', most);
    }

    /** The same where a quote is a character like all others. */
    static List<Line> withoutQuotes(String text, char separator) {
        return of(text, separator, unused(text), Long.MAX_VALUE);
    }

    /** A character for private use that the text does not use. */
    static char unused(String text) {
        return (char) IntStream.rangeClosed('\uE000', Character.MAX_VALUE)
                .filter(character -> text.indexOf(character) < 0)
                .findFirst()
                .orElseThrow();
    }

    private static List<Line> of(String text, char separator, char quote, long most) {
        DelimitedLines lines = new DelimitedLines();
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .quoteCharacter(quote)
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .build(lines, text)
                    .stream()
                    .limit(most)
                    .toList();
        } catch (CsvParseException e) {
            if (!(e.getCause() instanceof CsvParseException)) {
                // Not the text's fault: FastCSV wraps whatever is thrown, want of memory too.
                throw e;
            }
            throw new IllegalStateException(
                    "line " + lines.line + ": the quote that begins a text there is never closed,"
                            + " or a quote inside that text is not doubled (\"\")",
                    e);
        }
    }

    @Override
    protected void handleBegin(long number) {
        cells = new ArrayList<>();
        // Not the number given: it is too small after a cell that has both a bare carriage return and a line feed.
        line++;
        begin = line;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        String cell = new String(buffer, offset, length);
        cells.add(cell);
        if (quoted) {
            line += LINE_BREAK.matcher(cell).results().count();
        }
    }

    @Override
    protected Line buildRecord() {
        return new Line(begin, cells);
    }
}
