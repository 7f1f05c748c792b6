package batchbook.gemini;

import batchbook.Model;
import batchbook.Price;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Time;
import batchbook.Usage;
import batchbook.answer.AnswerType;
import batchbook.job.JobService;
import batchbook.sim.Simulator;
import batchbook.wire.Environment;
import batchbook.wire.ModelAccount;
import com.google.genai.types.GenerateContentConfig;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Google's Gemini, asked through the official {@code google-genai} SDK.
 *
 * <pre>{@code
 * var gemini = Gemini.fromEnvOrSimulator().system("Answer in one sentence.").temperature(0.2);
 * gemini.ask("Why is the sky blue?");
 * }</pre>
 *
 * <p>Every option returns a new value; all that share a key and an address share one HTTP client for the JVM's life. A
 * request without an answer after 10 minutes fails; a batch's own time-out is shorter. The SDK's retries are off.
 *
 * <p>Immutable and safe for use by many threads. An interrupt ends {@link #ask(Prompt)} at once. The key is shown nowhere.
 */
public final class Gemini implements Model {
    /** The model that is asked when none is named: Google's alias for its current Flash model. */
    public static final String DEFAULT_MODEL = GeminiOptions.DEFAULT_MODEL;

    private final Connection connection;
    private final GeminiOptions options;
    private final MostTokens mostTokens;

    private Gemini(Connection connection, GeminiOptions options) {
        this.connection = connection;
        this.options = options;
        this.mostTokens = new MostTokens(options);
    }

    /**
     * The real Gemini with the key in {@code GEMINI_API_KEY} or {@code GOOGLE_API_KEY} (which goes first, as in Google's
     * SDKs, when both are set), from the environment or else from a {@code .env} file in the current directory or the
     * one above. {@code GEMINI_MODEL} names the model; without it {@link #DEFAULT_MODEL}.
     *
     * <p>{@code GOOGLE_GEMINI_BASE_URL} in the environment, not in a {@code .env} file, sends requests and key to another
     * address, and a printed line says so. No other variable of Google's SDKs has a say in where they go. {@code
     * HTTPS_PROXY} and {@code NO_PROXY} are honoured, unless Java itself is set to use a proxy.
     *
     * @throws IllegalStateException when there is no key, the {@code .env} file cannot be read, or that address or the
     *     proxy is none; it says what to do
     */
    public static Gemini fromEnv() {
        return at(FromEnvironment.gemini(Environment.load()));
    }

    /** {@link #fromEnv()} when there is a key, otherwise the built-in simulator; prints one line saying which. */
    public static Gemini fromEnvOrSimulator() {
        return at(FromEnvironment.orSimulator(Environment.load()));
    }

    /** Whether {@link #fromEnv()} would find a key. */
    public static boolean hasKey() {
        return GeminiKey.in(Environment.load()).isPresent();
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
        return at(Connection.to(base));
    }

    /**
     * Gemini on Vertex AI of Google Cloud, with the application default credentials of this machine: those of {@code gcloud
     * auth application-default login}, of the file that {@code GOOGLE_APPLICATION_CREDENTIALS} names, or of the machine in
     * the cloud itself. No key is sent. Name the model with {@link #model}: not every alias is known there. A location is
     * {@code global} or one such as {@code europe-west4}.
     *
     * @throws IllegalStateException when there are no credentials; it says what to do
     */
    public static Gemini vertex(String project, String location) {
        return at(Connection.to(project, location, Environment.load()));
    }

    /** A simulator of your own, to choose how it behaves. Its times are told by the simulator's clock. */
    public static Gemini at(Simulator simulator) {
        return at(Connection.to(simulator));
    }

    /** The built-in simulator: started once for the JVM, calm, with made-up answers. */
    public static Gemini simulator() {
        return at(Connection.toSharedSimulator());
    }

    static Gemini at(Connection connection) {
        return new Gemini(connection, GeminiOptions.DEFAULT);
    }

    static Gemini at(FromEnvironment found) {
        return at(found.connection()).with(found.options());
    }

    private Gemini with(GeminiOptions changed) {
        return new Gemini(connection, changed);
    }

    /** With another key, for an address of {@link #at(URI)}. */
    public Gemini key(String other) {
        return new Gemini(connection.withKey(other), options);
    }

    /** With another model, such as {@code gemini-flash-lite-latest}; {@link #models()} lists them. */
    public Gemini model(String name) {
        return with(options.model(name));
    }

    /** With a system instruction: what the model is told before every prompt. Default none. */
    public Gemini system(String instruction) {
        return with(options.system(instruction));
    }

    /** From 0, the same answer as often as possible, to 2, the most varied. Default: the model's own. */
    public Gemini temperature(double value) {
        return with(options.temperature(value));
    }

    /** At most this many tokens for an answer, thinking included. Default: the model's own. */
    public Gemini maxOutputTokens(int most) {
        return with(options.maxOutputTokens(most));
    }

    /**
     * With answers that are a record or an enum, which a batch reads strictly; {@link AnswerType} tells what it may hold.
     * {@code ask(..).value(Review.class)} is one. Refused when the configuration has a schema of its own.
     */
    public Gemini answering(Class<?> type) {
        return with(options.answering(AnswerType.of(type)));
    }

    /** With answers that are {@linkplain AnswerType#choosing one of these}: {@code choosing("yes", "no", "unclear")}. */
    public Gemini choosing(String... choices) {
        return with(options.answering(AnswerType.choosing(choices)));
    }

    /**
     * With a configuration of the SDK, for all that has no option here, such as schemas, tools and safety settings. It
     * replaces an earlier one. For what has an option here the last word counts: an option set before stays unless the
     * configuration says it too, and one set afterwards goes before it. A schema in it beside {@link #answering} is refused.
     */
    public Gemini config(GenerateContentConfig whole) {
        return with(options.config(whole));
    }

    /**
     * With one more example before every prompt, so that the model answers in its way: {@code .example("Great!",
     * "POSITIVE")}. Default none. Each counts as tokens of every request.
     */
    public Gemini example(String question, String answer) {
        return with(options.example(question, answer));
    }

    /** With a price for this model, for budgets and for what a run has cost. Default: that of {@link Prices#builtIn()}. */
    public Gemini price(Price known) {
        return with(options.price(known));
    }

    /** With a table of prices for all models. Default {@link Prices#builtIn()}. */
    public Gemini prices(Prices table) {
        return with(options.prices(table));
    }

    @Override
    public String name() {
        return options.model();
    }

    /** The model, where it is asked, and the whole configuration; all {@link Simulator}s count as one place. */
    @Override
    public String settings() {
        return options.settings(connection.place());
    }

    /** Journals of the first format know the configuration by the SDK's own JSON. */
    @Override
    public List<String> formerSettings() {
        return connection.formerPlace().stream()
                .flatMap(options::formerSettings)
                .toList();
    }

    @Override
    public Optional<AnswerType<?>> answerType() {
        return options.answerType();
    }

    /** Limits are counted for each key and model. */
    @Override
    public Object account() {
        return new ModelAccount(connection, options.model());
    }

    @Override
    public Map<String, Object> attributes() {
        return ModelAttributes.of(connection.onVertex(), connection.target(), options.config());
    }

    @Override
    public Time time() {
        return connection.time();
    }

    /** From {@link #price(Price)}, or else the price of today in the table; a simulator's answers have one too. */
    @Override
    public Optional<Price> price() {
        return options.priceOn(LocalDate.ofInstant(time().now(), ZoneOffset.UTC));
    }

    /**
     * A token for each byte that is sent, and for each candidate as long an answer as the settings allow, thinking included.
     * {@link Usage#UNBOUNDED} with tools that run or a cached content: what they add is billed, and not known before.
     */
    @Override
    public Usage mostTokens(Prompt prompt) {
        return mostTokens.of(prompt);
    }

    @Override
    public long fixedBytes() {
        return mostTokens.fixedBytes();
    }

    /** Looks whether the prompt's files fit into one request: 100 MB on the wire, and 50 MB for a PDF. */
    @Override
    public void check(Prompt prompt) {
        RequestSize.check(prompt, fixedBytes());
    }

    /** Opens the client and loads the SDK, which takes up to a second once for the JVM. Nothing is sent. */
    @Override
    public void prepare() {
        connection.client();
        WarmUp.done();
    }

    /** Asks one prompt, and blocks until the answer is there. What is no usable answer is a {@code ModelException}. */
    @Override
    public Reply ask(Prompt prompt) {
        return new SdkCalls(connection, options).answer(prompt);
    }

    /** Asks one text: {@code gemini.ask("Why is the sky blue?")}. The same as {@link #ask(Prompt)}. */
    public Reply ask(String text) {
        return ask(Prompt.of(text));
    }

    /** How many tokens the provider counts in a text. One request. */
    public int countTokens(String text) {
        return countTokens(Prompt.of(text));
    }

    /** How many tokens the provider counts in a prompt, with its files, its history and the examples. One request. */
    public int countTokens(Prompt prompt) {
        return new SdkCalls(connection, options).countTokens(prompt);
    }

    /** The names of the models this key may ask. One request. */
    public List<String> models() {
        return new SdkCalls(connection, options).models();
    }

    /** The Batch API, with these settings; refused with functions of Java as tools. Vertex AI has none that takes files. */
    @Override
    public Optional<JobService> jobs() {
        return connection.onVertex() ? Optional.empty() : Optional.of(new GeminiJobs(connection, options));
    }

    @Override
    public String toString() {
        return "Gemini " + options.model() + " at " + connection.address();
    }
}
