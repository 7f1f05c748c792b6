package batchbook.sim;

/** A request that the service would refuse, with what it would say. */
final class Refused extends Exception {
    private final transient Reply reply;

    Refused(Reply reply) {
        super("refused", null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
