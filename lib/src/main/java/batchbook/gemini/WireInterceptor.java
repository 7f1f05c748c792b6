package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.wire.NetworkErrors;
import batchbook.wire.RefusalReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
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
 * ModelException}, which passes through the SDK as it is. So does a failure of the connection, and an answer is read to
 * its end here, so that it has a bound; but for one of a request that is {@link Streamed}.
 */
final class WireInterceptor implements Interceptor {
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    /**
     * Of an answer, unpacked. The longest text is a few hundred kilobytes and a picture some megabytes; of one text of
     * more than 20,000,000 characters the SDK's parser says no.
     */
    static final int LONGEST_ANSWER = 19 * 1024 * 1024;

    private static final int LONGEST_REFUSAL = 64 * 1024;

    private final RefusalReader refusals;
    private final CallWatch watch;

    /** The tag of a request whose answer its sender reads as it comes, however long it is. */
    enum Streamed {
        YES
    }

    WireInterceptor(RefusalReader refusals, CallWatch watch) {
        this.refusals = refusals;
        this.watch = watch;
    }

    @Override
    public Response intercept(Chain chain) {
        Call call = chain.call();
        // A configuration of the user's own may have set a time-out for it.
        boolean watched = call.timeout().timeoutNanos() == 0 && !isStreamed(chain.request());
        if (watched) {
            watch.begins(call);
        }
        try {
            // The watch looks after its reads too.
            Chain reading = watched ? chain.withReadTimeout(0, TimeUnit.MILLISECONDS) : chain;
            return answer(sent(reading, once(chain.request())));
        } catch (IOException e) {
            // A time-out of the whole call cancels it, and nothing else does.
            throw NetworkErrors.of(
                    call.isCanceled() ? new InterruptedIOException("timeout") : e,
                    chain.request().url().uri());
        } finally {
            if (watched) {
                watch.ends(call);
            }
        }
    }

    /** On one that is not to be used nothing was sent, and OkHttp drops it: in the end there is a new one. */
    private static Response sent(Chain chain, Request request) throws IOException {
        while (true) {
            try {
                return chain.proceed(request);
            } catch (StaleConnectionCheck.Unusable e) {
                // With the next one, then.
            }
        }
    }

    private Response answer(Response response) throws IOException {
        if (response.isSuccessful() && (isStreamed(response.request()) || fits(response.body()))) {
            return RawBody.appliesTo(response.request().url()) ? handedOver(response) : response;
        }
        try (response) {
            if (response.isSuccessful()) {
                throw tooLong(response);
            }
            if (response.isRedirect()) {
                throw NetworkErrors.redirected(
                        response.code(),
                        response.request().url().uri(),
                        Optional.ofNullable(response.header("Location")),
                        "Gemini.at(URI.create(..)).key(..)");
            }
            String body = response.peekBody(LONGEST_REFUSAL).string();
            throw GeminiErrors.refused(response.code(), response.headers(), body, refusals);
        }
    }

    private static boolean isStreamed(Request request) {
        return request.tag(Streamed.class) != null;
    }

    /** Past the SDK, or to it. */
    private static Response handedOver(Response response) throws IOException {
        try (response) {
            String body = Objects.requireNonNull(response.body()).string();
            if (!RawBody.isForTheSdk(body)) {
                throw new RawBody(body);
            }
            return response.newBuilder().body(ResponseBody.create(body, JSON)).build();
        }
    }

    /** Reads it to its end or to the bound. It is unpacked already, so a small one that unpacks to a huge one counts. */
    private static boolean fits(@Nullable ResponseBody body) throws IOException {
        return body == null
                || (body.contentLength() <= LONGEST_ANSWER && !body.source().request(LONGEST_ANSWER + 1L));
    }

    private static ModelException tooLong(Response response) {
        return ModelException.of(
                        ErrorKind.UNREADABLE,
                        "the answer is longer than " + LONGEST_ANSWER / 1024 / 1024
                                + " MB, and was not read any further. Ask for less, such as with .maxOutputTokens(..);"
                                + " if this is not Gemini's own address, look at what answers there.")
                .httpStatus(response.code())
                .notRepeated();
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
