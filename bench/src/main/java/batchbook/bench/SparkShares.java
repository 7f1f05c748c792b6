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
    private static final int ROWS = 300;
    private static final int A_MINUTE = 100;
    private static final Duration IDEAL = Duration.ofMinutes((ROWS - 1) / A_MINUTE);

    private SparkShares() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.printf("%n| %d rows, %d a minute, two executors | wall, s | of ideal (%d s) | refused | most in any minute |%n",
                ROWS, A_MINUTE, IDEAL.toSeconds());
        System.out.println("|---|---|---|---|---|");
        row("each executor learns alone", List.of());
        row("the driver learns, each gets its share", List.of("--learn", String.valueOf(ROWS)));
    }

    private static void row(String name, List<String> options) throws IOException, InterruptedException {
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
            ProcessBuilder run = new ProcessBuilder("spark/example/run", "--rows", String.valueOf(ROWS),
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
            System.out.printf(Locale.ROOT, "| %s%s | %.0f | %.0f %% | %d (%.1f %%) | %d |%n",
                    name, answered == ROWS ? "" : " (" + answered + " answered)", wall,
                    100 * IDEAL.toMillis() / 1e3 / wall, simulator.refused(),
                    100.0 * simulator.refused() / simulator.requests(), simulator.mostInAnyMinute());
        }
    }
}
