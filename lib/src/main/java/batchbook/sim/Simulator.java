package batchbook.sim;

import batchbook.sim.jobs.JobService;
import batchbook.sim.jobs.Jobs;
import batchbook.virtual.VirtualClock;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server on this machine that answers like Gemini: the same paths, JSON and refusals, for any client of the real
 * service, with no key to get and nothing to pay. What it says is made up.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.start(Scenario.busy().seed(7))) {
 *     Client client = Client.builder()
 *             .apiKey(Simulator.KEY)
 *             .httpOptions(HttpOptions.builder().baseUrl(simulator.uri().toString()).build())
 *             .build();
 *     client.models.generateContent("gemini-flash-latest", "Why is the sky blue?", null).text();
 * }
 * }</pre>
 *
 * <p>It knows {@code generateContent}, {@code streamGenerateContent}, {@code countTokens}, the two methods that list
 * and describe models, {@code batchGenerateContent} with all that one does with jobs, and files that are uploaded in pieces
 * for them ({@link Jobs}), and listens on 127.0.0.1 only. What the service takes at most it takes, too: temperatures up to
 * 2, 1,048,576 tokens of a prompt and 65,536 of an answer, 8 candidates, 5 stop sequences; what is out of range or misspelt
 * is refused in the words of the service. An image counts 258 tokens for each tile, a page of a PDF 258, a second of sound
 * 32. A model calls a function when it must ({@code mode=ANY}) or when the prompt speaks of what one does, and puts into
 * words what the function gave back. Starting takes some milliseconds; nothing else blocks. Safe for use by many threads.
 * Its own threads never keep a program alive. A connection without a request stays open for 300 seconds, as with
 * Google; many gateways close theirs after 5, and the system property {@code sun.net.httpserver.idleInterval} (seconds,
 * read once, before the first simulator of a JVM) makes it so.
 */
public final class Simulator implements AutoCloseable {

    /** The key it accepts, in the header {@code x-goog-api-key} or the parameter {@code key}. */
    public static final String KEY = "simulator";

    /** The key of somebody else: it is accepted too, but jobs and files of one key are not there for the other. */
    public static final String OTHER_KEY = "simulator-of-somebody-else";

    /** Reading a body takes a thread, so this many clients that stall in the middle of one are put up with. */
    private static final int READERS = 8;

    /** As many as may connect in the same instant. */
    private static final int BACKLOG = 4096;

    private final Scenario scenario;
    private final RequestCounter counter = new RequestCounter();
    private final SimulatedClock clock;
    private final Reception reception;
    private final ResponseSender sender;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("gemini-simulator-jobs"));
    private final JobService jobs;
    private final ExecutorService readers =
            Executors.newFixedThreadPool(READERS, Daemons.named("gemini-simulator-reader"));
    private final AtomicBoolean closed = new AtomicBoolean();
    private final HttpServer server;

    private Simulator(Scenario scenario, int port) throws IOException {
        this.scenario = scenario;
        ServerProperties.setDefaults();
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        clock = SimulatedClock.start(scenario.tempo());
        reception = new Reception(scenario, clock::now);
        sender = new ResponseSender(clock);
        jobs = new JobService(scenario.jobs(), scenario.seed(), new JobAnswers(reception, clock, worker));
        server.createContext("/", new Endpoint(Set.of(KEY, OTHER_KEY), counter, reception, jobs, sender, clock));
        server.setExecutor(readers);
        // The server's own thread becomes a daemon only if a daemon starts it.
        CompletableFuture.runAsync(server::start, readers).join();
        readers.execute(Endpoint::warmUp);
    }

    /** Starts a {@linkplain Scenario#calm() calm} one on any free port. */
    public static Simulator start() {
        return start(Scenario.calm());
    }

    /** Starts one on any free port. */
    public static Simulator start(Scenario scenario) {
        return start(scenario, 0);
    }

    /**
     * Starts one.
     *
     * @param port 1 to 65535, or 0 for any free one
     * @throws IllegalArgumentException if there is no such port
     * @throws UncheckedIOException if the port is taken
     */
    public static Simulator start(Scenario scenario, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, but was " + port);
        }
        try {
            return new Simulator(scenario, port);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen on port " + port + " of 127.0.0.1; take another one, or 0 for any free one", e);
        }
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}, the base URL for a client. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What it was started with. */
    public Scenario scenario() {
        return scenario;
    }

    /** How many requests for content have come so far, refused ones included. */
    public long requests() {
        return counter.requests();
    }

    /** How many requests for content wait for their answer now. */
    public int inFlight() {
        return closed.get() ? 0 : counter.inFlight();
    }

    /** The most requests for content that ever waited at once. */
    public int peakInFlight() {
        return counter.peak();
    }

    /** How many answers were a refusal with 429 so far. */
    public long refused() {
        return counter.refused();
    }

    /**
     * The most requests for content that came in any 60 simulated seconds, all models together. Those that a quota or an
     * outage refused do not count, nor those that met a fault with status 429.
     */
    public int mostInAnyMinute() {
        return reception.mostInAnyMinute();
    }

    /** The most tokens that the prompts of these requests had in any 60 simulated seconds, all models together. */
    public long mostTokensInAnyMinute() {
        return reception.mostTokensInAnyMinute();
    }

    /** How many jobs of the Batch API were created so far, of all keys. */
    public int jobs() {
        return jobs.created();
    }

    /** What all answers cost so far, in US dollars; {@link Quotas} has the prices, and rows of jobs cost half. */
    public double dollars() {
        jobs.settle();
        return reception.nanoDollars() / 1e9;
    }

    /** How many times faster than real time its time passes; {@link Scenario#speedUp(double)}. */
    public double speed() {
        return clock.speed();
    }

    /**
     * The moment its clock began. The simulated time since then is the real time since then times {@link #speed()}.
     */
    public Instant started() {
        return clock.started();
    }

    /** The clock that stands still while anybody in this JVM works; empty without {@link Scenario#virtualTime()}. */
    public Optional<VirtualClock> virtualClock() {
        return clock.virtual();
    }

    /** Stops at once: whoever waits for an answer finds the connection closed. Closing twice does no harm. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        sender.close();
        server.stop(0);
        readers.shutdownNow();
        worker.shutdownNow();
        jobs.close();
    }

    /**
     * Runs one until the process is killed, for clients in any language.
     *
     * @param arguments {@code --port} (8090 by default), {@code --scenario} calm, busy, flaky, freetier, tier1 or outage
     *     (calm by default), {@code --seed} a whole number (1 by default), {@code --speed} 1 to 1000 (1 by default),
     *     {@code --idle} seconds after which a connection without a request is closed (300 by default)
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (Simulator simulator = start(CommandLine.parse(arguments))) {
            System.out.println("Gemini simulator at " + simulator.uri() + " , key " + KEY);
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static Simulator start(CommandLine told) {
        ServerProperties.closeIdleAfter(told.idleSeconds());
        return start(told.scenario(), told.port());
    }
}
