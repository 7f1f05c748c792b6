package batchbook.bench;

import batchbook.view.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How long a table of 100,000 rows takes out of the notebook and back, in each format and database. Each once. */
final class FileTime {
    private static final int ROWS = 100_000;

    private FileTime() {}

    private interface Work {
        void run();
    }

    public static void main(String[] args) throws IOException {
        Table table = table();
        Path directory = Files.createTempDirectory(Path.of("bench", "target"), "files");
        for (String ending : List.of("csv", "json", "jsonl", "xlsx")) {
            Path file = directory.resolve("table." + ending);
            row("`." + ending + "`", () -> Tables.write(table, file), () -> Tables.read(file), file);
        }
        // The one whose driver is among the notebook's jars.
        Path file = directory.resolve("table.db");
        String url = "jdbc:sqlite:" + file;
        row("SQLite", () -> Tables.write(table, url, "rows"), () -> Tables.read(url, "rows"), file);
        row("SQLite, all changed by key", () -> Tables.write(table, url, "rows", "id"), () -> Tables.read(url, "rows"), file);
        try (var files = Files.list(directory)) {
            files.forEach(left -> left.toFile().delete());
        }
        Files.delete(directory);
    }

    private static Table table() {
        List<String> texts = IntStream.range(0, ROWS)
                .mapToObj(row -> "Review " + row + ": " + "it does what it says. ".repeat(8))
                .toList();
        return Table.create(
                "",
                IntColumn.create("id", IntStream.range(0, ROWS).toArray()),
                StringColumn.create("text", texts),
                IntColumn.create("stars", IntStream.range(0, ROWS).map(row -> 1 + row % 5).toArray()),
                StringColumn.create("sentiment", texts.stream().map(text -> text.length() % 2 == 0 ? "good" : "bad")),
                DoubleColumn.create("score", IntStream.range(0, ROWS).mapToDouble(row -> row / 7.0).toArray()),
                BooleanColumn.create("success", texts.stream().map(text -> true).toList()));
    }

    private static void row(String what, Work write, Work read, Path file) throws IOException {
        double written = seconds(write);
        double back = seconds(read);
        batchbook.bench.Table.row(
                what,
                batchbook.bench.Table.text(
                        "%.1f s, back %.1f s, %.0f MB", written, back, Files.size(file) / 1e6),
                "-",
                true);
    }

    private static double seconds(Work work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
