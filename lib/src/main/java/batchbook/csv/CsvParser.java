package batchbook.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Cells of a text: RFC 4180 with any separator and any line ends. Blank lines are passed over. A cell in quotes may hold
 * everything, a quote in it is doubled; elsewhere quotes are ordinary characters, and blanks are kept.
 */
final class CsvParser {
    /** What stands between cells where there is only one column. */
    static final char NONE = '\0';

    private static final char QUOTE = '"';

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    CsvParser(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /**
     * The cells of one line.
     *
     * @param number where it begins, counted from 1 as editors do
     */
    record Line(int number, List<String> cells) {}

    /**
     * Those that are not blank.
     *
     * @param most how many at most
     * @throws IllegalStateException when quotes do not pair, naming the line
     */
    List<Line> lines(int most) {
        List<Line> lines = new ArrayList<>();
        while (at < text.length() && lines.size() < most) {
            int start = at;
            int number = line;
            List<String> cells = cells();
            boolean blank = at == start;
            endLine();
            if (!blank) {
                lines.add(new Line(number, cells));
            }
        }
        return lines;
    }

    private List<String> cells() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == separator && separator != NONE) {
            at++;
            cells.add(cell());
        }
        return cells;
    }

    private String cell() {
        if (at < text.length() && text.charAt(at) == QUOTE) {
            return quoted();
        }
        int start = at;
        while (at < text.length() && !endsCell(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int opened = line;
        StringBuilder cell = new StringBuilder();
        int start = ++at;
        while (at < text.length()) {
            if (text.charAt(at) != QUOTE) {
                passOver();
                continue;
            }
            cell.append(text, start, at);
            at++;
            if (at == text.length() || endsCell(text.charAt(at))) {
                return cell.toString();
            }
            if (text.charAt(at) != QUOTE) {
                throw new IllegalStateException(
                        "line " + line + ": a quote inside a text in quotes must be doubled (\"\")");
            }
            start = at++;
        }
        throw new IllegalStateException("line " + opened + ": the quote that begins a text there is never closed");
    }

    private boolean endsCell(char c) {
        return c == '\n' || c == '\r' || (c == separator && separator != NONE);
    }

    /** The next character of a text in quotes. */
    private void passOver() {
        char c = text.charAt(at++);
        boolean followed = at < text.length() && text.charAt(at) == '\n';
        if (c == '\n' || (c == '\r' && !followed)) {
            line++;
        }
    }

    private void endLine() {
        if (at < text.length()) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
            line++;
        }
    }
}
