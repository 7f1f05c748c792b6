package batchbook.sim;

/** What goes over the wire, if anything. */
sealed interface Reply {

    /** A status and a text. */
    record Message(int status, String contentType, String body) implements Reply {}

    /** The connection is closed with nothing sent. */
    record Cut() implements Reply {}

    static Reply json(int status, String body) {
        return new Message(status, "application/json; charset=UTF-8", body);
    }

    static Reply html(int status, String body) {
        return new Message(status, "text/html; charset=UTF-8", body);
    }
}
