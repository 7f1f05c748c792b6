package batchbook.sim;

import batchbook.virtual.Work;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service behind the socket: reads a request, decides at once what to answer, and leaves the waiting to others. */
final class Endpoint implements HttpHandler {
    /** As Google documents it since January 2026. */
    static final int LARGEST_BODY = 100 * 1024 * 1024;

    private final String key;
    private final RequestCounter counter;
    private final Reception reception;
    private final ResponseSender sender;
    private final SimulatedClock clock;

    Endpoint(String key, RequestCounter counter, Reception reception, ResponseSender sender, SimulatedClock clock) {
        this.key = key;
        this.counter = counter;
        this.reception = reception;
        this.sender = sender;
        this.clock = clock;
    }

    /** Loads what answering needs, as the first answers would otherwise leave a good 100 ms late. */
    static void warmUp() {
        Responder responder = new Responder(Scenario.calm());
        byte[] body = "{\"contents\": [{\"parts\": [{\"text\": \"Hi\"}]}]}".getBytes(StandardCharsets.UTF_8);
        try {
            for (int attempt = 1; attempt <= 20; attempt++) {
                responder.respond(RequestParser.parse("gemini-flash-latest", body), attempt);
            }
        } catch (RefusedException e) {
            throw new IllegalStateException("A correct request was refused", e);
        }
    }

    @Override
    public void handle(HttpExchange exchange) {
        Optional<Route> route = Route.of(exchange.getRequestMethod(), exchange.getRequestURI());
        if (generates(route)) {
            counter.enter();
        }
        Optional<Work> work = Work.of(exchange.getRequestHeaders().getFirst(Work.HEADER));
        byte[] body = new byte[0];
        Optional<Delivery> refusal = Optional.empty();
        try {
            body = read(exchange.getRequestBody());
        } catch (RefusedException e) {
            refusal = Optional.of(Delivery.now(e.response()));
        } catch (IOException e) {
            refusal = Optional.of(Delivery.now(new Response.Cut()));
        }
        byte[] whole = body;
        Optional<Delivery> refused = refusal;
        clock.arrive(
                work,
                Arrays.hashCode(whole),
                () -> send(exchange, route, work, refused.orElseGet(() -> delivery(exchange, route, whole))));
    }

    private static boolean generates(Optional<Route> route) {
        return route.filter(Route::generates).isPresent();
    }

    private void send(HttpExchange exchange, Optional<Route> route, Optional<Work> work, Delivery delivery) {
        Delivery ready = route.filter(Route::streams).isPresent()
                ? delivery.in(StreamFormat.of(exchange.getRequestURI()))
                : delivery;
        sender.send(exchange, ready.timed(), () -> {
            ready.beforehand().run();
            if (generates(route)) {
                counter.leave(ready.timed().response());
            }
            work.ifPresent(Work::resume);
        });
    }

    private Delivery delivery(HttpExchange exchange, Optional<Route> route, byte[] body) {
        try {
            if (route.isEmpty()) {
                return Delivery.now(Refusals.noSuchPage(exchange.getRequestURI().getPath()));
            }
            checkKey(exchange.getRequestHeaders(), exchange.getRequestURI());
            return answer(route.get(), body);
        } catch (RefusedException e) {
            return Delivery.now(e.response());
        } catch (RuntimeException | Error e) {
            // Whatever goes wrong here, the client must not wait for ever.
            return Delivery.now(Refusals.failed(e));
        }
    }

    private Delivery answer(Route route, byte[] body) throws RefusedException {
        if (route.method() == Route.Method.LIST_MODELS) {
            return Delivery.now(Response.json(200, Models.list(route.version())));
        }
        if (!Models.known(route.version(), route.model())) {
            throw new RefusedException(Refusals.unknownModel(
                    route.version(), route.model(), route.method().rpc()));
        }
        if (route.method() == Route.Method.GET_MODEL) {
            return Delivery.now(Response.json(200, Models.one(route.model())));
        }
        if (route.method() == Route.Method.COUNT_TOKENS) {
            return Delivery.now(Completion.counted(RequestParser.parseCount(route.model(), body)));
        }
        ContentRequest request = RequestParser.parse(route.model(), body);
        RequestBounds.check(request);
        return reception.receive(request);
    }

    /** What is too large is read to its end all the same, as a client only listens once it has sent everything. */
    private static byte[] read(InputStream in) throws IOException, RefusedException {
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            in.transferTo(OutputStream.nullOutputStream());
            throw new RefusedException(Refusals.tooLarge(LARGEST_BODY));
        }
        return body;
    }

    private void checkKey(Headers headers, URI uri) throws RefusedException {
        @Nullable String inHeader = headers.getFirst("x-goog-api-key");
        String given = Optional.ofNullable(inHeader).orElseGet(() -> keyIn(uri));
        if (given.isEmpty()) {
            throw new RefusedException(Refusals.missingKey());
        }
        if (!given.equals(key)) {
            throw new RefusedException(Refusals.wrongKey());
        }
    }

    private static String keyIn(URI uri) {
        @Nullable String query = uri.getQuery();
        return Arrays.stream(Optional.ofNullable(query).orElse("").split("&", -1))
                .filter(parameter -> parameter.startsWith("key="))
                .map(parameter -> parameter.substring("key=".length()))
                .findFirst()
                .orElse("");
    }
}
