package batchbook.sim;

/** What one request gets, and what is to be done just before it does. */
record Turn(Decision decision, Runnable done) {

    static Turn of(Decision decision) {
        return new Turn(decision, () -> {});
    }

    /** The same turn, in pieces. */
    Turn as(Streamed way) {
        return new Turn(new Decision(decision.delay(), way.of(decision.reply())), done);
    }

    static Turn now(Reply reply) {
        return of(Decision.now(reply));
    }
}
