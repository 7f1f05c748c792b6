package batchbook.journal;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Outcome;
import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Usage;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Makes lines of a journal, with what people look for first and the raw data last. What is empty is left out.
 *
 * <p>All lines are made in one buffer: each must be used up before the next.
 */
final class JournalWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 13);

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    ByteArrayOutputStream header() {
        return line(json -> {
            json.writeStringField("journal", "batchbook");
            json.writeNumberField("format", JournalLine.FORMAT);
        });
    }

    ByteArrayOutputStream renamed(JournalLine.Renamed renamed) {
        return line(json -> {
            json.writeStringField("journal", "batchbook");
            json.writeNumberField("format", JournalLine.FORMAT);
            json.writeStringField("former_settings", renamed.formerSettings());
            json.writeStringField("settings", renamed.settings());
        });
    }

    ByteArrayOutputStream start(JournalLine.Start start) {
        return line(json -> {
            json.writeStringField("session", start.session());
            json.writeStringField("started", start.started().toString());
            json.writeStringField("model", start.model());
            json.writeNumberField("prompts", start.prompts());
        });
    }

    ByteArrayOutputStream row(JournalLine.Row row) {
        return line(json -> {
            Result result = row.result();
            json.writeStringField("key", row.key().key());
            json.writeNumberField("n", row.key().n());
            json.writeStringField("session", row.session());
            json.writeNumberField("index", result.index());
            prompt(json, result.prompt());
            outcome(json, result.outcome());
            if (result.cost().isPresent()) {
                json.writeNumberField("cost", result.cost().getAsDouble());
            }
            attempts(json, result);
        });
    }

    private ByteArrayOutputStream line(Fields fields) {
        buffer.reset();
        try (JsonGenerator json = JSON.createGenerator(buffer, JsonEncoding.UTF8)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a line for the journal could not be made: " + e.getMessage(), e);
        }
        buffer.write('\n');
        return buffer;
    }

    private static void prompt(JsonGenerator json, Prompt prompt) throws IOException {
        text(json, "id", prompt.id());
        json.writeStringField("prompt", prompt.text());
        if (!prompt.labels().isEmpty()) {
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : prompt.labels().entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void outcome(JsonGenerator json, Outcome outcome) throws IOException {
        if (outcome instanceof Answered answered) {
            json.writeStringField("outcome", "answered");
            reply(json, answered.reply());
        } else if (outcome instanceof Failed failed) {
            json.writeStringField("outcome", "failed");
            error(json, Optional.of(failed.kind()), failed.message());
            if (failed.partial().isPresent()) {
                reply(json, failed.partial().get());
            }
        }
    }

    private static void reply(JsonGenerator json, Reply reply) throws IOException {
        // Even when it is empty: it says that there was a reply.
        json.writeStringField("answer", reply.text());
        text(json, "finish_reason", reply.finishReason());
        text(json, "model", reply.modelVersion());
        if (!reply.others().isEmpty()) {
            json.writeArrayFieldStart("others");
            for (String other : reply.others()) {
                json.writeString(other);
            }
            json.writeEndArray();
        }
        Usage usage = reply.usage();
        if (!usage.equals(Usage.NONE)) {
            json.writeObjectFieldStart("tokens");
            json.writeNumberField("in", usage.in());
            json.writeNumberField("out", usage.out());
            json.writeNumberField("thinking", usage.thinking());
            json.writeNumberField("cached", usage.cached());
            json.writeEndObject();
        }
    }

    private static void attempts(JsonGenerator json, Result result) throws IOException {
        if (result.attempts().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("attempts");
        for (Attempt attempt : result.attempts()) {
            json.writeStartObject();
            json.writeNumberField("number", attempt.number());
            json.writeNumberField("lane", attempt.lane());
            time(json, "queued", attempt.queued());
            time(json, "sent", attempt.sent());
            time(json, "finished", attempt.finished());
            if (!attempt.held().isZero()) {
                json.writeNumberField("held_ns", attempt.held().toNanos());
            }
            error(json, attempt.error(), attempt.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void error(JsonGenerator json, Optional<ErrorKind> kind, String message) throws IOException {
        if (kind.isPresent()) {
            json.writeStringField("error_kind", kind.get().name());
        }
        text(json, "error", message);
    }

    private static void time(JsonGenerator json, String name, Instant time) throws IOException {
        json.writeStringField(name, time.toString());
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }
}
