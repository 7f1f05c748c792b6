package batchbook.journal;

import batchbook.Attempt;
import batchbook.Batch;
import batchbook.Journal;
import batchbook.Model;
import batchbook.NamedModel;
import batchbook.Outcome.Answered;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.bench.Table;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** What a journal of 2.6 GB takes of which few rows are wanted, and all of them one after another. Each once. */
final class LongJournalTime {
    private static final int ROWS = 1_000_000;
    private static final int WANTED = 60;
    private static final Instant START = Instant.parse("2026-11-26T09:00:00Z");
    private static final NamedModel MODEL = Model.named("bench", prompt -> {
        throw new IllegalStateException(prompt.text() + " is asked again");
    });

    private LongJournalTime() {}

    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("bench", "target"), "long");
        Path file = directory.resolve("long.jsonl");
        try {
            write(file);
            String size = Table.text("%.1f GB", Files.size(file) / 1e9);
            List<Prompt> prompts = IntStream.range(0, WANTED)
                    .mapToObj(i -> prompt(i * (ROWS / WANTED)))
                    .toList();
            Batch plan = Batch.of(MODEL).journal(file).progress(Progress.none());
            measured("a run of 60 prompts, all in a journal of " + size, WANTED, () -> answered(plan.run(prompts)));
            measured("its preview", 0, () -> plan.preview(prompts).requests());
            measured("`Journal.read`, 60 rows of it", WANTED, () -> read(file));
            long before = heap();
            try (StreamJournal journal = StreamJournal.open(file, MODEL, true, Optional::of, START)) {
                perRow("heap for where its rows are", before);
                measured("1,000,000 prompts, each found in it", ROWS, () -> all(journal));
                perRow("heap for that and the keys of all prompts", before);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void write(Path file) throws IOException {
        KeyHash keys = new KeyHash(MODEL);
        Reply reply = Reply.of("A usual answer has some sentences. ".repeat(63));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(LineFormat.encode(new JournalLine.Header(JournalLine.FORMAT)));
            out.write(LineFormat.encode(new JournalLine.Start("s", START, MODEL.name(), ROWS)));
            for (int index = 0; index < ROWS; index++) {
                Instant sent = START.plusMillis(index);
                Attempt attempt = new Attempt(
                        1, index % 8, sent, sent, sent.plusMillis(900), Optional.empty(), "", Duration.ZERO);
                Result row = new Result(
                        index,
                        prompt(index),
                        new Answered(reply),
                        List.of(attempt),
                        false,
                        OptionalDouble.empty());
                JournalKey key = new JournalKey(keys.text(row.prompt()), 0);
                out.write(LineFormat.encode(new JournalLine.Row("s", key, row)));
            }
        }
    }

    private static Prompt prompt(int index) {
        return Prompt.of("Review " + index + ": " + "it does what it says. ".repeat(4));
    }

    private static int answered(Run run) {
        return run.answered().size();
    }

    private static int read(Path file) {
        return Journal.read(file, row -> row.index() % (ROWS / WANTED) == 0 && row.index() < ROWS / WANTED * WANTED)
                .size();
    }

    private static int all(StreamJournal journal) {
        int found = 0;
        for (int index = 0; index < ROWS; index++) {
            found += journal.next(index, prompt(index)).filter(Result::ok).isPresent() ? 1 : 0;
        }
        return found;
    }

    private static void measured(String what, int expected, IntSupplier work) {
        long cpu = cpu();
        long start = System.nanoTime();
        int got = work.getAsInt();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (got != expected) {
            throw new IllegalStateException(what + ": " + got + " and not " + expected);
        }
        Table.row(what, Table.text("%.1f s, %.1f CPU seconds", seconds, (cpu() - cpu) / 1e9), "-", true);
    }

    /** Of all threads, the garbage collector's and the compiler's too. */
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void perRow(String what, long before) {
        double bytes = heap() - before;
        Table.row(what, Table.text("%.0f MB, %.0f bytes a row", bytes / 1e6, bytes / ROWS), "-", true);
    }

    /** What is in use after a collection. */
    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
