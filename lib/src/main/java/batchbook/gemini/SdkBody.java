package batchbook.gemini;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.Buffer;

/**
 * What the SDK sends with a configuration, caught on its way out: so that a request in a job says what a live one says,
 * whatever a user's configuration holds and a version of the SDK makes of it.
 */
final class SdkBody implements Interceptor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Client CLIENT = Client.builder()
            .apiKey("none")
            .vertexAI(false)
            .httpOptions(HttpOptions.builder().baseUrl("https://none.invalid").build())
            .clientOptions(ClientOptions.builder()
                    .customHttpClient(new OkHttpClient.Builder()
                            .addInterceptor(new SdkBody())
                            .build())
                    .build())
            .build();

    private SdkBody() {}

    /** Carries it back through the SDK, which lets what it does not know pass. */
    private static final class Caught extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient ObjectNode body;

        Caught(ObjectNode body) {
            super("", null, false, false);
            this.body = body;
        }
    }

    /**
     * The body of a request without what is asked.
     *
     * @throws IllegalArgumentException when the SDK does not send such a configuration
     */
    static ObjectNode of(String model, GenerateContentConfig config) {
        try {
            CLIENT.models.generateContent(model, "?", config);
        } catch (Caught caught) {
            caught.body.remove("contents");
            return caught.body;
        }
        throw new IllegalStateException("the SDK sent nothing");
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Buffer body = new Buffer();
        Objects.requireNonNull(chain.request().body()).writeTo(body);
        throw new Caught((ObjectNode) JSON.readTree(body.inputStream()));
    }
}
