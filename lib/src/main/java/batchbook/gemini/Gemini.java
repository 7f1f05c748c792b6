package batchbook.gemini;

import batchbook.Model;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Time;
import batchbook.Usage;
import batchbook.sim.Simulator;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.CountTokensConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Part;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Google's Gemini, asked through the official {@code google-genai} SDK.
 *
 * <pre>{@code
 * var gemini = Gemini.fromEnvOrSimulator().system("Answer in one sentence.").temperature(0.2);
 * gemini.ask("Why is the sky blue?");
 * }</pre>
 *
 * <p>Every option returns a new value; all that share a key and an address share one pooled HTTP client, which lives as
 * long as the JVM, so re-running a cell opens nothing twice. A request that has no answer after 10 minutes fails; a
 * batch's own time-out is shorter. The SDK's retries are off: a batch decides about them.
 *
 * <p>Immutable and safe to share between threads. An interrupt ends {@link #ask(Prompt)} at once. The key is sent in
 * the {@code x-goog-api-key} header and shown nowhere.
 */
public final class Gemini implements Model {
    /** The model that is asked when none is named: Google's alias for its current Flash model. */
    public static final String DEFAULT_MODEL = "gemini-flash-latest";

    private final Connection connection;
    private final String model;
    private final GenerateContentConfig config;
    private final Pricing pricing;

    private Gemini(Connection connection, String model, GenerateContentConfig config, Pricing pricing) {
        this.connection = connection;
        this.model = model;
        this.config = config;
        this.pricing = pricing;
    }

    /** A table, or one price that goes before it. */
    private record Pricing(Prices table, Optional<Price> own) {}

    /**
     * The real Gemini with the key in {@code GEMINI_API_KEY} or {@code GOOGLE_API_KEY} (which goes first, as in Google's
     * SDKs, when both are set), from the environment or else from a {@code .env} file in the current directory or the
     * one above. {@code GEMINI_MODEL} names the model; without it {@link #DEFAULT_MODEL}.
     *
     * <p>{@code GOOGLE_GEMINI_BASE_URL} in the environment, not in a {@code .env} file, sends requests and key to another
     * address, and a printed line says so. No other variable of Google's SDKs has a say in where they go.
     *
     * @throws IllegalStateException when there is no key, the {@code .env} file cannot be read, or that address is none;
     *     it says what to do
     */
    public static Gemini fromEnv() {
        return fromEnv(Settings.load());
    }

    static Gemini fromEnv(Settings settings) {
        Settings.Key key = settings.key().orElseThrow(() -> new IllegalStateException(Settings.NO_KEY));
        Gemini gemini = real(key, settings);
        settings.address().ifPresent(address -> System.out.println(key.used(gemini.model, settings)));
        return gemini;
    }

    /** {@link #fromEnv()} when there is a key, otherwise the built-in simulator; prints one line saying which. */
    public static Gemini fromEnvOrSimulator() {
        return fromEnvOrSimulator(Settings.load());
    }

    static Gemini fromEnvOrSimulator(Settings settings) {
        Optional<Settings.Key> key = settings.key();
        Gemini gemini = key.map(found -> real(found, settings)).orElseGet(Gemini::simulator);
        System.out.println(key.map(found -> found.used(gemini.model, settings)).orElse(Settings.SIMULATED));
        return gemini;
    }

    /** Whether {@link #fromEnv()} would find a key. */
    public static boolean hasKey() {
        return Settings.load().key().isPresent();
    }

    /** The real Gemini with this key. Prefer {@link #fromEnv()}: a key in a notebook is soon a key in a repository. */
    public static Gemini of(String key) {
        return at(Connection.to(key, Optional.empty()));
    }

    /**
     * Gemini's API at another address: a gateway, or a simulator. No key from the environment is sent there; a gateway
     * that wants one gets it with {@link #key}.
     *
     * @param base scheme, host and port, such as {@code http://127.0.0.1:8090}
     */
    public static Gemini at(URI base) {
        Objects.requireNonNull(base, "base");
        if (base.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + base + "' has no host: pass an address such as URI.create(\"http://127.0.0.1:8090\")");
        }
        return at(Connection.to(Simulator.KEY, Optional.of(base)));
    }

    /** A simulator of your own, to choose how it behaves. Its times are told by the simulator's clock. */
    public static Gemini at(Simulator simulator) {
        return at(Connection.to(simulator));
    }

    /** The built-in simulator: started once for the JVM, calm, with made-up answers. */
    public static Gemini simulator() {
        return at(Shared.SIMULATOR);
    }

    private static Gemini real(Settings.Key key, Settings settings) {
        Gemini gemini = at(Connection.to(key.value(), settings.address()));
        return settings.model().map(gemini::model).orElse(gemini);
    }

    /** Asked over this connection. */
    static Gemini at(Connection connection) {
        return new Gemini(
                connection,
                DEFAULT_MODEL,
                GenerateContentConfig.builder().build(),
                new Pricing(Prices.builtIn(), Optional.empty()));
    }

    /** With another key, for an address of {@link #at(URI)}. */
    public Gemini key(String other) {
        return new Gemini(connection.withKey(other), model, config, pricing);
    }

    /** With another model, such as {@code gemini-flash-lite-latest}; {@link #models()} lists them. */
    public Gemini model(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the model's name is blank: pass one such as " + DEFAULT_MODEL);
        }
        return new Gemini(connection, name.strip(), config, new Pricing(pricing.table(), Optional.empty()));
    }

    /** With a system instruction: what the model is told before every prompt. Default none. */
    public Gemini system(String instruction) {
        Content content = Content.fromParts(Part.fromText(instruction));
        return config(config.toBuilder().systemInstruction(content).build());
    }

    /** From 0, the same answer as often as possible, to 2, the most varied. Default: the model's own. */
    public Gemini temperature(double value) {
        if (!(value >= 0 && value <= 2)) {
            throw new IllegalArgumentException("temperature is " + value + ": it must be from 0 to 2");
        }
        return config(config.toBuilder().temperature((float) value).build());
    }

    /** At most this many tokens for an answer, thinking included. Default: the model's own. */
    public Gemini maxOutputTokens(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxOutputTokens is " + most + ": it must be at least 1");
        }
        return config(config.toBuilder().maxOutputTokens(most).build());
    }

    /** With a whole configuration of the SDK, for all that has no option here. It replaces what was set before. */
    public Gemini config(GenerateContentConfig whole) {
        return new Gemini(connection, model, Connection.withoutRetries(whole), pricing);
    }

    /** With a price for this model, for budgets and for what a run has cost. Default: that of {@link Prices#builtIn()}. */
    public Gemini price(Price known) {
        return new Gemini(connection, model, config, new Pricing(pricing.table(), Optional.of(known)));
    }

    /** With a table of prices for all models. Default {@link Prices#builtIn()}. */
    public Gemini prices(Prices table) {
        return new Gemini(connection, model, config, new Pricing(table, Optional.empty()));
    }

    @Override
    public String name() {
        return model;
    }

    /**
     * The model, where it is asked, and the whole configuration in a form that no version of the SDK changes; all {@link
     * Simulator}s count as one place.
     */
    @Override
    public String settings() {
        return model + " at " + connection.place() + " " + CanonicalConfig.of(config);
    }

    /** Journals of the first format know the configuration by the SDK's own JSON. */
    @Override
    public List<String> formerSettings() {
        return connection.formerPlace().stream()
                .map(place -> model + " at " + place + " " + config.toJson())
                .toList();
    }

    /** Limits are counted for each key and model. */
    @Override
    public Object account() {
        return new Account(connection, model);
    }

    private record Account(Connection connection, String model) {
        @Override
        public String toString() {
            return model + " at " + connection.address();
        }
    }

    @Override
    public Time time() {
        return connection.time();
    }

    /** From {@link #price(Price)}, or else the price of today in the table; a simulator's answers have one too. */
    @Override
    public Optional<Price> price() {
        return pricing.own().or(() -> pricing.table().of(model, LocalDate.ofInstant(time().now(), ZoneOffset.UTC)));
    }

    /**
     * A token for each byte of what is sent, and as long an answer as the settings allow, thinking included, for each
     * candidate. {@link Usage#UNBOUNDED} with tools (a search, pages, code, functions that the SDK calls) or a cached
     * content: what they add is billed, and nobody knows it before.
     */
    @Override
    public Usage mostTokens(Prompt prompt) {
        return MostTokens.of(prompt, config);
    }

    /** Opens the client and loads the SDK, which takes up to a second once for the JVM. Nothing is sent. */
    @Override
    public void prepare() {
        client();
        Rehearsal.done();
    }

    /**
     * Asks one prompt. Blocks until the answer is there.
     *
     * @throws ModelException for every refusal, failure and unusable answer
     */
    @Override
    public Reply ask(Prompt prompt) {
        return call(() -> {
            GenerateContentResponse response = client().models.generateContent(model, prompt.text(), config);
            return Replies.read(Envelope.open(response), config, connection::redact);
        });
    }

    /** Asks one text: {@code gemini.ask("Why is the sky blue?")}. The same as {@link #ask(Prompt)}. */
    public Reply ask(String text) {
        return ask(Prompt.of(text));
    }

    /** How many tokens the provider counts in a text. One request. */
    public int countTokens(String text) {
        return call(() -> client().models
                .countTokens(model, text, CountTokensConfig.builder().build())
                .totalTokens()
                .orElse(0));
    }

    /** The names of the models this key may ask. One request. */
    public List<String> models() {
        return call(() -> {
            List<String> names = new ArrayList<>();
            for (var found : client().models.list(ListModelsConfig.builder().build())) {
                found.name().map(name -> name.replaceFirst("^models/", "")).ifPresent(names::add);
            }
            return List.copyOf(names);
        });
    }

    private Client client() {
        return connection.client();
    }

    private <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            throw GeminiErrors.from(e, connection);
        }
    }

    /** What is asked and where; never the key. */
    @Override
    public String toString() {
        return "Gemini " + model + " at " + connection.address();
    }

    /** Started on first use, and closed with the JVM. */
    private static final class Shared {
        static final Simulator SIMULATOR = Simulator.start();
    }
}
