package batchbook.sim.reply;

/** A request that the service would refuse, with what it would say. */
public final class RefusedException extends Exception {
    private final transient Response response;

    public RefusedException(Response response) {
        super("refused", null, false, false);
        this.response = response;
    }

    public Response response() {
        return response;
    }
}
