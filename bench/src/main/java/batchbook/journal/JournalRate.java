package batchbook.journal;

import batchbook.Batch;
import batchbook.Journal;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.Usage;
import batchbook.bench.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
            Model model = Model.named("bench", prompt -> REPLY);
            Batch plan = Batch.of(model).workers(WORKERS).progress(Progress.none());
            Batch journaled = plan.journal(file);
            requireAll(journaled.run(prompts));
            Run rows = Journal.read(file);
            double[] without = new double[ROUNDS];
            double[] with = new double[ROUNDS];
            double[] again = new double[ROUNDS];
            double[] alone = new double[ROUNDS];
            // In turn, so that another program's work meets all of them.
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                int keep = Math.max(0, round);
                without[keep] = seconds(() -> requireAll(plan.run(prompts)));
                Files.delete(file);
                with[keep] = seconds(() -> requireAll(journaled.run(prompts)));
                again[keep] = seconds(() -> requireAll(journaled.run(prompts)));
                Files.delete(file);
                alone[keep] = seconds(() -> write(file, model, rows));
            }
            print(without, with, again, alone, Files.size(file));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void print(double[] without, double[] with, double[] again, double[] alone, long bytes) {
        double rate = ROWS / median(with);
        Table.row("batch with a journal", rate(with), "> 10,000 rows/s", rate > 10_000);
        Table.row("batch without one", rate(without), "-", true);
        double[] ratios = IntStream.range(0, ROUNDS)
                .mapToDouble(round -> with[round] / without[round])
                .toArray();
        String ratio = Table.text("%.1f (%.1f to %.1f)", median(ratios), min(ratios), max(ratios));
        Table.row("time with / without", ratio, "-", true);
        Table.row("the journal alone", rate(alone) + Table.text(", %.0f MB/s", bytes / median(alone) / 1e6), "-", true);
        Table.row("run again, all rows in the journal", rate(again), "-", true);
    }

    private static String rate(double[] seconds) {
        return Table.text(
                "%,.0f rows/s (%,.0f to %,.0f)", ROWS / median(seconds), ROWS / max(seconds), ROWS / min(seconds));
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static void requireAll(Run run) {
        if (run.answered().size() != ROWS) {
            throw new IllegalStateException("not every prompt was answered: " + run);
        }
    }

    private static void write(Path file, Model model, Run rows) {
        List<JournalKey> keys = KeyCounter.keys(model, rows.results().stream().map(Result::prompt).toList());
        try (JournalFile journal = JournalFile.open(file, "bench", ROWS, rows.started())) {
            for (Result row : rows) {
                journal.write(row, keys.get(row.index()));
            }
        }
    }

    private static double seconds(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
