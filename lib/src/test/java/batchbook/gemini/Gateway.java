package batchbook.gemini;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Stands where Gemini is expected, and says what a test wants. */
final class Gateway implements AutoCloseable {
    /** What it answers. */
    record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }

        Answer header(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body);
        }
    }

    private final HttpServer server;
    private final IntFunction<Answer> script;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    private Gateway(IntFunction<Answer> script) throws IOException {
        this.script = script;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    static Gateway saying(Answer always) {
        return scripted(number -> always);
    }

    /** The script gets the number of the request, from 1. */
    static Gateway scripted(IntFunction<Answer> script) {
        try {
            return new Gateway(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(exchange.getRequestBody().readAllBytes());
            Answer answer = script.apply(requests.incrementAndGet());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    Gemini gemini() {
        return Gemini.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    int requests() {
        return requests.get();
    }

    /** What was sent, in the order in which it came. */
    List<byte[]> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
