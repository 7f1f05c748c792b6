package batchbook.spark;

import batchbook.Prompt;
import batchbook.prompt.Template;
import java.sql.Timestamp;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Map;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Makes the prompt of a row. One that cannot be made is told in its row: in a table of any length there is one such. */
final class RowPrompts {
    private final List<String> columns;
    private final Template.Columns template;

    /** @throws IllegalArgumentException when the template names a column that is not there */
    RowPrompts(StructType input, String template) {
        this.columns = List.of(input.fieldNames());
        this.template = Template.of(template).in(columns, "the dataset");
    }

    /** What became of a row: a prompt, or why there is none. */
    record Made(@Nullable Prompt prompt, String whyNot) {
        <T> T either(Function<Prompt, T> asked, Function<String, T> not) {
            return prompt == null ? not.apply(whyNot) : asked.apply(prompt);
        }
    }

    Made of(Row row) {
        for (int column : template.needed()) {
            if (Template.isMissing(row.get(column))) {
                return new Made(
                        null,
                        "there is no value for " + columns.get(column) + ", which the template needs: nothing was sent."
                                + " Where nothing may stand, write {" + columns.get(column) + "?}.");
            }
        }
        try {
            Template.Filled filled = template.fill(column -> plain(row.get(column)), Template::open);
            return new Made(new Prompt("", filled.text(), java.util.Map.of(), List.of(), filled.files(), 0), "");
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            return new Made(null, e.getMessage() + " Nothing was sent.");
        }
    }

    /** A value of Spark as one of Java, which a template knows how to write; times the same in every zone. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Seq<?> list) {
            return CollectionConverters.asJava(list).stream()
                    .map(one -> one == null ? "" : plain(one))
                    .toList();
        }
        if (value instanceof Map<?, ?> map) {
            return CollectionConverters.asJava(map);
        }
        if (value instanceof Row struct) {
            return struct.json();
        }
        return value instanceof Timestamp time ? time.toInstant() : value;
    }
}
