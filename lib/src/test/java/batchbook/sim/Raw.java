package batchbook.sim;

import batchbook.virtual.Work;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Talks to a simulator without the SDK, to see what really goes over the wire. */
public final class Raw {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Raw() {}

    static String asking(String prompt) {
        return asking(prompt, Map.of());
    }

    static String asking(String prompt, Map<String, ?> generationConfig) {
        var content = Map.of("role", "user", "parts", new Object[] {Map.of("text", prompt)});
        return write(Map.of("contents", new Object[] {content}, "generationConfig", generationConfig));
    }

    static HttpResponse<String> post(Simulator simulator, String body) {
        return post(simulator, "/v1beta/models/gemini-flash-latest:generateContent", body, Simulator.KEY);
    }

    static HttpResponse<String> post(Simulator simulator, String path, String body, String key) {
        return send(request(simulator, path, key).POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> get(Simulator simulator, String path) {
        return send(request(simulator, path, Simulator.KEY));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static CompletableFuture<HttpResponse<String>> later(Simulator simulator, String body) {
        var request = request(simulator, "/v1beta/models/gemini-flash-latest:generateContent", Simulator.KEY);
        return HTTP.sendAsync(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(Simulator simulator, String path, String key) {
        var request = request(URI.create(simulator.uri() + path));
        return key.isEmpty() ? request : request.header("x-goog-api-key", key);
    }

    /** A clock that waits for whoever works is told whose request this is. */
    static HttpRequest.Builder request(URI uri) {
        var request = HttpRequest.newBuilder(uri);
        return Work.ofThread()
                .map(work -> request.header(Work.HEADER, Long.toString(work.number())))
                .orElse(request);
    }

    static JsonNode read(HttpResponse<String> response) {
        return read(response.body());
    }

    public static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
