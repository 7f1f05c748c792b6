package batchbook.openai;

import batchbook.Model;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Usage;
import batchbook.answer.AnswerType;
import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import batchbook.wire.ModelAccount;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model behind a server that speaks OpenAI's chat completions: OpenAI itself, Ollama, vLLM, LM Studio, llama.cpp,
 * OpenRouter, Azure, or Google's own address for it.
 *
 * <pre>{@code
 * var llama = OpenAi.at(URI.create("http://127.0.0.1:11434/v1")).model("llama3.2").temperature(0);
 * var gpt   = OpenAi.fromEnv().model("gpt-4o-mini").price(Price.perMillion(0.15, 0.60));
 * Batch.of(gpt).journal("reviews.jsonl").run(reviews);
 * }</pre>
 *
 * <p>Every option returns a new value; all that share a key and an address share one HTTP client of the JDK, which lives as
 * long as the JVM. A request that has no answer after 10 minutes fails; a batch's own time-out is shorter. Nothing is sent
 * again but by a batch, and no redirect is followed. A model is named by {@link #model}; there is none by default.
 *
 * <p>Immutable and safe to share between threads. An interrupt ends {@link #ask(Prompt)} at once. The key is sent in the
 * {@code Authorization} header and shown nowhere.
 */
public final class OpenAi implements Model {
    private final Connection connection;
    private final OpenAiOptions options;

    private OpenAi(Connection connection, OpenAiOptions options) {
        this.connection = connection;
        this.options = options;
    }

    /**
     * OpenAI with the key in {@code OPENAI_API_KEY}, from the environment or else from a {@code .env} file in the current
     * directory or the one above. {@code OPENAI_MODEL} names the model, if {@link #model} does not.
     *
     * <p>{@code OPENAI_BASE_URL} in the environment, not in a {@code .env} file, sends requests and key to another address,
     * and a printed line says so; there no key is needed. {@code HTTPS_PROXY} and {@code NO_PROXY} are honoured, unless
     * Java itself is set to use a proxy.
     *
     * @throws IllegalStateException when there is no key, the {@code .env} file cannot be read, or that address or the
     *     proxy is none; it says what to do
     */
    public static OpenAi fromEnv() {
        return fromEnv(Environment.load());
    }

    static OpenAi fromEnv(Environment environment) {
        Optional<URI> address = environment.address(OpenAiKey.ADDRESS);
        Optional<ApiKey> key = OpenAiKey.in(environment);
        if (key.isEmpty() && address.isEmpty()) {
            throw new IllegalStateException(OpenAiKey.NOT_FOUND);
        }
        Connection connection = Connection.to(address.orElse(Connection.OPENAI), key.map(ApiKey::value), environment);
        OpenAi found = new OpenAi(connection, OpenAiOptions.DEFAULT);
        OpenAi openAi = environment.setting(OpenAiKey.MODEL).map(found::model).orElse(found);
        address.ifPresent(uri -> System.out.println(OpenAiKey.elsewhere(uri, key)));
        return openAi;
    }

    /** OpenAI with this key. Prefer {@link #fromEnv()}: a key in a notebook is soon a key in a repository. */
    public static OpenAi of(String key) {
        return at(Connection.OPENAI).key(key);
    }

    /**
     * A server at this address, without a key; one that wants a key gets it with {@link #key}. None from the environment is
     * sent there.
     *
     * @param base all that stands before {@code /chat/completions}, such as {@code http://127.0.0.1:11434/v1}
     */
    public static OpenAi at(URI base) {
        return new OpenAi(Connection.to(base, Optional.empty(), Environment.ofProcess()), OpenAiOptions.DEFAULT);
    }

    private OpenAi with(OpenAiOptions changed) {
        return new OpenAi(connection, changed);
    }

    /** With this key, sent as {@code Authorization: Bearer}. Default none for {@link #at}. */
    public OpenAi key(String other) {
        return new OpenAi(connection.withKey(other), options);
    }

    /** With this model, such as {@code llama3.2}; {@link #models()} lists those of the server. Needed. */
    public OpenAi model(String name) {
        return with(options.model(name));
    }

    /** With a system instruction: what the model is told before every prompt. Default none. */
    public OpenAi system(String instruction) {
        return with(options.system(instruction));
    }

    /** From 0, the same answer as often as possible, to 2, the most varied. Default: the model's own. */
    public OpenAi temperature(double value) {
        return with(options.temperature(value));
    }

    /**
     * At most this many tokens for an answer, thinking included. Default: the model's own. Sent as {@code
     * max_completion_tokens} to OpenAI and Azure, and as {@code max_tokens}, which every server knows, to all others.
     */
    public OpenAi maxOutputTokens(int most) {
        return with(options.maxOutputTokens(most));
    }

    /**
     * With answers that are a record or an enum, which a batch reads strictly; {@link AnswerType} tells what it may hold.
     * {@code ask(..).value(Review.class)} is one. The schema goes out as {@code response_format}; a server that does not
     * know that answers as it likes, and what does not fit is a failed try.
     *
     * @throws IllegalArgumentException when an answer cannot be one, naming the component
     */
    public OpenAi answering(Class<?> type) {
        return with(options.answering(AnswerType.of(type)));
    }

    /** With answers that are {@linkplain AnswerType#choosing one of these}: {@code choosing("yes", "no", "unclear")}. */
    public OpenAi choosing(String... choices) {
        return with(options.answering(AnswerType.choosing(choices)));
    }

    /**
     * With a field of the request that has no option here, such as {@code option("seed", 7)}, {@code option("top_p", 0.9)}
     * or {@code option("reasoning_effort", "low")}. It goes out as it is, as JSON.
     *
     * @param value a text, a number, a boolean, a list or a map of such; null takes the field out again
     * @throws IllegalArgumentException when the field has an option or a meaning of its own here, or the value is no JSON
     */
    public OpenAi option(String name, @Nullable Object value) {
        return with(options.field(name, value));
    }

    /** With a price for this model, for budgets and for what a run has cost. Default: none is known. */
    public OpenAi price(Price known) {
        return with(options.price(known));
    }

    @Override
    public String name() {
        return options.model();
    }

    /** The model, where it is asked, and all else that is sent beside the prompt; never the key. */
    @Override
    public String settings() {
        return options.model() + " at " + connection.address() + " " + request().settings();
    }

    @Override
    public Optional<AnswerType<?>> answerType() {
        return options.answerForm().map(AnswerForm::type);
    }

    @Override
    public Map<String, Object> attributes() {
        return ModelAttributes.of(connection.base(), options);
    }

    /** Limits are counted for each key, address and model. */
    @Override
    public Object account() {
        return new ModelAccount(connection, options.model());
    }

    @Override
    public Optional<Price> price() {
        return options.price();
    }

    /**
     * A token for each byte of what is sent, and as long an answer as the settings allow, or 131,072 tokens, for each
     * choice. {@link Usage#UNBOUNDED} where the server searches the web, which is billed, and nobody knows it before.
     */
    @Override
    public Usage mostTokens(Prompt prompt) {
        return request().mostTokens(prompt);
    }

    /**
     * Opens the client, which takes a moment once for the JVM. Nothing is sent.
     *
     * @throws IllegalStateException when no model is named
     */
    @Override
    public void prepare() {
        options.requireModel();
        connection.prepare();
    }

    /**
     * Asks one prompt. Blocks until the answer is there.
     *
     * @throws ModelException for every refusal, failure and unusable answer
     * @throws IllegalStateException when no model is named
     */
    @Override
    public Reply ask(Prompt prompt) {
        options.requireModel();
        String body = connection.post("/chat/completions", request().json(prompt));
        return ReplyParser.read(body, connection.refusals(), options);
    }

    /** Asks one text: {@code llama.ask("Why is the sky blue?")}. The same as {@link #ask(Prompt)}. */
    public Reply ask(String text) {
        return ask(Prompt.of(text));
    }

    /**
     * The names of the models that the server has, in the order of the alphabet. One request.
     *
     * @throws ModelException when it refuses, or tells them in another way
     */
    public List<String> models() {
        return ReplyParser.models(connection.get("/models"), connection.refusals());
    }

    private ChatRequest request() {
        return new ChatRequest(options, connection.countsThinking());
    }

    /** What is asked and where; never the key. */
    @Override
    public String toString() {
        return "OpenAi " + options.model() + " at " + connection.address();
    }
}
