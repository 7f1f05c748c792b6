package batchbook.sim.reply;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The shape of an error of Google's services: a {@code google.rpc.Status} in JSON. */
public final class RpcStatus {
    private final int code;
    private final ObjectNode error;

    public RpcStatus(int code, String status, String message) {
        this.code = code;
        error = Json.object().put("code", code).put("message", message).put("status", status);
    }

    /** One more detail, to be filled in. */
    public ObjectNode detail(String type) {
        return error.withArray("details").addObject().put("@type", "type.googleapis.com/google.rpc." + type);
    }

    public Response.Message response() {
        return Response.error(code, error);
    }
}
