package batchbook;

import batchbook.bench.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a journal costs: a model that answers at once, so that all there is to do is the engine's and the journal's. In
 * the library's package for the sake of the journal alone, without a batch.
 */
final class JournalRate {
    private static final int ROWS = 50_000;
    private static final int WORKERS = 8;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 7;
    /** As long as a usual answer: some hundred tokens. */
    private static final Reply REPLY =
            new Reply("A usual answer has some sentences. ".repeat(30), new Usage(12, 300, 0, 0), "STOP", "bench-001");

    private JournalRate() {}

    private interface Work {
        void run() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        List<Prompt> prompts =
                IntStream.range(0, ROWS).mapToObj(i -> Prompt.of("prompt " + i)).toList();
        Path directory = Files.createTempDirectory(Path.of("bench", "target"), "journal");
        Path file = directory.resolve("bench.jsonl");
        try {
            Batch plan = Batch.of((Model) prompt -> REPLY).workers(WORKERS).progress(Progress.none());
            double without = median(file, () -> requireAll(plan.run(prompts)));
            double with = median(file, () -> requireAll(plan.journal(file).run(prompts)));
            long bytes = Files.size(file);
            double resumed = seconds(() -> requireAll(plan.journal(file).run(prompts)));
            Run rows = Journal.read(file);
            double alone = median(file, () -> write(file, plan.model(), rows));

            row("batch without a journal", without);
            double rate = ROWS / with;
            Table.row(
                    "batch with a journal",
                    Table.text("%,.0f rows/s, %,.0f MB/s", rate, bytes / with / 1e6),
                    "> 10,000 rows/s",
                    rate > 10_000);
            Table.row("a row of it costs", Table.text("%.1f us more", (with - without) / ROWS * 1e6), "-", true);
            Table.row("with / without, model at once", Table.text("%.1f", with / without), "-", true);
            row("the journal alone", alone);
            row("run again, all rows in the journal", resumed);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void row(String what, double seconds) {
        Table.row(what, Table.text("%,.0f rows/s", ROWS / seconds), "-", true);
    }

    private static void requireAll(Run run) {
        if (run.answered().size() != ROWS) {
            throw new IllegalStateException("not every prompt was answered: " + run);
        }
    }

    private static void write(Path file, Model model, Run rows) {
        List<JournalKey> keys = JournalKey.of(model, rows.results().stream().map(Result::prompt).toList());
        try (JournalFile journal = JournalFile.open(file, "bench", ROWS, rows.started())) {
            for (Result row : rows) {
                journal.write(row, keys.get(row.index()));
            }
        }
    }

    /** Seconds of the middle round, each with a new file; the last one's file stays. */
    private static double median(Path file, Work work) {
        double[] rounds = IntStream.range(0, WARM_UP + ROUNDS)
                .mapToDouble(round -> {
                    try {
                        Files.deleteIfExists(file);
                        return seconds(work);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .skip(WARM_UP)
                .sorted()
                .toArray();
        return rounds[ROUNDS / 2];
    }

    private static double seconds(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
