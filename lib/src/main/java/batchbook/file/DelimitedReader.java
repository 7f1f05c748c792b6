package batchbook.file;

import batchbook.file.DelimitedLines.Line;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** Reads a table from a text file with separators. Its first line has the names of the columns. */
final class DelimitedReader {
    private DelimitedReader() {}

    /** @throws IllegalStateException when it is not in that encoding, or no table: it names the line */
    static Table read(Path file, Charset encoding) {
        String text = TextFile.readWithMark(file, encoding);
        try {
            return table(
                    TextFile.isMarked(text)
                            ? new Separator(true).cut(text.substring(1))
                            : new Separator(false).cut(text));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(file + " cannot be read as a table: " + e.getMessage(), e);
        }
    }

    private static Table table(List<Line> lines) {
        if (lines.isEmpty()) {
            throw new IllegalStateException("it is empty, and its first line has to be the names of the columns");
        }
        List<Line> rows = lines.subList(1, lines.size());
        List<String> names =
                ColumnNames.require(lines.get(0).cells(), "line " + lines.get(0).number());
        rows.forEach(row -> requireCells(row, names.size()));
        return Table.create(
                "",
                IntStream.range(0, names.size())
                        .mapToObj(column -> TypedColumn.ofCells(
                                names.get(column),
                                rows.stream()
                                        .map(row -> row.cells().get(column))
                                        .toList())));
    }

    private static void requireCells(Line row, int columns) {
        int cells = row.cells().size();
        if (cells != columns) {
            throw new IllegalStateException("line " + row.number() + " has " + cells + (cells == 1 ? " cell" : " cells")
                    + ", and there are " + columns
                    + " names of columns: a text with separators or line breaks in it needs quotes around it");
        }
    }
}
