package batchbook.bench;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Run;
import batchbook.Totals;
import batchbook.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether so many rows of 100 characters and answers of 100 fit the heap of this JVM, and what each costs: as a run, as a
 * stream, as a stream with a journal, written and then read, or as a run whose rows are all in a journal. A model that
 * answers at once.
 */
final class Lengths {
    private static final String LONG = "x".repeat(90);

    private Lengths() {}

    public static void main(String[] args) throws IOException {
        String way = args[0];
        int rows = Integer.parseInt(args[1]);
        switch (way) {
            case "run" -> row("a run", rows, count -> run(Batch.of(model()), count));
            case "stream" -> row("a stream", rows, count -> stream(Batch.of(model()), count));
            case "journal" -> journaled("the same again, all in the journal", rows, Lengths::stream);
            case "resume" -> journaled("a run, all in the journal", rows, Lengths::run);
            default -> throw new IllegalArgumentException(way);
        }
    }

    private interface Way {
        int answered(int rows);
    }

    private interface Again {
        int answered(Batch plan, int rows);
    }

    private static void journaled(String what, int rows, Again again) throws IOException {
        Path file = Files.createTempFile("batchbook-lengths", ".jsonl");
        Files.delete(file);
        Batch plan = Batch.of(model()).journal(file);
        row("a stream into a journal", rows, count -> stream(plan, count));
        row(what, rows, count -> again.answered(plan, count));
        Files.delete(file);
    }

    private static void row(String what, int rows, Way way) {
        long start = System.nanoTime();
        int answered = way.answered(rows);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (answered != rows) {
            throw new IllegalStateException("answered " + answered + " of " + rows);
        }
        String figure = Table.text(
                "%s, %,d prompts, a heap of %,d MB", what, rows, Runtime.getRuntime().maxMemory() >> 20);
        Table.row(figure, Table.text("%.1f s, %.0f us per prompt", seconds, seconds * 1e6 / rows), "-", true);
    }

    private static int run(Batch plan, int rows) {
        List<String> prompts =
                IntStream.range(0, rows).mapToObj(Lengths::prompt).toList();
        Run run = plan.progress(Progress.none()).run(prompts);
        return run.answered().size();
    }

    private static int stream(Batch plan, int rows) {
        Iterator<String> prompts =
                Stream.iterate(0, i -> i + 1).limit(rows).map(Lengths::prompt).iterator();
        int[] given = {0};
        Totals totals = plan.progress(Progress.none()).stream(prompts, row -> given[0]++);
        return Math.min(given[0], totals.answered());
    }

    private static String prompt(int i) {
        return Table.text("prompt %08d ", i) + LONG.substring(6);
    }

    private static Model model() {
        return Model.named(
                "at once", prompt -> new Reply("answer to " + prompt.text(), new Usage(25, 25, 0, 0), "STOP", "m-1"));
    }
}
