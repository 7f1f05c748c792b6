package batchbook.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The fields of a JSON object in a journal. One of another type counts as left out, and so does null. */
record Fields(JsonNode json) {
    static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("it has no \"" + name + "\"");
    }

    boolean hasText(String name) {
        return json.path(name).isTextual();
    }

    Optional<String> textIfAny(String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    String textOrEmpty(String name) {
        return textIfAny(name).orElse("");
    }

    String text(String name) {
        return textIfAny(name).orElseThrow(() -> missing(name));
    }

    Instant time(String name) {
        return InstantText.parse(text(name));
    }

    int integer(String name) {
        if (!isWhole(json.path(name))) {
            throw missing(name);
        }
        return Math.toIntExact(json.path(name).longValue());
    }

    /** A whole number; 0 when it is left out. */
    long numberOrZero(String name) {
        return isWhole(json.path(name)) ? json.path(name).longValue() : 0;
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    /** Any number: what another program wrote back may have lost its decimal point. */
    OptionalDouble decimalIfAny(String name) {
        JsonNode number = json.path(name);
        return number.isNumber() ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** The fields of an object within it; none of them is there when it is left out. */
    Fields object(String name) {
        return new Fields(json.path(name));
    }

    Stream<JsonNode> elements(String name) {
        JsonNode array = json.path(name);
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
    }
}
