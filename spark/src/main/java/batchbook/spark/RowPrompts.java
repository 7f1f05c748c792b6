package batchbook.spark;

import batchbook.Prompt;
import batchbook.prompt.Template;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
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
    record Made(@Nullable Prompt prompt, String whyNot) {}

    /** The prompt of a row that has one. */
    Stream<Prompt> stream(Row row) {
        return Stream.ofNullable(of(row).prompt());
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
            return new Made(new Prompt("", filled.text(), Map.of(), List.of(), filled.files(), 0), "");
        } catch (IllegalArgumentException | UncheckedIOException e) {
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
        if (value instanceof scala.collection.Map<?, ?> map) {
            return CollectionConverters.asJava(map);
        }
        if (value instanceof Row struct) {
            return struct.json();
        }
        return value instanceof Timestamp time ? time.toInstant() : value;
    }
}
