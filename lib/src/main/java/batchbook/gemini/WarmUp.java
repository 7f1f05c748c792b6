package batchbook.gemini;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * One request through the SDK that never leaves the machine, once for the JVM.
 *
 * <p>A first request loads more than a thousand classes. Without a warm-up that time would be booked as the latency
 * of the first rows, and the provider would look slow.
 */
final class WarmUp implements Interceptor {
    private static final String ANSWER = """
            {"candidates":[{"content":{"parts":[{"text":"ok"}],"role":"model"},"finishReason":"STOP","index":0}],
            "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2,
            "promptTokensDetails":[{"modality":"TEXT","tokenCount":1}]},"modelVersion":"none","responseId":"none"}""";

    private static final boolean DONE = warmUp();

    private WarmUp() {}

    /** Returns at once when it was done before. */
    static boolean done() {
        return DONE;
    }

    private static boolean warmUp() {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(new WireInterceptor(
                        GeminiErrors.reader(Optional.empty(), UnaryOperator.identity()), CallWatch.ofThisJvm()))
                .addInterceptor(new WarmUp())
                .build();
        try (Client client = Client.builder()
                .apiKey("none")
                .vertexAI(false)
                .httpOptions(
                        HttpOptions.builder().baseUrl("https://none.invalid").build())
                .clientOptions(ClientOptions.builder().customHttpClient(http).build())
                .build()) {
            GenerateContentConfig config = GenerateContentConfig.builder().build();
            String body = RawBody.of(() -> client.models.generateContent("none", "hello", config));
            return ReplyParser.read(body, config, UnaryOperator.identity())
                    .text()
                    .equals("ok");
        } catch (RuntimeException e) {
            // A slow first request is all that is at stake; thrown from here, it would end every batch.
            return false;
        }
    }

    @Override
    public Response intercept(Chain chain) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(ANSWER, MediaType.get("application/json")))
                .build();
    }
}
