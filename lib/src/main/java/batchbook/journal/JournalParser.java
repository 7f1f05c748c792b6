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
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads one line of a journal. Fields it does not know are skipped, and null counts as left out. */
final class JournalParser {
    // The limits of Jackson are there against strangers; what a batch wrote it must be able to read.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser json;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, Long> tokens = new LinkedHashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private OptionalDouble cost = OptionalDouble.empty();

    private JournalParser(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads the line.
     *
     * @throws IOException when it is not JSON, as when it was cut off
     * @throws RuntimeException when it is, but says nothing that a journal says
     */
    static JournalLine parse(byte[] bytes, int offset, int length) throws IOException {
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            JournalParser line = new JournalParser(json);
            require(json.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
            line.readFields();
            require(json.nextToken() == null, "there is more than one JSON object in it");
            return line.build();
        }
    }

    private void readFields() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            switch (json.nextToken()) {
                case VALUE_STRING -> texts.put(name, json.getText());
                case VALUE_NUMBER_INT -> readNumber(name, numbers);
                case VALUE_NUMBER_FLOAT -> readCost(name);
                case START_OBJECT -> readObject(name);
                case START_ARRAY -> readArray(name);
                default -> json.skipChildren();
            }
        }
    }

    private void readNumber(String name, Map<String, Long> into) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            into.put(name, json.getLongValue());
        } else {
            json.skipChildren();
        }
    }

    private void readCost(String name) throws IOException {
        if (name.equals("cost")) {
            cost = OptionalDouble.of(json.getDoubleValue());
        }
    }

    private void readObject(String name) throws IOException {
        switch (name) {
            case "labels" -> {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String label = json.currentName();
                    json.nextToken();
                    labels.put(label, json.getText());
                    json.skipChildren();
                }
            }
            case "tokens" -> {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String kind = json.currentName();
                    json.nextToken();
                    readNumber(kind, tokens);
                }
            }
            default -> json.skipChildren();
        }
    }

    private void readArray(String name) throws IOException {
        if (name.equals("others")) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(json.currentToken() == JsonToken.VALUE_STRING, "one of its other answers is no text");
                others.add(json.getText());
            }
            return;
        }
        if (!name.equals("attempts")) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "an attempt in it is no JSON object");
            JournalParser attempt = new JournalParser(json);
            attempt.readFields();
            attempts.add(attempt.attempt());
        }
    }

    private JournalLine build() {
        if (texts.containsKey("journal")) {
            require(text("journal").equals("batchbook"), "it is the journal of something else");
            if (texts.containsKey("former_settings")) {
                return new JournalLine.Renamed(text("former_settings"), text("settings"));
            }
            return new JournalLine.Header(numbers.getOrDefault("format", 0L).intValue());
        }
        if (texts.containsKey("key")) {
            return new JournalLine.Row(
                    text("session"),
                    new JournalKey(text("key"), integer("n")),
                    new Result(integer("index"), prompt(), outcome(), attempts, true, cost()));
        }
        require(texts.containsKey("session"), "it is neither a row, which has a key, nor the start of a session");
        return new JournalLine.Start(text("session"), time("started"), text("model"), integer("prompts"));
    }

    private OptionalDouble cost() {
        // What another program wrote back may have lost its decimal point.
        Long whole = numbers.get("cost");
        return whole == null ? cost : OptionalDouble.of(whole);
    }

    private Prompt prompt() {
        return new Prompt(texts.getOrDefault("id", ""), text("prompt"), labels);
    }

    private Outcome outcome() {
        Optional<Reply> reply = texts.containsKey("answer") ? Optional.of(reply()) : Optional.empty();
        return switch (text("outcome")) {
            case "answered" -> new Answered(reply.orElseThrow(() -> missing("answer")));
            case "failed" ->
                new Failed(kind().orElseThrow(() -> missing("error_kind")), texts.getOrDefault("error", ""), reply);
            default -> throw new IllegalArgumentException("its outcome is '" + text("outcome") + "'");
        };
    }

    private Reply reply() {
        Usage usage = new Usage(
                tokens.getOrDefault("in", 0L),
                tokens.getOrDefault("out", 0L),
                tokens.getOrDefault("thinking", 0L),
                tokens.getOrDefault("cached", 0L));
        return new Reply(
                text("answer"),
                usage,
                texts.getOrDefault("finish_reason", ""),
                texts.getOrDefault("model", ""),
                others);
    }

    private Attempt attempt() {
        return new Attempt(
                integer("number"),
                integer("lane"),
                time("queued"),
                time("sent"),
                time("finished"),
                kind(),
                texts.getOrDefault("error", ""),
                Duration.ofNanos(numbers.getOrDefault("held_ns", 0L)));
    }

    private Optional<ErrorKind> kind() {
        return Optional.ofNullable(texts.get("error_kind")).map(ErrorKind::valueOf);
    }

    private Instant time(String name) {
        return Instant.parse(text(name));
    }

    private String text(String name) {
        @Nullable String text = texts.get(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    private int integer(String name) {
        @Nullable Long number = numbers.get(name);
        if (number == null) {
            throw missing(name);
        }
        return Math.toIntExact(number);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("it has no \"" + name + "\"");
    }
}
