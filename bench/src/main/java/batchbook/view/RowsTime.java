package batchbook.view;

import batchbook.Batch;
import batchbook.Journal;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.Usage;
import batchbook.bench.Table;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How long 100,000 rows take that are answered: read from a journal, as a table, shown. Each once, as a user has it; in the
 * library's package for the sake of what a cell shows.
 */
final class RowsTime {
    private static final int ROWS = 100_000;

    private RowsTime() {}

    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("bench", "target"), "rows");
        Path file = directory.resolve("rows.jsonl");
        try {
            write(file);
            Run run = measured(
                    Table.text("`Journal.read`, %.0f MB", Files.size(file) / 1e6), 10, () -> Journal.read(file));
            tech.tablesaw.api.Table table = measured("`Tables.of`", 2, () -> Tables.of(run));
            measured("that table in a cell", 1, () -> Notebook.rendering(table));
            measured("that run in a cell", 1, () -> Notebook.rendering(run));
            measured("its failed rows in a cell", 1, () -> Notebook.rendering(run.failed()));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void write(Path file) {
        List<Prompt> prompts = IntStream.range(0, ROWS).mapToObj(RowsTime::prompt).toList();
        Model model = Model.named("bench", RowsTime::answer);
        Batch.of(model).workers(8).journal(file).progress(Progress.none()).run(prompts);
    }

    private static Prompt prompt(int row) {
        String text = "Review " + row + ": " + "it does what it says. ".repeat(8);
        return Prompt.of("Classify this review:\n" + text)
                .label("product", "p" + row % 500)
                .label("stars", 1 + row % 5)
                .label("text", text);
    }

    private static Reply answer(Prompt prompt) {
        String text = "{\"sentiment\": \"POSITIVE\", \"length\": " + prompt.text().length() + "} ";
        return new Reply(text + "It says so. ".repeat(30), new Usage(40, 120, 0, 0), "STOP", "bench-001");
    }

    private static <T> T measured(String what, int target, Supplier<T> work) {
        long cpu = cpu();
        long start = System.nanoTime();
        T result = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        String figure = Table.text("%.2f s, %.2f CPU seconds", seconds, (cpu() - cpu) / 1e9);
        Table.row(what, figure, "< " + target + " s", seconds < target);
        return result;
    }

    /** Of all threads, the garbage collector's and the compiler's too. */
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
