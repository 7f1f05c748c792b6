package batchbook.journal;

import batchbook.ErrorKind;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an index needs of a row, by one look at the tokens of its line: texts are passed over, and no tree is built. It takes
 * only what {@link RowFormat} would take; of a line that is in any way unusual, or has a field twice, it says that it does
 * not know. For one thread.
 */
final class RowGlance {
    private static final Map<String, ErrorKind> KINDS =
            Arrays.stream(ErrorKind.values()).collect(Collectors.toMap(ErrorKind::name, Function.identity()));
    /** Longer ones have limits of their own. */
    private static final int USUAL_NUMBER = 50;

    private static final int KEY = 1;
    private static final int N = 1 << 1;
    private static final int SESSION = 1 << 2;
    private static final int INDEX = 1 << 3;
    private static final int PROMPT = 1 << 4;
    private static final int OUTCOME = 1 << 5;
    private static final int ANSWER = 1 << 6;
    private static final int KIND = 1 << 7;
    private static final int ATTEMPTS = 1 << 8;
    private static final int NEEDED = KEY | N | SESSION | INDEX | PROMPT | OUTCOME;
    /** Of an attempt. */
    private static final String[] FIELDS = {"number", "lane", "queued", "sent", "finished"};

    private int seen;
    private String key = "";
    private String session = "";
    private int n;
    private ErrorKind kind = ErrorKind.UNEXPECTED;
    private boolean answered;
    private int attempts;
    private Instant queued = Instant.MIN;
    private Instant finished = Instant.MIN;

    /** Takes the row of a line; false when the line has to be read in full, whatever it is. */
    boolean take(byte[] bytes, int offset, int length) {
        seen = 0;
        attempts = 0;
        finished = Instant.MIN;
        try (JsonParser json = LineFormat.parser(bytes, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (!field(name, json.nextToken(), json)) {
                    return false;
                }
            }
            return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null && isWhole();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private boolean isWhole() {
        int ending = answered ? ANSWER : KIND;
        return (seen & (NEEDED | ending)) == (NEEDED | ending);
    }

    private boolean field(String name, JsonToken value, JsonParser json) throws IOException {
        return switch (name) {
            case "key" -> isText(KEY, value) && key(json.getText());
            case "session" -> isText(SESSION, value) && session(json.getText());
            case "n" -> isNew(N) && isInteger(value, json) && n(json.getIntValue());
            case "index" -> isNew(INDEX) && isInteger(value, json);
            case "prompt" -> isText(PROMPT, value) && saysAnything(json);
            case "outcome" -> isText(OUTCOME, value) && outcome(json.getText());
            case "answer" -> isText(ANSWER, value);
            case "error_kind" -> isText(KIND, value) && kind(json.getText());
            case "sample" -> isInteger(value, json) && json.getIntValue() >= 0;
            case "attempts" -> isNew(ATTEMPTS) && value == JsonToken.START_ARRAY && attempts(json);
            case "others" -> value == JsonToken.START_ARRAY && texts(json);
            case "journal", "history", "files" -> false;
            default -> passedOver(value, json);
        };
    }

    private boolean isText(int field, JsonToken value) {
        return isNew(field) && value == JsonToken.VALUE_STRING;
    }

    private boolean isNew(int field) {
        boolean first = (seen & field) == 0;
        seen |= field;
        return first;
    }

    private boolean key(String text) {
        key = text;
        return true;
    }

    private boolean session(String text) {
        session = text;
        return true;
    }

    private boolean n(int number) {
        n = number;
        return true;
    }

    private boolean outcome(String word) {
        answered = word.equals("answered");
        return answered || word.equals("failed");
    }

    private boolean kind(String name) {
        ErrorKind known = KINDS.get(name);
        kind = known == null ? kind : known;
        return known != null;
    }

    private static boolean isInteger(JsonToken value, JsonParser json) throws IOException {
        return value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT;
    }

    /** A blank prompt is none, unless it has files. */
    private static boolean saysAnything(JsonParser json) throws IOException {
        char[] text = json.getTextCharacters();
        int end = json.getTextOffset() + json.getTextLength();
        for (int i = json.getTextOffset(); i < end; i++) {
            if (!Character.isWhitespace(text[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean texts(JsonParser json) throws IOException {
        JsonToken value = json.nextToken();
        while (value == JsonToken.VALUE_STRING) {
            value = json.nextToken();
        }
        return value == JsonToken.END_ARRAY;
    }

    private static boolean passedOver(JsonToken value, JsonParser json) throws IOException {
        int depth = value.isStructStart() ? 1 : 0;
        boolean usual = isUsual(value, json);
        while (usual && depth > 0) {
            JsonToken next = json.nextToken();
            usual = isUsual(next, json);
            depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
        }
        return usual;
    }

    private static boolean isUsual(JsonToken value, JsonParser json) throws IOException {
        return !value.isNumeric() || json.getTextLength() <= USUAL_NUMBER;
    }

    private boolean attempts(JsonParser json) throws IOException {
        JsonToken value = json.nextToken();
        while (value == JsonToken.START_OBJECT && attempt(json)) {
            value = json.nextToken();
        }
        return value == JsonToken.END_ARRAY;
    }

    private boolean attempt(JsonParser json) throws IOException {
        attempts++;
        int had = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            int place = Arrays.asList(FIELDS).indexOf(name);
            boolean right = place < 0
                    ? name.equals("error_kind") ? isKind(value, json) : passedOver(value, json)
                    : (had & 1 << place) == 0 && (place < 2 ? isInteger(value, json) : isTime(name, value, json));
            if (!right) {
                return false;
            }
            had |= place < 0 ? 0 : 1 << place;
        }
        return had == (1 << FIELDS.length) - 1 && json.currentToken() == JsonToken.END_OBJECT;
    }

    private static boolean isKind(JsonToken value, JsonParser json) throws IOException {
        return value == JsonToken.VALUE_STRING && KINDS.containsKey(json.getText());
    }

    private boolean isTime(String name, JsonToken value, JsonParser json) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            return false;
        }
        // What is none throws, and what is seldom one is read in full.
        Instant time = InstantText.parse(json.getText());
        if (name.equals("finished")) {
            finished = time.isAfter(finished) ? time : finished;
        } else if (name.equals("queued") && attempts == 1) {
            queued = time;
        }
        return true;
    }

    KeyBits key() {
        return KeyBits.of(key);
    }

    int n() {
        return n;
    }

    String session() {
        return session;
    }

    int attempts() {
        return attempts;
    }

    /** When its first request was ready to go. */
    Instant queued() {
        return queued;
    }

    /** When the last of its requests to end did so. */
    Instant finished() {
        return finished;
    }

    int flags() {
        return flags(answered, answered || !kind.endsRun(), attempts);
    }

    /** What an index says of such a row. */
    static int flags(boolean answered, boolean settled, int attempts) {
        return (answered ? RowIndex.ANSWERED : 0)
                | (settled ? RowIndex.SETTLED : 0)
                | (attempts > 1 ? RowIndex.SEVERAL : 0);
    }
}
