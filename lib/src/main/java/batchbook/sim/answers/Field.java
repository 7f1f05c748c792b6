package batchbook.sim.answers;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a value is for, by the words that the schema has for it.
 *
 * @param words its name in single words and lower case
 * @param description what else is said of it; empty without
 */
record Field(String words, String description) {

    static Field of(String name, Schema schema) {
        String words = name.replaceAll("(?<=[a-z\\d])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\d]+", " ")
                .strip();
        return new Field(words, schema.node().path("description").asText(""));
    }

    boolean named(Pattern pattern) {
        return pattern.matcher(words).find();
    }

    /** Name and description. */
    String whole() {
        return description.isEmpty() ? words : words + "\n" + description;
    }

    /** A pattern for any of these words, whole ones. */
    static Pattern any(String alternatives) {
        return Pattern.compile("\\b(?:" + alternatives + ")\\b");
    }
}
