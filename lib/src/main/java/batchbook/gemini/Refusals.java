package batchbook.gemini;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Reads a refusal where it is whole.
 *
 * <p>The SDK's exceptions have no headers and no body. This interceptor stands outside the SDK's and throws the finished
 * {@link batchbook.ModelException}, which passes through the SDK as it is.
 */
final class Refusals implements Interceptor {
    private static final int LONGEST_BODY = 64 * 1024;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            String body = response.peekBody(LONGEST_BODY).string();
            throw GeminiErrors.refused(response.code(), response.headers(), body);
        }
    }
}
