package batchbook.gemini;

import java.io.IOException;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Stands outside the SDK's own interceptors, where a request is sent once and a refusal is still whole.
 *
 * <p>The SDK's exceptions have no headers and no body. So a refusal is read here and thrown as the finished {@link
 * batchbook.ModelException}, which passes through the SDK as it is.
 */
final class Wire implements Interceptor {
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final int LONGEST_BODY = 64 * 1024;

    private final UnaryOperator<String> redact;

    Wire(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(once(chain.request()));
        if (response.isSuccessful()) {
            return Envelope.isFor(response.request().url()) ? wrapped(response) : response;
        }
        try (response) {
            String body = response.peekBody(LONGEST_BODY).string();
            throw GeminiErrors.refused(response.code(), response.headers(), body, redact);
        }
    }

    /** The SDK gets an answer that it can always read; {@link Replies} gets what really came. */
    private static Response wrapped(Response response) throws IOException {
        try (response) {
            String body = response.body().string();
            return response.newBuilder()
                    .body(ResponseBody.create(Envelope.around(body), JSON))
                    .build();
        }
    }

    /**
     * OkHttp sends a request again when the server cuts a connection that was used before. A one-shot body forbids that,
     * and still lets it try the next address of a host to which it could not connect.
     */
    private static Request once(Request request) {
        RequestBody body = request.body();
        return body == null
                ? request
                : request.newBuilder()
                        .method(request.method(), new OneShot(body))
                        .build();
    }

    private static final class OneShot extends RequestBody {
        private final RequestBody body;

        OneShot(RequestBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
