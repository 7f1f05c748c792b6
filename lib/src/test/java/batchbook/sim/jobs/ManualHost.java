package batchbook.sim.jobs;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/** A simulator whose time and work go on when a test says so. Each row costs 2 and is answered with its request. */
final class ManualHost implements JobHost {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    long charged;

    void pass(Duration time) {
        now = now.plus(time);
    }

    void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void soon(Runnable task) {
        tasks.add(task);
    }

    @Override
    public JsonNode creation(byte[] body) throws RefusedException {
        try {
            return Json.parse(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void checkModel(String version, String model) {}

    @Override
    public int promptTokens(String model, JsonNode request) {
        return 1;
    }

    @Override
    public RowAnswer answer(String model, JsonNode request) {
        return new RowAnswer(request, 2);
    }

    @Override
    public void charge(long nanoDollars) {
        charged += nanoDollars;
    }
}
