package batchbook.jobs;

import batchbook.answer.Hint;
import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the jobs have in common: a simulator that answers at once, over real HTTP, and the types of docs/jobs.md. */
final class World implements AutoCloseable {
    enum Sentiment {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }

    record Review(
            Sentiment sentiment,
            List<String> topics,
            @Hint("1 can wait, 5 today") int urgency) {}

    static final Scenario QUICK = Scenario.calm().latency(Duration.ZERO);

    private final Simulator simulator;

    World(Scenario scenario) {
        simulator = Simulator.start(scenario);
    }

    Gemini gemini() {
        return Gemini.at(simulator);
    }

    Simulator simulator() {
        return simulator;
    }

    /** Where the jobs write to, without what an earlier test left of these files. */
    static void without(String... files) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "jobs"));
            for (String file : files) {
                Files.deleteIfExists(folder.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
