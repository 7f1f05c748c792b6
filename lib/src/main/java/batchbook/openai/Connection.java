package batchbook.openai;

import batchbook.Departure;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import batchbook.wire.EnvironmentProxy;
import batchbook.wire.NetworkErrors;
import batchbook.wire.RefusalReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An address and the key for it, and the one HTTP client for both. */
record Connection(URI base, Optional<String> key, Optional<EnvironmentProxy> proxy) {
    static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);
    private static final String COMPLETIONS = "/chat/completions";

    /** A client that is built again by each run of a cell would leave its sockets and threads behind. */
    private static final Map<Connection, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    /** @throws IllegalStateException when the environment names a proxy in a way that cannot be read */
    static Connection to(URI base, Optional<String> key, Environment environment) {
        Objects.requireNonNull(base, "base");
        if (base.getHost() == null
                || base.getUserInfo() != null
                || !String.valueOf(base.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "this is no address of a server with http or https and a host: pass one such"
                            + " as URI.create(\"http://127.0.0.1:11434/v1\"), and a key with .key(..)");
        }
        return new Connection(base, key.map(Connection::checked), EnvironmentProxy.on(base, environment));
    }

    private static String checked(String key) {
        return ApiKey.checked(key, "where the server's provider shows it");
    }

    Connection withKey(String other) {
        return new Connection(base, Optional.of(checked(other)), proxy);
    }

    /** Whether {@code max_completion_tokens} is known, and for some models nothing else. */
    boolean countsThinking() {
        return base.getHost().endsWith("openai.com") || base.getHost().endsWith("openai.azure.com");
    }

    void prepare() {
        client();
    }

    private HttpClient client() {
        return CLIENTS.computeIfAbsent(this, Connection::build);
    }

    /**
     * HTTP/1.1 only: over one connection of HTTP/2 the JDK's client sends no more requests at once than the server allows
     * for it, and fails the others; and some servers read no body of a request that offers them HTTP/2 in the clear.
     */
    private HttpClient build() {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // The key would go wherever a server points to.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10));
        proxy.ifPresent(named -> client.proxy(ProxySelector.of(new InetSocketAddress(named.host(), named.port()))));
        return client.build();
    }

    /** The body of the answer. */
    String post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** The body of the answer. */
    String get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target(path)).header("Accept", "application/json");
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        proxy.flatMap(EnvironmentProxy::credentials)
                .ifPresent(secret -> request.header(EnvironmentProxy.AUTHORIZATION, secret));
        return request;
    }

    /** A query stays behind the path: Azure has its version there. Whoever copies the whole address means the same. */
    private URI target(String path) {
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        String before = base.getScheme() + "://" + base.getRawAuthority()
                + base.getRawPath().replaceFirst("/+$", "").replaceFirst(COMPLETIONS + "$", "");
        return URI.create(before + path + query);
    }

    private String send(HttpRequest.Builder built) {
        HttpRequest request = built.build();
        HttpClient client = client();
        Departure.now();
        CompletableFuture<HttpResponse<BoundedBody>> sent = client.sendAsync(request, BoundedBody.handler());
        try {
            return answer(sent.get(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS), request.uri());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NetworkErrors.interrupted(request.uri());
        } catch (TimeoutException e) {
            throw NetworkErrors.of(new HttpTimeoutException("no answer"), request.uri());
        } catch (ExecutionException e) {
            throw failure(e, request.uri());
        } finally {
            // Closes the connection when its answer is no longer waited for.
            sent.cancel(true);
        }
    }

    private ModelException failure(ExecutionException thrown, URI uri) {
        if (thrown.getCause() instanceof IOException broken) {
            return NetworkErrors.of(broken, uri);
        }
        return ModelException.of(
                ErrorKind.UNEXPECTED, "the request could not be sent: " + redact(String.valueOf(thrown.getCause())));
    }

    private String answer(HttpResponse<BoundedBody> response, URI uri) {
        int status = response.statusCode();
        // A proxy that opens no tunnel leaves none.
        BoundedBody read = Objects.requireNonNullElse(response.body(), BoundedBody.NONE);
        String body = read.text();
        if (status == 407 && proxy.flatMap(EnvironmentProxy::credentials).isPresent()) {
            throw ModelException.of(
                            ErrorKind.AUTH,
                            "the proxy " + proxy.get()
                                    + " answered 407 -> Java's own HTTP client gives a proxy its password only"
                                    + " when Java is started with -Djdk.http.auth.tunneling.disabledSchemes= (and nothing behind"
                                    + " the sign); or the password is wrong.")
                    .httpStatus(status);
        }
        if (status >= 300 && status < 400) {
            throw NetworkErrors.redirected(
                    status, uri, response.headers().firstValue("Location"), "OpenAi.at(URI.create(..)).key(..)");
        }
        if (status < 200 || status >= 300) {
            throw refusals().refused(status, response.headers(), body);
        }
        if (read.tooLong()) {
            throw ModelException.of(
                            ErrorKind.UNREADABLE,
                            "the answer is longer than " + BoundedBody.LONGEST / 1024 / 1024
                                    + " MB, and was not read any further. Ask for less, such as with .maxOutputTokens(..).")
                    .httpStatus(status)
                    .notRepeated();
        }
        return body;
    }

    RefusalReader refusals() {
        return new RefusalReader(
                base.getRawAuthority(), error -> new WayOut(error, key.isPresent()).words(), this::redact);
    }

    /** Takes the key out of a text that came from outside; a word of a few letters is no secret but an ordinary word. */
    private String redact(String text) {
        return key.filter(secret -> secret.length() >= 8)
                .map(secret -> text.replace(secret, "***"))
                .orElse(text);
    }

    /** Without the query, which may hold what nobody should see. */
    String address() {
        return base.getScheme() + "://" + base.getRawAuthority()
                + base.getRawPath().replaceFirst("/+$", "").replaceFirst(COMPLETIONS + "$", "");
    }

    @Override
    public String toString() {
        return address();
    }
}
