package batchbook.gemini;

import batchbook.Prompt;
import batchbook.job.JobInfo;
import batchbook.job.JobService;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import batchbook.sim.jobs.Jobs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a job that is larger than its heap to a simulator of its own, and says how much came back. */
final class LargeJobProcess {
    private LargeJobProcess() {}

    /**
     * Writes the file, sends it, and reads the answers.
     *
     * @param arguments the folder, how many rows, and of how many characters prompt and answer are
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]).resolve("rows.jsonl");
        int rows = Integer.parseInt(arguments[1]);
        String text = "x".repeat(Integer.parseInt(arguments[2]));
        try (Simulator simulator = Simulator.start(
                Scenario.calm().latency(Duration.ZERO).answers(prompt -> text).jobs(Jobs.taking(Duration.ZERO)))) {
            JobService jobs = Gemini.at(simulator).jobs().orElseThrow();
            try (OutputStream out = Files.newOutputStream(file)) {
                for (int row = 0; row < rows; row++) {
                    out.write(jobs.line("key-" + row, Prompt.of(text), Optional.empty()));
                    out.write('\n');
                }
            }
            String name = jobs.submit("large", file).name();
            JobInfo job = jobs.get(name).orElseThrow();
            while (!job.hasResults()) {
                job = jobs.get(name).orElseThrow();
            }
            AtomicLong answers = new AtomicLong();
            AtomicLong characters = new AtomicLong();
            jobs.results(job, answer -> {
                answers.incrementAndGet();
                characters.addAndGet(answer.reply().orElseThrow().text().length());
            });
            System.out.println(Files.size(file) + " bytes, " + answers + " answers of " + characters + " characters");
        }
    }
}
