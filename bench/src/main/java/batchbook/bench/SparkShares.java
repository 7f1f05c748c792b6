package batchbook.bench;

import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One quota for two executors of Spark: each learns it alone, or the driver learns it and gives each its share. The example of
 * the module spark/, against a simulator in this JVM, in real time. `./lab bench spark`.
 */
final class SparkShares {
    private static final int A_MINUTE = 100;

    private SparkShares() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.printf("%n| %d a minute, two executors | wall, s | of ideal | refused | most in any minute |%n", A_MINUTE);
        System.out.println("|---|---|---|---|---|");
        for (int rows : List.of(250, 300)) {
            row(rows, "each executor learns alone", List.of());
            row(rows, "the driver learns, each gets its share", List.of("--learn", String.valueOf(rows)));
        }
    }

    private static void row(int rows, String name, List<String> options) throws IOException, InterruptedException {
        AtomicLong first = new AtomicLong();
        AtomicLong last = new AtomicLong();
        Scenario scenario = Scenario.calm()
                .latency(Duration.ofMillis(200))
                .spread(0)
                .perMinute(A_MINUTE)
                .answers(prompt -> {
                    long now = System.nanoTime();
                    first.compareAndSet(0, now);
                    last.set(now);
                    return "positive";
                });
        Path folder = Files.createTempDirectory("batchbook-shares");
        try (Simulator simulator = Simulator.start(scenario)) {
            ProcessBuilder run = new ProcessBuilder("spark/example/run", "--rows", String.valueOf(rows),
                    "--journal", folder.resolve("journal").toString(), "--to", folder.resolve("answers").toString());
            run.command().addAll(options);
            run.environment().put("GEMINI_API_KEY", Simulator.KEY);
            run.environment().put("GOOGLE_GEMINI_BASE_URL", simulator.uri().toString());
            Path said = folder.resolve("said.txt");
            int ended = run.redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
            if (ended != 0) {
                throw new IllegalStateException("the job failed:\n" + Files.readString(said));
            }
            double wall = (last.get() - first.get()) / 1e9;
            long answered = simulator.requests() - simulator.refused();
            long ideal = (rows - 1) / A_MINUTE * 60;
            System.out.printf(Locale.ROOT, "| %d rows, %s%s | %.0f | %.0f %% of %d s | %d (%.1f %%) | %d |%n",
                    rows, name, answered == rows ? "" : " (" + answered + " answered)", wall,
                    100 * ideal / wall, ideal, simulator.refused(),
                    100.0 * simulator.refused() / simulator.requests(), simulator.mostInAnyMinute());
        }
    }
}
