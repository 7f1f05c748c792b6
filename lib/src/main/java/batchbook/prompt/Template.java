package batchbook.prompt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text with the names of columns in braces, filled with the values of a row. Immutable.
 *
 * <pre>{@code
 * var template = Template.of("Classify this review of {product}: {text}");
 * template.fill(Map.of("product", "Kettle", "text", "It leaks.")).text()
 * Template.of("What is on this photo of {name}? {photo:file}")       // the file of that path, at this place
 * Template.of("Classify this review of {product?}: {text}")          // nothing, where there is no product
 * Template.of("Answer as JSON: {{\"score\": 3}}. {text}")            // a brace of the text is written twice
 * }</pre>
 *
 * <p>Names may have blanks and dots, and capitals do not count unless two names differ in nothing else. What a value has of
 * braces stays as it is. A name needs a value unless a question mark follows it ({@code {photo?:file}} is no file then); a
 * column whose own name ends in one is that column. {@code Tables.prompts(table, template)} fills one for each row of a table.
 */
public final class Template {
    private final List<TemplateParser.Part> parts;

    private Template(List<TemplateParser.Part> parts) {
        this.parts = parts;
    }

    /**
     * A prompt's text and its files, each at its place in the text.
     *
     * @param text with all values filled in
     * @param files in their order
     */
    public record Filled(String text, List<Attachment> files) {}

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when a brace is not closed or not opened, a name is empty, or there is no name: it
     *     says where
     */
    public static Template of(String template) {
        return new Template(TemplateParser.parse(template));
    }

    /** A text for a template that stays as it is: with its braces written twice. */
    public static String literal(String text) {
        return text.replace("{", "{{").replace("}", "}}");
    }

    /** The names as they are written, each once. */
    public List<String> names() {
        return parts.stream()
                .map(TemplateParser.Part::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Filled with these values.
     *
     * @throws IllegalArgumentException when there is no such value, or no such file
     */
    public Filled fill(Map<String, ?> values) {
        Columns columns = in(List.copyOf(values.keySet()), "the map");
        List<?> row = new ArrayList<>(values.values());
        columns.missing(row::get).ifPresent(name -> {
            throw new IllegalArgumentException("there is no value for " + name + ", which the template needs");
        });
        return columns.fill(row::get, Template::open);
    }

    /** Opens what a cell holds for a file: its path, or one that is attached already. */
    public static Attachment open(Object cell) {
        if (cell instanceof Attachment file) {
            return file;
        }
        return cell instanceof byte[] bytes ? Attachment.of(bytes) : Attachment.of(text(cell));
    }

    /**
     * The template with its names found among these.
     *
     * @param of what they are columns of, for messages, such as {@code the table}
     * @throws IllegalArgumentException when one is not among them
     */
    public Columns in(List<String> columns, String of) {
        ColumnFinder finder = new ColumnFinder(columns, of);
        Map<String, Integer> places = new LinkedHashMap<>();
        names().forEach(name -> places.put(name, finder.inTemplate(name)));
        int[] found = parts.stream()
                .mapToInt(part -> places.getOrDefault(part.name(), -1))
                .toArray();
        int[] needed = IntStream.range(0, found.length)
                .filter(i -> found[i] >= 0 && !finder.mayBeMissing(parts.get(i).name()))
                .map(i -> found[i])
                .distinct()
                .toArray();
        return new Columns(parts, found, needed, columns);
    }

    /** Opens the file that a cell names. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @throws IllegalArgumentException when there is no such file, or it cannot be attached
         */
        Attachment open(Object cell);
    }

    /** A template whose names are known to be columns. Immutable. */
    public static final class Columns {
        private final List<TemplateParser.Part> parts;
        private final int[] places;
        private final int[] needed;
        private final List<String> names;

        private Columns(List<TemplateParser.Part> parts, int[] places, int[] needed, List<String> names) {
            this.parts = parts;
            this.places = places;
            this.needed = needed;
            this.names = names;
        }

        /** The places of the columns that it needs, each once. */
        public int[] needed() {
            return needed.clone();
        }

        /** The first column that it needs and that has no value in this row. */
        private Optional<String> missing(IntFunction<? extends @Nullable Object> row) {
            return IntStream.of(needed)
                    .filter(place -> isMissing(row.apply(place)))
                    .mapToObj(names::get)
                    .findFirst();
        }

        /** Filled with a row of which no needed value {@linkplain Template#isMissing is missing}. */
        public Filled fill(IntFunction<? extends @Nullable Object> row, Opener opener) {
            StringBuilder text = new StringBuilder();
            List<Attachment> files = new ArrayList<>();
            for (int i = 0; i < places.length; i++) {
                TemplateParser.Part part = parts.get(i);
                text.append(part.literal());
                Object value = places[i] < 0 ? null : row.apply(places[i]);
                if (value != null && !isMissing(value)) {
                    if (part.file()) {
                        files.add(opener.open(value).at(text.length()));
                    } else {
                        text.append(text(value));
                    }
                }
            }
            return new Filled(text.toString(), List.copyOf(files));
        }
    }

    /** Whether a cell says nothing: null, a text of blanks, or a number that is none. */
    public static boolean isMissing(@Nullable Object value) {
        return value == null
                || (value instanceof CharSequence text && text.toString().isBlank())
                || (value instanceof Double number && number.isNaN())
                || (value instanceof Float single && single.isNaN())
                || (value instanceof Optional<?> optional && isMissing(optional.orElse(null)));
    }

    /**
     * A value as a reader would write it, the same in every country: numbers without needless digits ({@code 4}, {@code
     * 0.25}, never {@code 1,000}), times as ISO 8601 writes them ({@code 2026-11-26}), a list with commas.
     */
    public static String text(Object value) {
        if (value instanceof Double number) {
            return text(number.doubleValue());
        }
        if (value instanceof Float single) {
            return text(Double.parseDouble(single.toString()));
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(Template::text).orElse("");
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(one -> one == null ? "" : text(one)).collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    private static String text(double number) {
        double size = Math.abs(number);
        if (size == 0) {
            return "0";
        }
        return size >= 1e-6 && size < 1e15
                ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }
}
