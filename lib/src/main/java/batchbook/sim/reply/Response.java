package batchbook.sim.reply;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What goes over the wire, if anything. */
public sealed interface Response {

    /** What the answer costs the client, in thousand-millionths of a US dollar. */
    default long nanoDollars() {
        return 0;
    }

    /**
     * A status and a text.
     *
     * @param headers those that only this message has
     */
    record Message(int status, String contentType, String body, Map<String, String> headers, long nanoDollars)
            implements Response {

        public Message header(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Message(status, contentType, body, Map.copyOf(more), nanoDollars);
        }

        public Message costing(long newNanoDollars) {
            return new Message(status, contentType, body, headers, newNanoDollars);
        }

        public Message body(String newBody) {
            return new Message(status, contentType, newBody, headers, nanoDollars);
        }
    }

    /**
     * A status and a text in pieces, which come one after another.
     *
     * @param whole the same in one
     */
    record Stream(Message whole, String contentType, List<String> pieces) implements Response {
        @Override
        public long nanoDollars() {
            return whole.nanoDollars();
        }
    }

    /**
     * Status 200 and a body that is made while it is sent, however long it is.
     *
     * @param content what writes it
     */
    record Streamed(String contentType, Content content) implements Response {}

    /** Writes a body, on the thread that sends it. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The connection is closed with nothing sent. */
    record Cut() implements Response {}

    static Message json(int status, JsonNode body) {
        return new Message(status, "application/json; charset=UTF-8", Json.indented(body), Map.of(), 0);
    }

    static Message error(int status, JsonNode error) {
        return json(status, Json.object().set("error", error));
    }

    static Message html(int status, String body) {
        return new Message(status, "text/html; charset=UTF-8", body, Map.of(), 0);
    }
}
