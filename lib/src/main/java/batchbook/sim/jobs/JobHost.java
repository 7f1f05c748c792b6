package batchbook.sim.jobs;

import batchbook.sim.reply.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What jobs need of the simulator that they are part of. */
public interface JobHost {

    /** The simulated time. */
    Instant now();

    /** Does this soon, on a thread of its own, one after the other; no simulated time need pass meanwhile. */
    void soon(Runnable task);

    /** The body of a request that creates a job, if it can be one. */
    JsonNode creation(byte[] body) throws RefusedException;

    /** Refuses what is no model of this version. */
    void checkModel(String version, String model) throws RefusedException;

    /** How many tokens the prompt of a row has. */
    int promptTokens(String model, JsonNode request) throws RefusedException;

    /** What the model says to a row. */
    RowAnswer answer(String model, JsonNode request) throws RefusedException;

    /** Puts so much on the bill, in thousand-millionths of a US dollar. */
    void charge(long nanoDollars);

    /**
     * An answer.
     *
     * @param response as a live request gets it
     * @param nanoDollars what a live request costs
     */
    record RowAnswer(JsonNode response, long nanoDollars) {}
}
