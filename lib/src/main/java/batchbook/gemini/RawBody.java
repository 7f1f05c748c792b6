package batchbook.gemini;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Carries the body of an answer through the SDK as it came: as the text of an answer of our own.
 *
 * <p>The SDK's types lose what they do not know (such as {@code finishMessage}) and throw on an explicit null, so {@link
 * ReplyParser} reads the JSON itself. An answer that calls a function is not wrapped: the SDK may have to call it.
 */
final class RawBody {
    private static final String MARK = "the body as it came";
    private static final String BEFORE =
            "{\"responseId\":\"" + MARK + "\",\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"";
    private static final String AFTER = "\"}]}}]}";

    private RawBody() {}

    /** Whether what comes from there is an answer to a prompt. */
    static boolean appliesTo(HttpUrl url) {
        return url.encodedPath().endsWith(":generateContent");
    }

    static String wrap(String body) {
        if (body.contains("\"functionCall\"")) {
            return body;
        }
        StringBuilder envelope = new StringBuilder(body.length() + body.length() / 8 + 128).append(BEFORE);
        JsonStringEncoder.getInstance().quoteAsString(body, envelope);
        return envelope.append(AFTER).toString();
    }

    /** The body that was put in; of an answer that was not wrapped, what the SDK made of it. */
    static String unwrap(GenerateContentResponse response) {
        if (!response.responseId().equals(Optional.of(MARK))) {
            return response.toJson();
        }
        return response.candidates().orElse(List.of()).stream()
                .map(Candidate::content)
                .flatMap(Optional::stream)
                .map(Content::parts)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .map(Part::text)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }
}
