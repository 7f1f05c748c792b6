package batchbook.sim;

import batchbook.sim.reply.Response;

/** What one request gets, and what is to be done just before it does. */
record Delivery(TimedResponse timed, Runnable beforehand) {

    static Delivery of(TimedResponse timed) {
        return new Delivery(timed, () -> {});
    }

    static Delivery now(Response response) {
        return of(TimedResponse.now(response));
    }

    /** The same in pieces. */
    Delivery in(StreamFormat format) {
        return new Delivery(new TimedResponse(timed.delay(), format.of(timed.response())), beforehand);
    }
}
