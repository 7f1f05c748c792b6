package batchbook.sim;

/** What one request gets, and what is to be done just before it does. */
record Turn(Decision decision, Runnable done) {

    static Turn of(Decision decision) {
        return new Turn(decision, () -> {});
    }

    static Turn now(Reply reply) {
        return of(Decision.now(reply));
    }
}
