package batchbook.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one JSON object of an answer, with or without a code fence and sentences around it. */
final class FoundJson {
    /** Braces of a sentence are followed by something else. */
    private static final Pattern OBJECT = Pattern.compile("\\{\\s*+[\"}]");

    private static final Pattern LIST = Pattern.compile("\\[\\s*+[\\[{\"\\]0-9tfn-]");
    private static final Pattern FENCE = Pattern.compile("```[a-zA-Z0-9]*+");
    private static final int NEAR = 20;

    private FoundJson() {}

    /**
     * The object.
     *
     * @param place is told what else there is
     * @throws UnreadableAnswerException when there is none, or more than one
     */
    static JsonNode object(String answer, Place place) {
        String text = answer.replace("\uFEFF", "").strip();
        int start = OBJECT.matcher(text).lookingAt() ? 0 : start(text, place);
        JsonText.Value found = read(text.substring(start));
        String after = text.substring(start + found.end());
        if (start > 0 || !after.isBlank()) {
            around(text.substring(0, start), after, place);
        }
        return found.json();
    }

    private static int start(String text, Place place) {
        int object = first(OBJECT, text);
        int list = first(LIST, text);
        if (list >= 0 && (object < 0 || list < object)) {
            refuseWhole(text.substring(list), place);
        }
        if (object < 0) {
            object = text.indexOf('{');
        }
        if (object < 0) {
            refuseWhole(text, place);
            throw new UnreadableAnswerException(
                    "there is no JSON in the answer, which begins with " + Place.quoted(text));
        }
        return object;
    }

    private static int first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.start() : -1;
    }

    /** When it is JSON to its end, but no object. */
    private static void refuseWhole(String text, Place place) {
        try {
            JsonText.Value value = JsonText.first(text);
            if (FENCE.matcher(text.substring(value.end())).replaceAll("").isBlank()
                    && !value.json().isMissingNode()) {
                throw place.misfit(value.json(), "a JSON object");
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            // Then it is a sentence.
            return;
        }
    }

    private static JsonText.Value read(String text) {
        try {
            return JsonText.first(text);
        } catch (JsonEOFException e) {
            throw new UnreadableAnswerException("the JSON ends after " + text.length() + " characters");
        } catch (StreamConstraintsException e) {
            boolean deep = e.getOriginalMessage().contains("nesting depth");
            throw new UnreadableAnswerException(
                    deep
                            ? "the JSON is nested deeper than " + JsonText.DEEPEST + " levels"
                            : "a name, text or number in the JSON is too long");
        } catch (JsonProcessingException e) {
            String said = e.getOriginalMessage();
            if (said.startsWith("Duplicate field '")) {
                String name = said.substring("Duplicate field '".length(), said.length() - 1);
                throw new UnreadableAnswerException(Place.quoted(name) + " is there twice");
            }
            int at = (int) Math.max(0, Math.min(e.getLocation().getCharOffset(), text.length()));
            String near = text.substring(Math.max(0, at - NEAR), Math.min(text.length(), at + NEAR));
            throw new UnreadableAnswerException(
                    "the JSON is wrong at character " + at + ", near " + Place.quoted(near));
        } catch (NumberFormatException e) {
            throw new UnreadableAnswerException("the JSON has a number that is none");
        }
    }

    private static void around(String before, String after, Place place) {
        String rest = FENCE.matcher(after).replaceAll("").strip();
        if (OBJECT.matcher(rest).find()) {
            throw new UnreadableAnswerException("there are several JSON objects, one was asked");
        }
        if (!rest.isEmpty() && "{}[],:\"".indexOf(rest.charAt(0)) >= 0) {
            throw new UnreadableAnswerException("after the JSON object comes " + Place.quoted(rest));
        }
        if (before.contains("```") || after.contains("```")) {
            place.leaveOut("a code fence");
        }
        if (!FENCE.matcher(before).replaceAll("").isBlank()) {
            place.leaveOut("words before the JSON");
        }
        if (!rest.isEmpty()) {
            place.leaveOut("words after the JSON");
        }
    }
}
