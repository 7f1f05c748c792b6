package batchbook.sim;

import batchbook.sim.jobs.JobRoute;
import batchbook.sim.jobs.JobService;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
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
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The service behind the socket: reads a request, decides at once what to answer, and leaves the waiting to others. */
final class Endpoint implements HttpHandler {
    /** As Google documents it since January 2026. */
    static final int LARGEST_BODY = 100 * 1024 * 1024;

    private final Set<String> keys;
    private final RequestCounter counter;
    private final Reception reception;
    private final JobService jobs;
    private final ResponseSender sender;
    private final SimulatedClock clock;

    Endpoint(
            Set<String> keys,
            RequestCounter counter,
            Reception reception,
            JobService jobs,
            ResponseSender sender,
            SimulatedClock clock) {
        this.keys = keys;
        this.counter = counter;
        this.reception = reception;
        this.jobs = jobs;
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
        Optional<JobRoute> job = JobRoute.of(exchange.getRequestMethod(), exchange.getRequestURI());
        Optional<Work> work = Work.of(exchange.getRequestHeaders().getFirst(Work.HEADER));
        byte[] body = new byte[0];
        Optional<Response> early = Optional.empty();
        try {
            if (job.filter(JobRoute::uploads).isPresent()) {
                early = Optional.of(receive(exchange, job.get()));
            } else {
                body = read(exchange.getRequestBody());
            }
        } catch (RefusedException e) {
            early = Optional.of(e.response());
        } catch (IOException e) {
            early = Optional.of(new Response.Cut());
        }
        byte[] whole = body;
        Optional<Delivery> decided = early.map(Delivery::now);
        clock.arrive(
                work,
                Arrays.hashCode(whole),
                () -> send(exchange, route, work, decided.orElseGet(() -> delivery(exchange, route, job, whole))));
    }

    /** A part of a file may be too large to be kept in memory until it is let in. */
    private Response receive(HttpExchange exchange, JobRoute job) throws IOException, RefusedException {
        try {
            return jobs.receive(job, headers(exchange), exchange.getRequestBody());
        } finally {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        }
    }

    private static UnaryOperator<String> headers(HttpExchange exchange) {
        return name ->
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
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

    private Delivery delivery(HttpExchange exchange, Optional<Route> route, Optional<JobRoute> job, byte[] body) {
        try {
            if (route.isEmpty() && job.isEmpty()) {
                return Delivery.now(Refusals.noSuchPage(exchange.getRequestURI().getPath()));
            }
            String key = key(exchange.getRequestHeaders(), exchange.getRequestURI());
            return job.isPresent()
                    ? Delivery.now(jobs.answer(job.get(), key, headers(exchange), body))
                    : answer(route.get(), body);
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
        jobs.settle();
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

    private String key(Headers headers, URI uri) throws RefusedException {
        @Nullable String inHeader = headers.getFirst("x-goog-api-key");
        String given = Optional.ofNullable(inHeader).orElseGet(() -> keyIn(uri));
        if (given.isEmpty()) {
            throw new RefusedException(Refusals.missingKey());
        }
        if (!keys.contains(given)) {
            throw new RefusedException(Refusals.wrongKey());
        }
        return given;
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
