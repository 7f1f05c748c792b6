package batchbook.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value without parts.
 *
 * @param asked what it is, in words
 * @param value of a JSON value, null when it is none
 */
record Scalar(String type, String format, String asked, Class<?> cellType, Function<JsonNode, @Nullable Object> value)
        implements Shape {
    private static final int MOST_DIGITS = 1_000;

    private static final Scalar INT = number(
            "integer",
            "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE,
            Integer.class,
            BigDecimal::intValueExact);
    private static final Scalar LONG = number(
            "integer",
            "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE,
            Long.class,
            BigDecimal::longValueExact);
    private static final Scalar DOUBLE = number("number", "a number", Double.class, number -> finite(number));
    private static final Scalar FLOAT = number("number", "a number", Double.class, number -> {
        float value = number.floatValue();
        return Float.isFinite(value) ? value : null;
    });
    private static final Scalar DECIMAL = number(
            "number",
            "a number of at most " + MOST_DIGITS + " digits",
            Double.class,
            number -> Math.abs((long) number.scale()) + number.precision() <= MOST_DIGITS ? number : null);
    private static final Scalar BOOLEAN = new Scalar(
            "boolean",
            "",
            "true or false",
            Boolean.class,
            json -> json.isBoolean() ? (Object) json.booleanValue() : null);

    /** Those that must be there. */
    static final Map<Class<?>, Scalar> REQUIRED = Map.ofEntries(
            Map.entry(int.class, INT),
            Map.entry(long.class, LONG),
            Map.entry(double.class, DOUBLE),
            Map.entry(float.class, FLOAT),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(BigDecimal.class, DECIMAL),
            Map.entry(String.class, text("", "a text", String.class, text -> text)),
            Map.entry(LocalDate.class, text("date", "a day such as 2026-11-25", LocalDate.class, LocalDate::parse)),
            Map.entry(LocalTime.class, text("time", "a time such as 09:30:00", LocalTime.class, LocalTime::parse)),
            Map.entry(
                    LocalDateTime.class,
                    text(
                            "date-time",
                            "a day and time such as 2026-11-25T09:30:00",
                            LocalDateTime.class,
                            text -> DateTimeFormatter.ISO_DATE_TIME.parse(text, LocalDateTime::from))),
            Map.entry(
                    Instant.class,
                    text(
                            "date-time",
                            "a day and time with its zone, such as 2026-11-25T09:30:00Z",
                            Instant.class,
                            text -> OffsetDateTime.parse(text).toInstant())));

    /** Those that may be null. */
    static final Map<Class<?>, Scalar> BOXED = Map.of(
            Integer.class, INT, Long.class, LONG, Double.class, DOUBLE, Float.class, FLOAT, Boolean.class, BOOLEAN);

    private static Scalar number(
            String type, String asked, Class<?> cellType, Function<BigDecimal, @Nullable Object> value) {
        return new Scalar(type, "", asked, cellType, json -> {
            try {
                return json.isNumber() ? value.apply(json.decimalValue()) : null;
            } catch (ArithmeticException e) {
                return null;
            }
        });
    }

    private static @Nullable Object finite(BigDecimal number) {
        double value = number.doubleValue();
        return Double.isFinite(value) ? value : null;
    }

    private static Scalar text(String format, String asked, Class<?> type, Function<String, Object> value) {
        return new Scalar("string", format, asked, type, json -> {
            try {
                return json.isTextual() ? value.apply(json.textValue()) : null;
            } catch (DateTimeException e) {
                return null;
            }
        });
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonText.JSON.createObjectNode().put("type", type);
        return format.isEmpty() ? schema : schema.put("format", format);
    }

    @Override
    public Object read(JsonNode json, Place place) {
        Object read = value.apply(json);
        if (read == null) {
            // The range matters to who is outside of it only.
            boolean wrongKind = type.equals("integer") && !json.isIntegralNumber();
            throw place.misfit(json, wrongKind ? "a whole number" : asked);
        }
        return read;
    }

    @Override
    public JsonNode json(Object own) {
        return own instanceof Number || own instanceof Boolean
                ? JsonText.JSON.valueToTree(own)
                : JsonText.JSON.getNodeFactory().textNode(own.toString());
    }

    @Override
    public @Nullable Object cell(Object own) {
        if (own instanceof Float single) {
            // As it is written: 0.1f is 0.10000000149 as a double.
            return Double.valueOf(single.toString());
        }
        return own instanceof BigDecimal decimal ? (Object) decimal.doubleValue() : own;
    }
}
