package batchbook.sim;

/** A request that the service would refuse, with what it would say. */
final class RefusedException extends Exception {
    private final transient Response response;

    RefusedException(Response response) {
        super("refused", null, false, false);
        this.response = response;
    }

    Response response() {
        return response;
    }
}
