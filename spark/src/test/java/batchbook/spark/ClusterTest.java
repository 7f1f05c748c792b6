package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Journal;
import batchbook.Result;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example as users start it: a driver, two executors and the provider, each a JVM of its own. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ClusterTest {
    private static final int ROWS = 300;
    private static final int WORKERS = 4;

    @TempDir
    private Path folder;

    /** A job on its way, and what it asks. */
    private record Job(Process process, File said) implements AutoCloseable {
        /** Those whose parent is the driver. */
        List<ProcessHandle> executors() {
            return process.toHandle()
                    .children()
                    .flatMap(ProcessHandle::children)
                    .toList();
        }

        @Override
        public void close() {
            List<ProcessHandle> all = process.toHandle().descendants().toList();
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Job start(Simulator simulator) throws IOException {
        File said = folder.resolve("said.txt").toFile();
        ProcessBuilder run = new ProcessBuilder(
                        Path.of("example", "run").toString(),
                        "--rows",
                        String.valueOf(ROWS),
                        "--partitions",
                        "2",
                        "--workers",
                        String.valueOf(WORKERS),
                        "--journal",
                        folder.resolve("journal").toString(),
                        "--to",
                        folder.resolve("answers").toString())
                .redirectErrorStream(true)
                .redirectOutput(said);
        run.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Each executor finds its own, as with the real Gemini.
        run.environment().put("GEMINI_API_KEY", Simulator.OTHER_KEY);
        run.environment().remove("GOOGLE_API_KEY");
        run.environment().put("GOOGLE_GEMINI_BASE_URL", simulator.uri().toString());
        return new Job(run.start(), said);
    }

    private List<Path> files(String name, String ending) throws IOException {
        Path place = folder.resolve(name);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private boolean bothHaveBegun() {
        try {
            return files("journal", ".jsonl").size() == 2;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void anExecutorThatIsKilledLosesAndDoublesNothing() throws Exception {
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Scenario scenario = Scenario.calm()
                .latency(Duration.ofMillis(200))
                .spread(0)
                .answers(prompt -> {
                    if (asked.incrementAndGet() >= 80 && bothHaveBegun()) {
                        inTheMiddle.countDown();
                    }
                    return "positive";
                });
        try (Simulator simulator = Simulator.start(scenario);
                Job job = start(simulator)) {
            while (!inTheMiddle.await(1, TimeUnit.SECONDS)) {
                assertThat(job.process().isAlive())
                        .as(Files.readString(job.said().toPath()))
                        .isTrue();
            }
            List<ProcessHandle> executors = job.executors();
            assertThat(executors).hasSize(2);
            assertThat(executors.get(0).destroyForcibly()).isTrue();
            assertThat(job.process().waitFor())
                    .as(Files.readString(job.said().toPath()))
                    .isZero();
            assertThat(Files.readString(job.said().toPath())).contains("ExecutorLostFailure");

            List<String> ids = new ArrayList<>();
            for (Path file : files("answers", ".json")) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode row = new ObjectMapper().readTree(line);
                    assertThat(row.get("success").booleanValue()).isTrue();
                    ids.add(row.get("id").textValue());
                }
            }
            assertThat(ids).hasSize(ROWS).doesNotHaveDuplicates();
            // What the killed one had under way was asked once more, and nothing else.
            assertThat(simulator.requests()).isBetween((long) ROWS, (long) ROWS + WORKERS);
            List<String> prompts = new ArrayList<>();
            for (Path file : files("journal", ".jsonl")) {
                for (Result row : Journal.read(file)) {
                    prompts.add(row.prompt().text());
                }
            }
            assertThat(prompts).hasSize(ROWS).doesNotHaveDuplicates();
        }
    }
}
