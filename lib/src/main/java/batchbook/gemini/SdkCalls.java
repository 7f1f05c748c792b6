package batchbook.gemini;

import batchbook.Prompt;
import batchbook.Reply;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.CountTokensConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.ListModelsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The three requests that are made through the SDK. Whatever it throws is told as a {@link batchbook.ModelException}. */
record SdkCalls(Connection connection, GeminiOptions options) {
    private static final GenerateContentConfig NOTHING_SET =
            GenerateContentConfig.builder().build();

    Reply answer(Prompt prompt) {
        return call(client -> {
            GenerateContentConfig config = options.config();
            // The SDK would go through all that is not set.
            @Nullable GenerateContentConfig told = config.equals(NOTHING_SET) ? null : config;
            String body = RawBody.of(() -> client.models.generateContent(options.model(), contents(prompt), told));
            return ReplyParser.read(body, config, connection::redact);
        });
    }

    int countTokens(Prompt prompt) {
        return call(client -> client.models
                .countTokens(
                        options.model(),
                        contents(prompt),
                        CountTokensConfig.builder().build())
                .totalTokens()
                .orElse(0));
    }

    private List<Content> contents(Prompt prompt) {
        return RequestContents.of(prompt, options.examples());
    }

    List<String> models() {
        return call(client -> {
            List<String> names = new ArrayList<>();
            for (var found : client.models.list(ListModelsConfig.builder().build())) {
                found.name()
                        .map(name -> name.replaceFirst("^(publishers/google/)?models/", ""))
                        .ifPresent(names::add);
            }
            return List.copyOf(names);
        });
    }

    private <T> T call(Function<Client, T> request) {
        RequestWork work = connection.work();
        try (work) {
            connection.authorize();
            return request.apply(connection.client());
        } catch (RuntimeException e) {
            throw GeminiErrors.from(e, connection::redact);
        }
    }
}
