package batchbook.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON in one form only, by which a journal finds its rows again: names in the order of the alphabet, numbers without
 * zeros at their end, nothing for what is null or an empty list.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * Writes it.
     *
     * @param single names of numbers that may be single or double, and 0.2 is not the same in both
     */
    public static String of(JsonNode tree, Set<String> single) {
        return text("", tree, single);
    }

    private static String text(String name, JsonNode node, Set<String> single) {
        if (node.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            node.fields().forEachRemaining(field -> {
                if (!saysNothing(field.getValue())) {
                    fields.put(quoted(field.getKey()), text(field.getKey(), field.getValue(), single));
                }
            });
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + ":" + field.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof ArrayNode array) {
            List<String> elements = new ArrayList<>();
            array.forEach(element -> elements.add(text("", element, single)));
            return elements.stream().collect(Collectors.joining(",", "[", "]"));
        }
        if (node.isNumber()) {
            String digits = single.contains(name) ? Float.toString(node.floatValue()) : node.asText();
            BigDecimal number = new BigDecimal(digits);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return node.isTextual() ? quoted(node.asText()) : node.asText();
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull() || (value.isArray() && value.isEmpty());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
