package batchbook.sim;

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
    static final int LARGEST_BODY = 20 * 1024 * 1024;

    private final Traffic traffic;
    private final Reception reception;
    private final Sender sender;

    Endpoint(Traffic traffic, Reception reception, Sender sender) {
        this.traffic = traffic;
        this.reception = reception;
        this.sender = sender;
    }

    /** Loads what answering needs, as the first answers would otherwise leave a good 100 ms late. */
    static void warmUp() {
        byte[] body = "{\"contents\": [{\"parts\": [{\"text\": \"Hi\"}]}]}".getBytes(StandardCharsets.UTF_8);
        try {
            for (int attempt = 1; attempt <= 20; attempt++) {
                Decision.of(Scenario.calm(), Request.parse("gemini-flash-latest", body), attempt);
            }
        } catch (Refused e) {
            throw new IllegalStateException("A correct request was refused", e);
        }
    }

    @Override
    public void handle(HttpExchange exchange) {
        Optional<Call> call = Call.of(exchange.getRequestMethod(), exchange.getRequestURI());
        boolean counts = call.filter(Call::generates).isPresent();
        if (counts) {
            traffic.enter();
        }
        Turn turn = turn(exchange, call);
        if (call.filter(known -> known.method() == Call.Method.STREAM_GENERATE_CONTENT)
                .isPresent()) {
            turn = turn.as(Streamed.of(exchange.getRequestURI()));
        }
        Turn answer = turn;
        sender.send(exchange, answer.decision(), () -> {
            answer.done().run();
            if (counts) {
                traffic.leave(answer.decision().reply());
            }
        });
    }

    private Turn turn(HttpExchange exchange, Optional<Call> call) {
        try {
            byte[] body = read(exchange.getRequestBody());
            if (call.isEmpty()) {
                return Turn.now(Refusals.noSuchPage(exchange.getRequestURI().getPath()));
            }
            checkKey(exchange.getRequestHeaders(), exchange.getRequestURI());
            return answer(call.get(), body);
        } catch (Refused e) {
            return Turn.now(e.reply());
        } catch (IOException e) {
            return Turn.now(new Reply.Cut());
        } catch (RuntimeException | Error e) {
            // Whatever goes wrong here, the client must not wait for ever.
            return Turn.now(Refusals.failed(e));
        }
    }

    private Turn answer(Call call, byte[] body) throws Refused {
        if (call.method() == Call.Method.LIST_MODELS) {
            return Turn.now(Reply.json(200, Models.list(call.version())));
        }
        if (!Models.known(call.version(), call.model())) {
            throw new Refused(Refusals.unknownModel(
                    call.version(), call.model(), call.method().rpc()));
        }
        if (call.method() == Call.Method.GET_MODEL) {
            return Turn.now(Reply.json(200, Models.one(call.model())));
        }
        Request request = Request.parse(call.model(), body);
        if (call.method() == Call.Method.COUNT_TOKENS) {
            return Turn.now(Completion.counted(request));
        }
        Bounds.check(request);
        return reception.receive(request);
    }

    /** What is too large is read to its end all the same, as a client only listens once it has sent everything. */
    private static byte[] read(InputStream in) throws IOException, Refused {
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            in.transferTo(OutputStream.nullOutputStream());
            throw new Refused(Refusals.tooLarge(LARGEST_BODY));
        }
        return body;
    }

    private static void checkKey(Headers headers, URI uri) throws Refused {
        @Nullable String inHeader = headers.getFirst("x-goog-api-key");
        String key = Optional.ofNullable(inHeader).orElseGet(() -> keyIn(uri));
        if (key.isEmpty()) {
            throw new Refused(Refusals.missingKey());
        }
        if (!key.equals(Simulator.KEY)) {
            throw new Refused(Refusals.wrongKey());
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
