package batchbook.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Plain text as a table: a row for each line of a file, or for each file of a folder. */
public final class TextLines {
    private static final int MOST_NAMES = 5;

    private TextLines() {}

    /** The column {@code text}; blank lines are passed over. */
    static Table read(Path file, Charset encoding) {
        List<String> lines = TextFile.read(file, encoding)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return Table.create("", StringColumn.create("text", lines));
    }

    /**
     * The columns {@code file} (its path from the folder, with slashes) and {@code text}, sorted by the first; what it
     * promises is told at {@code batchbook.view.Tables.files}.
     *
     * @throws IllegalArgumentException when there is no such folder, or no file in it matches
     * @throws IllegalStateException when one of them is no text in UTF-8
     * @throws UncheckedIOException when one cannot be read
     */
    public static Table files(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder.toAbsolutePath()
                    + ". A name without a directory means one in the directory of the notebook, "
                    + Path.of("").toAbsolutePath());
        }
        PathMatcher matcher = matcher(pattern);
        List<Path> all = paths(folder);
        List<Path> matching = all.stream().filter(matcher::matches).toList();
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("no file in " + folder + " is called " + pattern + ": there "
                    + (all.isEmpty() ? "is none" : "are " + some(all)));
        }
        return Table.create(
                "",
                StringColumn.create(
                        "file", matching.stream().map(TextLines::name).toList()),
                StringColumn.create(
                        "text",
                        matching.stream()
                                .map(path -> TextFile.read(folder.resolve(path), StandardCharsets.UTF_8))
                                .toList()));
    }

    /** As shells have it, {@code **}{@code /} also stands for no folder at all. */
    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", "{**/,}"));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "this is no pattern for names of files: " + pattern + " (" + e.getDescription()
                            + "). *.txt means all of the folder, **/*.txt those of its folders too",
                    e);
        }
    }

    private static List<Path> paths(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted((one, other) -> name(one).compareTo(name(other)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e, e);
        }
    }

    private static String some(List<Path> all) {
        return all.stream().limit(MOST_NAMES).map(TextLines::name).collect(Collectors.joining(", "))
                + (all.size() > MOST_NAMES ? " and " + (all.size() - MOST_NAMES) + " more" : "");
    }

    private static String name(Path path) {
        return path.toString().replace('\\', '/');
    }
}
