package batchbook.telemetry;

/**
 * Names of OpenTelemetry's semantic conventions for generative AI, release 0.1.0, and the few of the general ones that they
 * use. They live in <a href="https://github.com/open-telemetry/semantic-conventions-genai">their own repository</a> (pages
 * {@code client-inference.md} and {@code gen-ai-token-metrics.md} in {@code docs/gen-ai}) and are all still in development, so
 * they stand here, in one place, and not in a library of somebody else's.
 */
public final class GenAi {
    /** What is done: {@link #GENERATE_CONTENT} or {@link #CHAT}. */
    public static final String OPERATION = "gen_ai.operation.name";
    /** Gemini's way to ask. */
    public static final String GENERATE_CONTENT = "generate_content";
    /** That of OpenAI's chat completions. */
    public static final String CHAT = "chat";

    /** Who is asked. */
    public static final String PROVIDER = "gen_ai.provider.name";
    /** The API of {@code generativelanguage.googleapis.com}, with a key. */
    public static final String GEMINI = "gcp.gemini";
    /** Gemini on Google Cloud. */
    public static final String VERTEX_AI = "gcp.vertex_ai";
    /** Whoever speaks OpenAI's API, when nothing better is known. */
    public static final String OPENAI = "openai";
    /** OpenAI's models on Azure. */
    public static final String AZURE_OPENAI = "azure.ai.openai";

    /** Host of the server. */
    public static final String SERVER_ADDRESS = "server.address";
    /** Port of the server, a whole number. */
    public static final String SERVER_PORT = "server.port";
    /** Why it failed, from a list that stays short. */
    public static final String ERROR_TYPE = "error.type";

    /** Name of the model that is asked. */
    public static final String REQUEST_MODEL = "gen_ai.request.model";
    /** A number. */
    public static final String TEMPERATURE = "gen_ai.request.temperature";
    /** A number. */
    public static final String TOP_P = "gen_ai.request.top_p";
    /** A whole number. */
    public static final String TOP_K = "gen_ai.request.top_k";
    /** A whole number. */
    public static final String MAX_TOKENS = "gen_ai.request.max_tokens";
    /** A whole number. */
    public static final String SEED = "gen_ai.request.seed";
    /** A list of texts. */
    public static final String STOP_SEQUENCES = "gen_ai.request.stop_sequences";
    /** A number. */
    public static final String FREQUENCY_PENALTY = "gen_ai.request.frequency_penalty";
    /** A number. */
    public static final String PRESENCE_PENALTY = "gen_ai.request.presence_penalty";
    /** How many candidates are asked for, a whole number; left out when it is one. */
    public static final String CHOICE_COUNT = "gen_ai.request.choice.count";
    /** {@link #JSON}, where an answer is to be some. */
    public static final String OUTPUT_TYPE = "gen_ai.output.type";
    /** An output type. */
    public static final String JSON = "json";

    /** Name of the model that answered. */
    public static final String RESPONSE_MODEL = "gen_ai.response.model";
    /** Why each candidate ended, a list of texts. */
    public static final String FINISH_REASONS = "gen_ai.response.finish_reasons";
    /** Tokens of the prompt, those from a cache included. */
    public static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    /** Tokens of the answer, thinking included. */
    public static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    /** The part of the output that was thinking. */
    public static final String REASONING_TOKENS = "gen_ai.usage.reasoning.output_tokens";
    /** The part of the input that came from a cache. */
    public static final String CACHED_TOKENS = "gen_ai.usage.cache_read.input_tokens";

    /** What was asked, as JSON; only when the user wants it. */
    public static final String INPUT_MESSAGES = "gen_ai.input.messages";
    /** What was answered, as JSON; only when the user wants it. */
    public static final String OUTPUT_MESSAGES = "gen_ai.output.messages";

    private GenAi() {}
}
