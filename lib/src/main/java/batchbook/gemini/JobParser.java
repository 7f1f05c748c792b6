package batchbook.gemini;

import batchbook.foreign.SafeText;
import batchbook.job.JobInfo;
import batchbook.job.JobState;
import batchbook.wire.LenientJson;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads jobs as the service describes them: operations, in which everything may be missing. */
final class JobParser {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    /**
     * What is passed over unread: the answers of jobs that were not sent as a file, twice in each, which nobody could hold
     * in memory; and requests.
     */
    private static final Set<String> LONG =
            Set.of("inlinedResponses", "inlined_responses", "inlinedEmbedContentResponses", "requests");

    private JobParser() {}

    /** One operation, or a page of them; the key taken out of all texts. */
    static JsonNode read(InputStream body, UnaryOperator<String> redact) throws IOException {
        try (JsonParser in = JSON.createParser(body)) {
            in.nextToken();
            return LenientJson.read(value(in).toString(), redact);
        }
    }

    private static JsonNode value(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(in));
            }
            return items;
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return in.currentToken() == null ? JsonNodeFactory.instance.missingNode() : in.readValueAsTree();
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (LONG.contains(name)) {
                in.skipChildren();
            } else {
                object.set(name, value(in));
            }
        }
        return object;
    }

    /** What it says of a job; empty when that has no name. */
    static Optional<JobInfo> job(JsonNode operation) {
        JsonNode about = operation.path("metadata");
        String name = operation.path("name").asText(about.path("name").asText(""));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        JobState state = state(operation, about);
        String results = about.path("output")
                .path("responsesFile")
                .asText(operation.path("response").path("responsesFile").asText(""));
        JsonNode rows = about.path("batchStats");
        return Optional.of(new JobInfo(
                name,
                about.path("displayName").asText(""),
                state,
                time(about.path("createTime")),
                state.isOver()
                        ? time(about.path("endTime")).or(() -> time(about.path("updateTime")))
                        : Optional.empty(),
                new JobInfo.Rows(
                        rows.path("requestCount").asLong(),
                        rows.path("successfulRequestCount").asLong(),
                        rows.path("failedRequestCount").asLong(),
                        rows.path("pendingRequestCount").asLong()),
                error(operation.path("error")),
                text(about.path("inputConfig").path("fileName").asText("")),
                text(results)));
    }

    private static JobState state(JsonNode operation, JsonNode about) {
        String word = about.path("state").asText("").replaceFirst("^(BATCH|JOB)_STATE_", "");
        return switch (word) {
            case "PENDING", "QUEUED", "PAUSED" -> JobState.PENDING;
            case "RUNNING", "CANCELLING", "UPDATING" -> JobState.RUNNING;
            case "SUCCEEDED", "PARTIALLY_SUCCEEDED" -> JobState.SUCCEEDED;
            case "FAILED" -> JobState.FAILED;
            case "CANCELLED" -> JobState.CANCELLED;
            case "EXPIRED" -> JobState.EXPIRED;
            default -> {
                boolean done = operation.path("done").asBoolean();
                yield !done ? JobState.UNKNOWN : operation.has("error") ? JobState.FAILED : JobState.SUCCEEDED;
            }
        };
    }

    private static Optional<String> error(JsonNode error) {
        String code = error.path("code").asText("");
        String words = error.path("message").asText("");
        String both = code.isEmpty() ? words : "error " + code + (words.isEmpty() ? "" : ": " + words);
        return text(SafeText.line(both, SafeText.MESSAGE));
    }

    private static Optional<Instant> time(JsonNode time) {
        try {
            return Optional.of(OffsetDateTime.parse(time.asText("")).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
