package batchbook.sim;

import batchbook.sim.answers.Json;
import batchbook.sim.jobs.JobHost;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/** Gives jobs the answers, the time and the bill of live requests. */
record JobAnswers(Reception reception, SimulatedClock clock, ScheduledExecutorService thread) implements JobHost {

    @Override
    public Instant now() {
        return clock.started().plus(clock.now());
    }

    @Override
    public void soon(Runnable task) {
        clock.after(Duration.ZERO, thread, task);
    }

    @Override
    public JsonNode creation(byte[] body) throws RefusedException {
        return RequestParser.parseCreation(body);
    }

    @Override
    public void checkModel(String version, String model) throws RefusedException {
        if (!Models.known(version, model)) {
            throw new RefusedException(Refusals.unknownModel(version, model, "batchGenerateContent"));
        }
    }

    @Override
    public int promptTokens(String model, JsonNode request) throws RefusedException {
        return RequestParser.parse(model, request).promptTokens();
    }

    @Override
    public RowAnswer answer(String model, JsonNode request) throws RefusedException {
        ContentRequest asked = RequestParser.parse(model, request);
        RequestBounds.check(asked);
        Response response = reception.row(asked);
        if (!(response instanceof Response.Message message)) {
            throw new IllegalStateException("a row was answered with " + response);
        }
        try {
            return new RowAnswer(Json.parse(message.body().getBytes(StandardCharsets.UTF_8)), message.nanoDollars());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void charge(long nanoDollars) {
        reception.charge(nanoDollars);
    }
}
