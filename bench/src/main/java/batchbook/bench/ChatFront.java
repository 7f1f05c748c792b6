package batchbook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;

/**
 * OpenAI's chat format in front of a simulator, for clients that speak no other: one message in, one out. A refusal keeps
 * its status and its body, as Google's own endpoint of that format does it.
 */
final class ChatFront implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI gemini;
    private final HttpServer server;

    ChatFront(URI simulator) throws IOException {
        gemini = simulator.resolve("/v1beta/models/gemini-3.5-flash:generateContent");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest request = HttpRequest.newBuilder(gemini)
                    .header("x-goog-api-key", "simulator")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(asked(JSON.readTree(exchange.getRequestBody()))))
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = response.statusCode() == 200 ? told(JSON.readTree(response.body())) : response.body();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.statusCode(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] asked(JsonNode chat) throws IOException {
        ObjectNode gemini = JSON.createObjectNode();
        for (JsonNode message : chat.path("messages")) {
            String role = message.path("role").asText();
            JsonNode content = message.path("content");
            String text = content.isTextual() ? content.asText() : content.path(0).path("text").asText();
            ObjectNode turn = role.equals("system")
                    ? gemini.putObject("systemInstruction")
                    : gemini.withArray("contents").addObject().put("role", role.equals("user") ? "user" : "model");
            turn.putArray("parts").addObject().put("text", text);
        }
        return JSON.writeValueAsBytes(gemini);
    }

    private static byte[] told(JsonNode gemini) throws IOException {
        JsonNode tokens = gemini.path("usageMetadata");
        ObjectNode chat = JSON.createObjectNode()
                .put("id", gemini.path("responseId").asText("answer"))
                .put("object", "chat.completion")
                .put("created", 0)
                .put("model", "gemini-3.5-flash");
        ObjectNode choice = chat.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", gemini.at("/candidates/0/content/parts/0/text").asText());
        chat.putObject("usage")
                .put("prompt_tokens", tokens.path("promptTokenCount").asInt())
                .put("completion_tokens", tokens.path("candidatesTokenCount").asInt())
                .put("total_tokens", tokens.path("totalTokenCount").asInt());
        return JSON.writeValueAsBytes(chat);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
