package batchbook.journal;

import batchbook.prompt.Labels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labels as JSON and back with their types. Values stand in {@code "labels"} as anybody would write them, with null for one
 * that is missing; {@code "label_types"} says only what JSON does not: that a text is a date, or a small number a long.
 *
 * <p>Journals of the first versions had all labels as texts, and their tables made numbers of those that look like one. So
 * a text that looks like one and is none is marked too.
 */
final class LabelFormat {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final int LONGEST_NUMBER = 30;

    private LabelFormat() {}

    static void write(Labels labels, ObjectNode line) {
        if (labels.names().isEmpty()) {
            return;
        }
        ObjectNode json = line.putObject("labels");
        ObjectNode types = json.objectNode();
        for (String name : labels.names()) {
            Object value = labels.get(name);
            write(name, value, json);
            String type = type(value);
            if (!type.isEmpty()) {
                types.put(name, type);
            }
        }
        if (!types.isEmpty()) {
            line.set("label_types", types);
        }
    }

    private static void write(String name, @Nullable Object value, ObjectNode json) {
        if (value == null) {
            json.putNull(name);
        } else if (value instanceof Integer whole) {
            json.put(name, whole);
        } else if (value instanceof Long whole) {
            json.put(name, whole);
        } else if (value instanceof Boolean truth) {
            json.put(name, truth);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.put(name, number);
        } else {
            json.put(name, value.toString());
        }
    }

    /** What must be said of it beside its JSON; empty when nothing must. */
    private static String type(@Nullable Object value) {
        if (value instanceof String text) {
            return former(text) instanceof String ? "" : "text";
        }
        if (value instanceof Long number) {
            return number == number.intValue() ? "long" : "";
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? "" : "double";
        }
        if (value instanceof LocalDate) {
            return "date";
        }
        if (value instanceof LocalTime) {
            return "time";
        }
        if (value instanceof LocalDateTime) {
            return "datetime";
        }
        return value instanceof Instant ? "instant" : "";
    }

    static Labels read(Fields line) {
        JsonNode json = line.object("labels").json();
        Fields types = line.object("label_types");
        List<String> names = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        json.properties().forEach(field -> {
            names.add(field.getKey());
            values.add(read(field.getValue(), types.textOrEmpty(field.getKey())));
        });
        return names.isEmpty() ? Labels.NONE : Labels.of(Labels.Names.of(names), values.toArray());
    }

    private static @Nullable Object read(JsonNode value, String type) {
        if (value.isTextual()) {
            return read(value.textValue(), type);
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            boolean small = value.canConvertToInt() && !type.equals("long");
            return small ? (Object) value.intValue() : (Object) value.longValue();
        }
        if (value.isFloatingPointNumber()) {
            return value.doubleValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNull() ? null : value.toString();
    }

    /** A text that is not what its type says, as somebody edited it, is a text. */
    private static Object read(String text, String type) {
        try {
            return switch (type) {
                case "" -> former(text);
                case "double" -> Double.valueOf(text);
                case "date" -> LocalDate.parse(text);
                case "time" -> LocalTime.parse(text);
                case "datetime" -> LocalDateTime.parse(text);
                case "instant" -> Instant.parse(text);
                default -> text;
            };
        } catch (NumberFormatException | DateTimeException e) {
            return text;
        }
    }

    /** What a text of the first versions stood for: a number or a truth value where Java prints one so. */
    private static Object former(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        char first = text.isEmpty() || text.length() > LONGEST_NUMBER ? ' ' : text.charAt(0);
        if (first != '-' && (first < '0' || first > '9')) {
            return text;
        }
        try {
            if (WHOLE.matcher(text).matches()) {
                long whole = Long.parseLong(text);
                return whole == (int) whole ? (Object) (int) whole : (Object) whole;
            }
            double number = Double.parseDouble(text);
            return Double.toString(number).equals(text) ? (Object) number : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
