package batchbook.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Speaks OpenAI's chat completions over real HTTP, and says what a test wants. */
public final class FakeServer implements AutoCloseable {
    /** What came; names of headers in small letters. */
    public record Asked(String method, String path, Map<String, String> headers, String body) {}

    /** What it answers, with headers in pairs. */
    public record Answer(int status, String body, List<String> headers) {
        public Answer(int status, String body, String... headers) {
            this(status, body, List.of(headers));
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Function<Asked, Answer> script;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private FakeServer(Function<Asked, Answer> script) throws IOException {
        this.script = script;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public static FakeServer answering(Function<Asked, Answer> script) {
        try {
            return new FakeServer(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FakeServer saying(int status, String body, String... headers) {
        return answering(request -> new Answer(status, body, headers));
    }

    /** An answer of a model with one text. */
    public static String text(String words) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"llama3.2-2026","choices":[{"index":0,
                "message":{"role":"assistant","content":"%s","refusal":null},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":10,"completion_tokens":30,"total_tokens":40,
                "prompt_tokens_details":{"cached_tokens":4},
                "completion_tokens_details":{"reasoning_tokens":20}}}""".formatted(words);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            Answer answer = script.apply(request);
            for (int i = 0; i < answer.headers().size(); i += 2) {
                exchange.getResponseHeaders()
                        .add(answer.headers().get(i), answer.headers().get(i + 1));
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Asks it, without a key. */
    public OpenAi model() {
        return OpenAi.at(base()).model("llama3.2");
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The one request that came. */
    Asked only() {
        if (asked.size() != 1) {
            throw new AssertionError(asked.size() + " requests came");
        }
        return asked.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
