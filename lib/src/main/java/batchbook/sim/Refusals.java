package batchbook.sim;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;

/** What Gemini says when it does not answer, word for word. */
final class Refusals {
    static final String SERVICE = "generativelanguage.googleapis.com";

    private Refusals() {}

    static Response overloaded() {
        return response(error(
                503,
                "UNAVAILABLE",
                "This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try"
                        + " again later."));
    }

    static Response internal() {
        return response(error(
                500,
                "INTERNAL",
                "An internal error has occurred. Please retry or report in"
                        + " https://developers.generativeai.google/guide/troubleshooting"));
    }

    /** Not one of Gemini's: the scenario's own code failed, and whoever wrote it should read why. */
    static Response failed(Throwable cause) {
        return response(error(500, "INTERNAL", "The simulator could not make up an answer: " + cause));
    }

    static Response deadline() {
        return response(error(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete."));
    }

    static Response badGateway() {
        return Response.html(502, page(502, "Server Error", """
                The server encountered a temporary error and could not complete your request.<p>Please try again in \
                30 seconds."""));
    }

    static Response noSuchPage(String path) {
        return response(error(404, "NOT_FOUND", "The requested URL " + path + " was not found on this server."));
    }

    static Response missingKey() {
        return response(error(
                403,
                "PERMISSION_DENIED",
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key"
                        + " or other form of API consumer identity to call this API."));
    }

    static Response wrongKey() {
        String message = "API key not valid. Please pass a valid API key.";
        ObjectNode error = error(400, "INVALID_ARGUMENT", message);
        detail(error, "google.rpc.ErrorInfo")
                .put("reason", "API_KEY_INVALID")
                .put("domain", "googleapis.com")
                .putObject("metadata")
                .put("service", SERVICE);
        detail(error, "google.rpc.LocalizedMessage").put("locale", "en-US").put("message", message);
        return response(error);
    }

    static Response unknownModel(String version, String model, String method) {
        return response(error(
                404,
                "NOT_FOUND",
                "models/" + model + " is not found for API version " + version + ", or is not supported for " + method
                        + ". Call ListModels to see the list of available models and their supported methods."));
    }

    static Response invalidArgument(String message) {
        return response(error(400, "INVALID_ARGUMENT", message));
    }

    static Response tooLarge(int limit) {
        return invalidArgument("Request payload size exceeds the limit: " + limit + " bytes.");
    }

    static Response unreadable() {
        String message = "Invalid JSON payload received. Expected an object with one JSON value.";
        ObjectNode error = error(400, "INVALID_ARGUMENT", message);
        violation(error).put("description", message);
        return response(error);
    }

    static Response invalid(String field, String what) {
        String where = "GenerateContentRequest." + field;
        ObjectNode error = error(400, "INVALID_ARGUMENT", "* " + where + ": " + what + "\n");
        violation(error).put("field", field).put("description", where + ": " + what);
        return response(error);
    }

    private static ObjectNode violation(ObjectNode error) {
        return detail(error, "google.rpc.BadRequest")
                .putArray("fieldViolations")
                .addObject();
    }

    static ObjectNode error(int code, String status, String message) {
        return Json.object().put("code", code).put("message", message).put("status", status);
    }

    static ObjectNode detail(ObjectNode error, String type) {
        ArrayNode details = error.withArray("details");
        return details.addObject().put("@type", "type.googleapis.com/" + type);
    }

    static Response response(ObjectNode error) {
        return Response.json(
                error.path("code").asInt(), Json.indented(Json.object().set("error", error)));
    }

    /** Below a second the message says milliseconds, as Go prints a duration. */
    static String spoken(Duration delay) {
        if (delay.compareTo(Duration.ofSeconds(1)) < 0) {
            return plain(BigDecimal.valueOf(delay.toNanos(), 6)) + "ms";
        }
        return seconds(delay) + "s";
    }

    static String seconds(Duration delay) {
        return plain(BigDecimal.valueOf(delay.toNanos(), 9));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
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
