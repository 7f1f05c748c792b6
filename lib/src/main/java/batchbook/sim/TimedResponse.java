package batchbook.sim;

import batchbook.sim.reply.Response;
import java.time.Duration;

/** What to send and when. */
record TimedResponse(Duration delay, Response response) {

    static TimedResponse now(Response response) {
        return new TimedResponse(Duration.ZERO, response);
    }
}
