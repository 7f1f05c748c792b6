package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.wire.NetworkErrors;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Requests for jobs and files that are not made through the SDK, which cannot read all answers to them; with the same
 * client, key and headers as those that are.
 *
 * @param config whose HTTP options count for them too
 */
record JobHttp(Connection connection, GenerateContentConfig config) {
    static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    /** Takes what there is of an answer as it comes. */
    interface Reader<T> {
        T read(Response response) throws IOException;
    }

    /** @param path with the version of the API in it, as {@code %s} */
    Request.Builder request(String path) {
        return request(url -> url.addPathSegments(path.replace("%s", version())));
    }

    Request.Builder request(UnaryOperator<HttpUrl.Builder> path) {
        Request.Builder request = connection.request(path);
        config.httpOptions().flatMap(HttpOptions::headers).orElse(Map.of()).forEach(request::header);
        return request;
    }

    private String version() {
        return config.httpOptions().flatMap(HttpOptions::apiVersion).orElse(Connection.API_VERSION);
    }

    /** Sends it once. What is refused, or gets no answer that can be read, is a {@link ModelException}. */
    <T> T send(Request.Builder request, Reader<T> reader) {
        return send(request, CallWatch.LONGEST, reader);
    }

    /** The same without a bound on the whole of it: what comes may be large. */
    <T> T stream(Request.Builder request, Reader<T> reader) {
        return send(request, Duration.ZERO, reader);
    }

    private <T> T send(Request.Builder request, Duration longest, Reader<T> reader) {
        Request tagged = request.tag(WireInterceptor.Streamed.class, WireInterceptor.Streamed.YES)
                .build();
        var client = connection.http().newBuilder().callTimeout(longest).build();
        RequestWork work = connection.work();
        try (work;
                Response response = client.newCall(tagged).execute()) {
            return reader.read(response);
        } catch (JsonProcessingException e) {
            throw ModelException.of(
                    ErrorKind.UNREADABLE,
                    "Gemini's answer is not the JSON it should be: "
                            + connection.redact(String.valueOf(e.getOriginalMessage())));
        } catch (IOException e) {
            throw GeminiErrors.from(NetworkErrors.of(e, tagged.url().uri()), connection::redact);
        } catch (ModelException e) {
            throw GeminiErrors.from(e, connection::redact);
        }
    }

    /** What came, for whoever reads it as it comes. */
    static InputStream body(Response response) {
        return Objects.requireNonNull(response.body()).byteStream();
    }

    /** Whether it says that there is no such thing for this key; one about the address alone does not. */
    static boolean isGone(ModelException refusal) {
        String said = String.valueOf(refusal.getMessage());
        return switch (refusal.httpStatus().orElse(0)) {
            case 404 -> said.startsWith("Gemini answered 404 NOT_FOUND");
            // Of a file that another key has sent, or nobody.
            case 403 -> said.startsWith("Gemini answered 403 PERMISSION_DENIED") && said.contains("may not exist");
            default -> false;
        };
    }
}
