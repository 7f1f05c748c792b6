package batchbook.sim;

import batchbook.sim.reply.Response;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Sends each answer when it is due. A waiting request holds a connection and an entry in a queue, but no thread. */
final class ResponseSender implements AutoCloseable {
    /** More than one, so that a client that reads slowly does not delay the answers to others. */
    private static final int THREADS = 4;

    private final SimulatedClock clock;
    private final ScheduledThreadPoolExecutor due;

    ResponseSender(SimulatedClock clock) {
        this.clock = clock;
        due = new ScheduledThreadPoolExecutor(THREADS, Daemons.named("gemini-simulator-sender"));
    }

    void send(HttpExchange exchange, TimedResponse timed, Runnable done) {
        if (timed.response() instanceof Response.Stream stream) {
            Duration step = timed.delay().dividedBy(stream.pieces().size());
            later(step, exchange, done, () -> begin(exchange, stream, step, done));
            return;
        }
        later(timed.delay(), exchange, done, () -> complete(exchange, timed, done));
    }

    private void later(Duration wait, HttpExchange exchange, Runnable done, Runnable task) {
        try {
            clock.after(wait, due, task);
        } catch (RejectedExecutionException closed) {
            done.run();
            exchange.close();
        }
    }

    private void begin(HttpExchange exchange, Response.Stream stream, Duration step, Runnable done) {
        try {
            headers(exchange, stream.whole().headers(), stream.contentType(), step.toMillis());
            exchange.sendResponseHeaders(stream.whole().status(), 0);
        } catch (IOException e) {
            hungUp(exchange, done);
            return;
        }
        piece(exchange, stream, 0, step, done);
    }

    private void piece(HttpExchange exchange, Response.Stream stream, int index, Duration step, Runnable done) {
        boolean last = index == stream.pieces().size() - 1;
        if (last) {
            done.run();
        }
        try {
            OutputStream out = exchange.getResponseBody();
            out.write(stream.pieces().get(index).getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            hungUp(exchange, last ? () -> {} : done);
            return;
        }
        if (last) {
            exchange.close();
            return;
        }
        later(step, exchange, done, () -> piece(exchange, stream, index + 1, step, done));
    }

    private static void hungUp(HttpExchange exchange, Runnable done) {
        done.run();
        exchange.close();
    }

    @Override
    public void close() {
        due.shutdownNow();
    }

    /** Counts the request as gone before its last byte leaves, so that a client with an answer sees the count right. */
    private static void complete(HttpExchange exchange, TimedResponse timed, Runnable done) {
        done.run();
        try (exchange) {
            if (timed.response() instanceof Response.Message message) {
                write(exchange, message, timed.delay().toMillis());
            } else if (timed.response() instanceof Response.Streamed streamed) {
                headers(
                        exchange,
                        Map.of(),
                        streamed.contentType(),
                        timed.delay().toMillis());
                exchange.sendResponseHeaders(200, 0);
                streamed.content().writeTo(exchange.getResponseBody());
            }
        } catch (IOException e) {
            // The client has hung up: nobody is left to tell.
        }
    }

    private static void write(HttpExchange exchange, Response.Message message, long tookMillis) throws IOException {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        headers(exchange, message.headers(), message.contentType(), tookMillis);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(message.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(message.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void headers(HttpExchange exchange, Map<String, String> own, String contentType, long tookMillis) {
        Headers headers = exchange.getResponseHeaders();
        own.forEach(headers::set);
        headers.set("Content-Type", contentType);
        headers.set("Vary", "Origin, X-Origin, Referer");
        headers.set("Server", "scaffolding on HTTPServer2");
        headers.set("X-XSS-Protection", "0");
        headers.set("X-Frame-Options", "SAMEORIGIN");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Server-Timing", "gfet4t7; dur=" + tookMillis);
    }
}
