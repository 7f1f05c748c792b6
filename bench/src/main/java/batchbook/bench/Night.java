package batchbook.bench;

import batchbook.Batch;
import batchbook.Overnight;
import batchbook.Progress;
import batchbook.Run;
import batchbook.gemini.Gemini;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows by way of jobs, against a simulator in a JVM of its own: from a list to jobs under way, and from their results to a run
 * whose rows are in the journal. Each once, in CPU seconds of this JVM.
 */
final class Night {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Night() {}

    private interface Step<T> {
        T done() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        List<String> prompts = IntStream.range(0, rows)
                .mapToObj(row -> "Review " + row + ": " + "it does what it says. ".repeat(8))
                .toList();
        Path folder = Files.createTempDirectory("batchbook-night");
        Path journal = folder.resolve("night.jsonl");
        try (Server server = Server.withJobs(1)) {
            Batch plan = Batch.of(Gemini.at(server.uri()).choosing("positive", "neutral", "negative"))
                    .journal(journal)
                    .progress(Progress.none());
            Overnight night = step(rows, "submitted", () -> plan.overnight(prompts));
            int jobs = night.jobs().size();
            Run run = step(rows, "answers taken, checked and in the journal", night::await);
            if (run.answered().size() != rows) {
                throw new IllegalStateException("not every row was answered: " + night);
            }
            step(rows, "found again in another run", () -> plan.overnight(prompts).collect());
            Table.row(
                    Table.text("%,d rows: jobs, and heap at the most", rows),
                    Table.text("%d, %,d MB", jobs, Runtime.getRuntime().maxMemory() >> 20),
                    "-",
                    true);
        } finally {
            Files.deleteIfExists(journal);
            Files.delete(folder);
        }
    }

    private static <T> T step(int rows, String what, Step<T> step) throws IOException {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        T result = step.done();
        double used = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        double seconds = (System.nanoTime() - start) / 1e9;
        Table.row(
                Table.text("%,d rows: %s", rows, what),
                Table.text("%.2f CPU seconds (%.1f s)", used, seconds),
                "-",
                true);
        return result;
    }
}
