package batchbook.gemini;

import batchbook.Reply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word by which an answer in a job says which row it answers: how it is asked for, and how it is taken out again.
 *
 * @param place where it stands
 * @param schema the field of {@code generation_config} with the schema; empty when there is none
 */
record RowMarker(Place place, String schema) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "_row";
    private static final String ANSWER = "answer";

    /** What one looks like; what else a model puts in its place is none, and proves nothing. */
    static final String FORM = "[a-z0-9]{4,40}";

    /** As a property in JSON, with the comma before or behind it. */
    private static final Pattern PROPERTY =
            Pattern.compile("(,\\s*)?\"" + FIELD + "\"\\s*:\\s*(?:null|\"((?:[^\"\\\\]|\\\\.){0,80})\")(\\s*,\\s*)?");

    private static final Pattern LAST_LINE = Pattern.compile("\\s*[*`_]*\\[row[: ] ?(" + FORM + ")][*`_]*\\.?\\s*\\z");

    /** Definitions stand at the root of a schema, where its references look for them. */
    private static final List<String> AT_THE_ROOT = List.of("$defs", "definitions");

    enum Place {
        /** The first property of an answer that is an object. */
        PROPERTY,
        /** The first property of an object with the answer, a word or a list, as the second. */
        WRAPPED,
        /** The last line of a text. */
        LAST_LINE,
        /** Nowhere: it is to be a form of text that nobody here can add to. */
        NOWHERE
    }

    /** An answer without its marker. */
    record Unmarked(Optional<String> marker, Reply reply) {}

    /** Where it stands in the answers to such a request. */
    static RowMarker of(ObjectNode request) {
        JsonNode config = request.path("generation_config");
        for (String name : List.of("response_json_schema", "_response_json_schema", "response_schema")) {
            JsonNode schema = config.path(name);
            if (schema.isObject()) {
                boolean fits = schema.path("type").asText().equalsIgnoreCase("object")
                        && schema.path("properties").isObject()
                        && !schema.path("properties").has(FIELD);
                return new RowMarker(fits ? Place.PROPERTY : Place.WRAPPED, name);
            }
        }
        String type = config.path("response_mime_type").asText("");
        return new RowMarker(type.isEmpty() || type.equals("text/plain") ? Place.LAST_LINE : Place.NOWHERE, "");
    }

    /** Whether it stands beside what is asked for. */
    boolean hasPlace() {
        return !schema.isEmpty();
    }

    /** What an answer is told to end with; empty when that is not the way. */
    Optional<String> instruction(String marker) {
        return place == Place.LAST_LINE
                ? Optional.of("\n\nWhatever you answer, end it with a line that says only: [row:" + marker + "]")
                : Optional.empty();
    }

    /** The request with the marker in its schema, if that is the way. */
    ObjectNode write(ObjectNode request, String marker) {
        if (schema.isEmpty()) {
            return request;
        }
        ObjectNode marked = request.deepCopy();
        ObjectNode config = (ObjectNode) marked.path("generation_config");
        ObjectNode asked = (ObjectNode) config.path(schema);
        boolean geminis = schema.equals("response_schema");
        ObjectNode row = JSON.createObjectNode().put("type", geminis ? "STRING" : "string");
        row.putArray("enum").add(marker);
        if (place == Place.PROPERTY) {
            first(asked, row, geminis ? "property_ordering" : "propertyOrdering");
            return marked;
        }
        ObjectNode wrap = JSON.createObjectNode().put("type", geminis ? "OBJECT" : "object");
        AT_THE_ROOT.stream().filter(asked::has).forEach(name -> wrap.set(name, asked.remove(name)));
        wrap.putObject("properties").set(ANSWER, asked);
        wrap.putArray("required").add(ANSWER);
        first(wrap, row, geminis ? "property_ordering" : "propertyOrdering");
        config.set(schema, wrap);
        config.put("response_mime_type", "application/json");
        return marked;
    }

    private static void first(ObjectNode schema, ObjectNode row, String ordering) {
        ObjectNode properties = JSON.createObjectNode();
        properties.set(FIELD, row);
        JsonNode others = schema.path("properties");
        properties.setAll((ObjectNode) others);
        ArrayNode order = JSON.createArrayNode().add(FIELD);
        if (schema.path(ordering).isArray()) {
            schema.path(ordering).forEach(order::add);
        } else {
            others.fieldNames().forEachRemaining(order::add);
        }
        ArrayNode required = JSON.createArrayNode().add(FIELD);
        schema.path("required").forEach(required::add);
        schema.set("properties", properties);
        schema.set("required", required);
        schema.set(ordering, order);
    }

    /** Takes it out of an answer; one that carries none stays as it is. */
    Unmarked read(Reply reply) {
        Reply unmarked = new Reply(
                without(reply.text()),
                reply.usage(),
                reply.finishReason(),
                reply.modelVersion(),
                reply.others().stream().map(this::without).toList());
        return new Unmarked(marker(reply.text()), unmarked);
    }

    private Optional<String> marker(String text) {
        if (place == Place.NOWHERE) {
            return Optional.empty();
        }
        Matcher found = (schema.isEmpty() ? LAST_LINE : PROPERTY).matcher(text);
        return found.find()
                ? Optional.ofNullable(found.group(schema.isEmpty() ? 1 : 2)).filter(word -> word.matches(FORM))
                : Optional.empty();
    }

    private String without(String text) {
        return switch (place) {
            case PROPERTY -> withoutProperty(text);
            case WRAPPED -> unwrapped(text);
            case LAST_LINE -> LAST_LINE.matcher(text).replaceFirst("");
            case NOWHERE -> text;
        };
    }

    /** The rest stays as the model wrote it. */
    private static String withoutProperty(String text) {
        Matcher found = PROPERTY.matcher(text);
        if (!found.find()) {
            return text;
        }
        boolean between = found.group(1) != null && found.group(3) != null;
        return text.substring(0, found.start()) + (between ? "," : "") + text.substring(found.end());
    }

    /** Sentences around the JSON, or a fence, go with the wrapping: a live answer would have none of it. */
    private static String unwrapped(String text) {
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        if (from < 0 || to < from) {
            return withoutProperty(text);
        }
        try {
            JsonNode wrap = JSON.readTree(text.substring(from, to + 1));
            JsonNode answer = wrap.path(ANSWER);
            boolean wrapped = wrap.has(FIELD) && !answer.isMissingNode();
            return !wrapped ? text : answer.isTextual() ? answer.asText() : answer.toString();
        } catch (JsonProcessingException e) {
            return withoutProperty(text);
        }
    }
}
