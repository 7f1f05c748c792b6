package batchbook.file;

import batchbook.file.Lines.Line;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** Reads a table from a text file. Its first line has the names of the columns. */
public final class TableReader {
    private TableReader() {}

    /**
     * All of it; what it promises is told at {@code batchbook.view.Tables.read}.
     *
     * @throws IllegalArgumentException when there is no such file
     * @throws IllegalStateException when it is not in that encoding, or no table: it names the line
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static Table read(Path file, Charset encoding) {
        String text = TextFile.read(file, encoding);
        try {
            return table(Separator.cut(text));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(file + " cannot be read as a table: " + e.getMessage(), e);
        }
    }

    private static Table table(List<Line> lines) {
        if (lines.isEmpty()) {
            throw new IllegalStateException("it is empty, and its first line has to be the names of the columns");
        }
        List<Line> rows = lines.subList(1, lines.size());
        List<String> names = names(lines.get(0));
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

    private static List<String> names(Line header) {
        List<String> names = header.cells().stream().map(String::strip).toList();
        Map<String, Integer> seen = new HashMap<>();
        for (int column = 1; column <= names.size(); column++) {
            String name = names.get(column - 1);
            if (name.isEmpty()) {
                throw new IllegalStateException("line " + header.number() + ": column " + column + " of " + names.size()
                        + " has no name: write one there (pandas leaves one out unless it is told index=False)");
            }
            Integer before = seen.put(name.toLowerCase(Locale.ROOT), column);
            if (before != null) {
                throw new IllegalStateException("line " + header.number() + ": columns " + before + " and " + column
                        + " are both called '" + name + "' (capitals do not count): rename one");
            }
        }
        return names;
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
