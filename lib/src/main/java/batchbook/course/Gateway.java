package batchbook.course;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A server on this machine that passes nothing on: it answers every request with one status and no body, as a gateway or a
 * proxy between a program and the real service may.
 *
 * <pre>{@code
 * Gemini.at(Gateway.answering(408).uri()).key("any").ask("Why is the sky blue?")      // TIMEOUT
 * }</pre>
 *
 * <p>Its thread keeps no program alive. Safe for use by many threads.
 */
public final class Gateway implements AutoCloseable {
    private final HttpServer server;

    private Gateway(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts one on any free port.
     *
     * @param status 400 to 599
     * @throws IllegalArgumentException for another status
     */
    public static Gateway answering(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status is " + status + ": that of a failure is 400 to 599");
        }
        try {
            InetAddress here = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(status, -1);
                }
            });
            // A thread is a daemon when a daemon starts it.
            Thread starter = new Thread(server::start, "batchbook-gateway");
            starter.setDaemon(true);
            starter.start();
            return new Gateway(server);
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free on this machine", e);
        }
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops at once. */
    @Override
    public void close() {
        server.stop(0);
    }
}
