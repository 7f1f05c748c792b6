package batchbook.gemini;

import com.google.genai.types.GenerateContentResponse;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * The body of an answer as it came, thrown past the SDK by the {@link WireInterceptor}, as refusals are.
 *
 * <p>The SDK's types lose what they do not know (such as {@code finishMessage}) and throw on an explicit null, so {@link
 * ReplyParser} reads the JSON itself, and the SDK need not. An answer that calls a function is not thrown: the SDK may have
 * to call it.
 */
final class RawBody extends RuntimeException {
    private final String body;

    RawBody(String body) {
        // Whence it was thrown is known, and writing that down would take longer than to read most answers.
        super(null, null, false, false);
        this.body = body;
    }

    /** Whether what comes from there is an answer to a prompt. */
    static boolean appliesTo(HttpUrl url) {
        return url.encodedPath().endsWith(":generateContent");
    }

    static boolean isForTheSdk(String body) {
        return body.contains("\"functionCall\"");
    }

    /** The body of the answer to this; of one that the SDK has read, what it made of it. */
    static String of(Supplier<GenerateContentResponse> asked) {
        try {
            return asked.get().toJson();
        } catch (RawBody came) {
            return came.body;
        }
    }
}
