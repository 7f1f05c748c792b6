package batchbook.answer;

import batchbook.foreign.SafeText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in an answer a value stands, as reasons tell it: {@code seller.phones[2]}.
 *
 * @param step a name, or a number in a list
 * @param leftOut what is left out on the way, of the whole answer
 */
record Place(@Nullable Place above, Object step, List<String> leftOut) {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 60;
    private static final int MOST_LEFT_OUT = 5;

    static Place whole() {
        return new Place(null, "", new ArrayList<>());
    }

    Place at(Object next) {
        return new Place(this, next, leftOut);
    }

    void leaveOut(String what) {
        if (leftOut.size() < MOST_LEFT_OUT) {
            leftOut.add(SafeText.line(what, LONGEST_VALUE + LONGEST_NAME));
        }
    }

    /** {@code urgency is "high", a whole number was asked}. */
    UnreadableAnswerException misfit(JsonNode value, String asked) {
        return new UnreadableAnswerException(this + " is " + words(value) + ", " + asked + " was asked");
    }

    UnreadableAnswerException missing(String name) {
        return new UnreadableAnswerException('"' + (above == null ? "" : this + ".") + name + "\" is missing");
    }

    private static String words(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> quoted(value.textValue());
            default -> SafeText.line(value.asText(), LONGEST_VALUE);
        };
    }

    static String quoted(String text) {
        return '"' + SafeText.line(text, LONGEST_VALUE) + '"';
    }

    @Override
    public String toString() {
        if (above == null) {
            return "the answer";
        }
        String path = above.above == null ? "" : above.toString();
        if (step instanceof Integer) {
            return path + '[' + step + ']';
        }
        return (path.isEmpty() ? "" : path + '.') + SafeText.line(step.toString(), LONGEST_NAME);
    }
}
