package batchbook.sim;

/** What one request gets, and what is to be done just before it does. */
record Delivery(Decision decision, Runnable done) {

    static Delivery of(Decision decision) {
        return new Delivery(decision, () -> {});
    }

    /** The same response, in pieces. */
    Delivery as(StreamFormat way) {
        return new Delivery(new Decision(decision.delay(), way.of(decision.response())), done);
    }

    static Delivery now(Response response) {
        return of(Decision.now(response));
    }
}
