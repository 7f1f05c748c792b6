package batchbook.sim.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** What Gemini says when it does not answer, word for word. */
public final class Refusals {
    public static final String SERVICE = "generativelanguage.googleapis.com";

    /** What is wrong with a body, and where. */
    public record Violation(String field, String description) {}

    private Refusals() {}

    public static Response overloaded() {
        return refusal(
                503,
                "UNAVAILABLE",
                "This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try"
                        + " again later.");
    }

    public static Response internal() {
        return refusal(
                500,
                "INTERNAL",
                "An internal error has occurred. Please retry or report in"
                        + " https://developers.generativeai.google/guide/troubleshooting");
    }

    /** Not one of Gemini's: the scenario's own code failed, and whoever wrote it should read why. */
    public static Response failed(Throwable cause) {
        return refusal(500, "INTERNAL", "The simulator could not make up an answer: " + cause);
    }

    public static Response deadline() {
        return refusal(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.");
    }

    public static Response badGateway() {
        return Response.html(502, page(502, "Server Error", """
                The server encountered a temporary error and could not complete your request.<p>Please try again in \
                30 seconds."""));
    }

    public static Response noSuchPage(String path) {
        return refusal(404, "NOT_FOUND", "The requested URL " + path + " was not found on this server.");
    }

    /** What is not there, or is there for another key. */
    public static Response notFound() {
        return refusal(404, "NOT_FOUND", "Requested entity was not found.");
    }

    public static Response missingKey() {
        return refusal(
                403,
                "PERMISSION_DENIED",
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key"
                        + " or other form of API consumer identity to call this API.");
    }

    public static Response wrongKey() {
        String message = "API key not valid. Please pass a valid API key.";
        RpcStatus status = new RpcStatus(400, "INVALID_ARGUMENT", message);
        status.detail("ErrorInfo")
                .put("reason", "API_KEY_INVALID")
                .put("domain", "googleapis.com")
                .putObject("metadata")
                .put("service", SERVICE);
        status.detail("LocalizedMessage").put("locale", "en-US").put("message", message);
        return status.response();
    }

    public static Response unknownModel(String version, String model, String method) {
        return refusal(
                404,
                "NOT_FOUND",
                "models/" + model + " is not found for API version " + version + ", or is not supported for " + method
                        + ". Call ListModels to see the list of available models and their supported methods.");
    }

    public static Response invalidArgument(String message) {
        return refusal(400, "INVALID_ARGUMENT", message);
    }

    public static Response tooLarge(int limit) {
        return invalidArgument("Request payload size exceeds the limit: " + limit + " bytes.");
    }

    public static Response unreadable() {
        String message = "Invalid JSON payload received. Expected an object with one JSON value.";
        RpcStatus status = new RpcStatus(400, "INVALID_ARGUMENT", message);
        violation(status).put("description", message);
        return status.response();
    }

    /** A body that is JSON but no request: everything that is wrong with it. */
    public static Response unreadable(List<Violation> violations) {
        String message = violations.stream().map(Violation::description).collect(Collectors.joining("\n"));
        RpcStatus status = new RpcStatus(400, "INVALID_ARGUMENT", message);
        ArrayNode all = status.detail("BadRequest").putArray("fieldViolations");
        for (Violation violation : violations) {
            ObjectNode one = all.addObject();
            if (!violation.field().isEmpty()) {
                one.put("field", violation.field());
            }
            one.put("description", violation.description());
        }
        return status.response();
    }

    public static Response invalid(String field, String what) {
        String where = "GenerateContentRequest." + field;
        RpcStatus status = new RpcStatus(400, "INVALID_ARGUMENT", "* " + where + ": " + what + "\n");
        violation(status).put("field", field).put("description", where + ": " + what);
        return status.response();
    }

    private static ObjectNode violation(RpcStatus status) {
        return status.detail("BadRequest").putArray("fieldViolations").addObject();
    }

    private static Response refusal(int code, String status, String message) {
        return new RpcStatus(code, status, message).response();
    }

    private static String page(int status, String title, String text) {
        return """
                <!DOCTYPE html>
                <html lang=en>
                  <meta charset=utf-8>
                  <title>Error %d (%s)!!1</title>
                  <p><b>%d.</b> <ins>That’s an error.</ins>
                  <p>%s  <ins>That’s all we know.</ins>
                """.formatted(status, title, status, text);
    }
}
