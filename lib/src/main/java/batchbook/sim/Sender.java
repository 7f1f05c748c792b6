package batchbook.sim;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sends each answer when it is due. A waiting request holds a connection and an entry in a queue, but no thread. */
final class Sender implements AutoCloseable {
    /** More than one, so that a client that reads slowly does not delay the answers to others. */
    private static final int THREADS = 4;

    private final SimulatedClock clock;
    private final ScheduledThreadPoolExecutor due;

    Sender(SimulatedClock clock) {
        this.clock = clock;
        due = new ScheduledThreadPoolExecutor(THREADS, Daemons.named("gemini-simulator-sender"));
    }

    void send(HttpExchange exchange, Decision decision, Runnable done) {
        try {
            Future<?> unused = due.schedule(
                    () -> complete(exchange, decision, done),
                    clock.real(decision.delay()).toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            done.run();
            exchange.close();
        }
    }

    @Override
    public void close() {
        due.shutdownNow();
    }

    /** Counts the request as gone before its last byte leaves, so that a client with an answer sees the count right. */
    private static void complete(HttpExchange exchange, Decision decision, Runnable done) {
        done.run();
        try (exchange) {
            if (decision.reply() instanceof Reply.Message message) {
                write(exchange, message, decision.delay().toMillis());
            }
        } catch (IOException e) {
            // The client has hung up: nobody is left to tell.
        }
    }

    private static void write(HttpExchange exchange, Reply.Message message, long tookMillis) throws IOException {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        message.headers().forEach(headers::set);
        headers.set("Content-Type", message.contentType());
        headers.set("Vary", "Origin, X-Origin, Referer");
        headers.set("Server", "scaffolding on HTTPServer2");
        headers.set("X-XSS-Protection", "0");
        headers.set("X-Frame-Options", "SAMEORIGIN");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Server-Timing", "gfet4t7; dur=" + tookMillis);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(message.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(message.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
