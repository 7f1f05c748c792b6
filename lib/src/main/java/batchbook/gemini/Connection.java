package batchbook.gemini;

import batchbook.Time;
import batchbook.sim.Simulator;
import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import batchbook.wire.EnvironmentProxy;
import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** A key and an address, or a project of Vertex AI, and the one SDK client for it. */
final class Connection {
    private static final int IDLE_SOCKETS = 1_000;

    /** Named even though it is the SDK's default: the environment, or code elsewhere, may have changed that. */
    private static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com");

    /** Aliases such as gemini-flash-latest are not on {@code v1}, which google-genai 2 asks by default. */
    static final String API_VERSION = "v1beta";

    private static final String VERTEX_VERSION = "v1beta1";

    /** One HTTP/2 connection carries up to 100 requests: a network that is gone must not keep all of them waiting. */
    private static final Duration PING = Duration.ofSeconds(30);

    // attempts(1) alone still sleeps its back-off after the only attempt (google-genai 1.70.0, RetryInterceptor).
    static final HttpRetryOptions NO_RETRIES =
            HttpRetryOptions.builder().attempts(1).httpStatusCodes(List.of()).build();

    /** A client that is built again by each run of a cell would leave its sockets and threads behind. */
    private static final Map<Connection, Clients> CLIENTS = new ConcurrentHashMap<>();

    private record Clients(OkHttpClient http, Client sdk) {}

    private final String key;
    private final Optional<URI> base;
    private final Supplier<Time> time;
    private final Optional<Simulator> simulator;
    private final Optional<EnvironmentProxy> proxy;
    private final Optional<Vertex> vertex;

    private Connection(
            String key,
            Optional<URI> base,
            Supplier<Time> time,
            Optional<Simulator> simulator,
            Optional<EnvironmentProxy> proxy,
            Optional<Vertex> vertex) {
        this.vertex = vertex;
        this.key = key;
        this.base = base;
        this.proxy = proxy;
        this.time = time;
        this.simulator = simulator;
    }

    /** A simulator brings its clock along. */
    static Connection to(Simulator simulator) {
        Optional<URI> base = Optional.of(simulator.uri());
        Supplier<Time> time = () -> simulator
                .virtualClock()
                .map(Time::virtual)
                .orElseGet(() -> Time.scaled(simulator.started(), simulator.speed()));
        return new Connection(Simulator.KEY, base, time, Optional.of(simulator), Optional.empty(), Optional.empty());
    }

    /** The one of the whole JVM. */
    static Connection toSharedSimulator() {
        return to(Shared.SIMULATOR);
    }

    /** Started on first use, and closed with the JVM. */
    private static final class Shared {
        static final Simulator SIMULATOR = Simulator.start();
    }

    /** Another address, with no key that is secret. */
    static Connection to(URI base) {
        Objects.requireNonNull(base, "base");
        if (base.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + base + "' has no host: pass an address such as URI.create(\"http://127.0.0.1:8090\")");
        }
        return to(Simulator.KEY, Optional.of(base));
    }

    static Connection to(String project, String location, Environment environment) {
        return to(Vertex.of(project, location, environment), Optional.empty(), environment);
    }

    static Connection to(String key, Optional<URI> base) {
        return to(key, base, Environment.ofProcess());
    }

    /** @throws IllegalStateException when the environment names a proxy in a way that cannot be read */
    static Connection to(String key, Optional<URI> base, Environment environment) {
        String checked = ApiKey.checked(key, "Google AI Studio");
        return new Connection(
                checked,
                base,
                Time::real,
                Optional.empty(),
                EnvironmentProxy.on(target(base), environment),
                Optional.empty());
    }

    /** @param base another address than the one of its location, for tests */
    static Connection to(Vertex vertex, Optional<URI> base, Environment environment) {
        return new Connection(
                "",
                base,
                Time::real,
                Optional.empty(),
                EnvironmentProxy.on(base.orElse(vertex.address()), environment),
                Optional.of(vertex));
    }

    Connection withKey(String other) {
        if (vertex.isPresent()) {
            throw new IllegalArgumentException(
                    "Vertex AI is asked with the credentials of Google Cloud, not with a key: leave .key(..) out");
        }
        return new Connection(to(other, base).key, base, time, simulator, proxy, vertex);
    }

    static URI target(Optional<URI> base) {
        return base.orElse(GOOGLE);
    }

    URI target() {
        return vertex.filter(project -> base.isEmpty()).map(Vertex::address).orElseGet(() -> target(base));
    }

    /** Fetches an access token, where one is needed. */
    void authorize() {
        vertex.ifPresent(Vertex::authorize);
    }

    Client client() {
        return clients().sdk();
    }

    OkHttpClient http() {
        return clients().http();
    }

    private Clients clients() {
        return CLIENTS.computeIfAbsent(
                this, it -> it.build(it.http(Time.real()::now).build()));
    }

    /** With the key, which goes nowhere but to this address. */
    Request.Builder request(UnaryOperator<HttpUrl.Builder> path) {
        HttpUrl here = HttpUrl.get(target().toString());
        return new Request.Builder().url(path.apply(here.newBuilder()).build()).header("x-goog-api-key", key);
    }

    boolean onVertex() {
        return vertex.isPresent();
    }

    /** This address from now on asked with this client, which is made by {@link #http}. */
    Connection with(OkHttpClient http) {
        CLIENTS.put(this, build(http));
        return this;
    }

    private Clients build(OkHttpClient http) {
        Client.Builder client = Client.builder()
                .vertexAI(vertex.isPresent())
                .httpOptions(HttpOptions.builder()
                        .baseUrl(target().toString())
                        .apiVersion(vertex.isPresent() ? VERTEX_VERSION : API_VERSION)
                        .retryOptions(NO_RETRIES)
                        .build())
                .clientOptions(ClientOptions.builder().customHttpClient(http).build());
        vertex.ifPresentOrElse(
                project -> client.project(project.project())
                        .location(project.location())
                        .credentials(project.credentials()),
                () -> client.apiKey(key));
        return new Clients(http, client.build());
    }

    /** What every request goes through; the clock tells how long a connection has rested. */
    OkHttpClient.Builder http(Supplier<Instant> clock) {
        return http(clock, CallWatch.ofThisJvm());
    }

    OkHttpClient.Builder http(Supplier<Instant> clock, CallWatch watch) {
        StaleConnectionCheck staleConnections = new StaleConnectionCheck(clock);
        boolean encrypted = "https".equalsIgnoreCase(target().getScheme());
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(IDLE_SOCKETS, 5, TimeUnit.MINUTES))
                .socketFactory(new InterruptibleSocketFactory(encrypted))
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(CallWatch.LONGEST)
                .writeTimeout(Duration.ofMinutes(1))
                .pingInterval(PING)
                // The key would go wherever a server points to.
                .followRedirects(false)
                .followSslRedirects(false)
                .proxyAuthenticator(Authenticator.JAVA_NET_AUTHENTICATOR)
                .eventListener(staleConnections)
                .addInterceptor(new WireInterceptor(GeminiErrors.reader(vertex, this::redact), watch))
                .addInterceptor(RequestWork::tell)
                .addNetworkInterceptor(staleConnections);
        proxy.ifPresent(named -> NamedProxy.apply(named, client));
        return client;
    }

    /** Takes the key out of a text that came from outside. The simulator's is no secret, but an ordinary word. */
    String redact(String text) {
        String safe = vertex.map(project -> project.redact(text)).orElse(text);
        return key.isEmpty() || key.equals(Simulator.KEY) ? safe : safe.replace(key, "***");
    }

    /** The work of the current thread; only a simulator's clock may want to know. */
    RequestWork work() {
        return simulator
                .flatMap(Simulator::virtualClock)
                .map(RequestWork::begin)
                .orElse(RequestWork.NONE);
    }

    Time time() {
        return time.get();
    }

    /** Where it leads to, in a journal: a simulator of ours has another port each time. */
    String place() {
        return simulator.isPresent() ? "a simulator" : address();
    }

    /**
     * The same in journals of the first format. There every server on this machine that wanted no key was a simulator, so
     * of another one's rows nobody can tell whose they are.
     */
    Optional<String> formerPlace() {
        boolean here = base.filter(uri -> uri.getHost().equals("127.0.0.1")).isPresent() && key.equals(Simulator.KEY);
        return here && simulator.isEmpty() ? Optional.empty() : Optional.of(place());
    }

    String address() {
        return vertex.map(Vertex::toString)
                .orElseGet(() -> base.map(URI::toString).orElse("Google"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Connection that
                && key.equals(that.key)
                && base.equals(that.base)
                && vertex.equals(that.vertex)
                && proxy.equals(that.proxy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, base, proxy, vertex);
    }

    @Override
    public String toString() {
        return address();
    }
}
