package batchbook.file;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Writes a table as JSON: an object for each row, on a line of its own. */
final class JsonWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonWriter() {}

    /** What is around the rows, and what between them. */
    enum Shape {
        ARRAY("[\n", ",\n", "\n]\n"),
        LINES("", "\n", "\n");

        private final String before;
        private final String between;
        private final String after;

        Shape(String before, String between, String after) {
            this.before = before;
            this.between = between;
            this.after = after;
        }
    }

    /** @throws java.io.UncheckedIOException when it cannot be written */
    static void write(Table table, Path file, Shape shape) {
        Replacement.of(file, made -> {
            try (JsonGenerator json = JSON.createGenerator(made.toFile(), JsonEncoding.UTF8)) {
                json.setPrettyPrinter(new MinimalPrettyPrinter(shape.between));
                json.writeRaw(shape.before);
                for (int row = 0; row < table.rowCount(); row++) {
                    write(table.columns(), row, json);
                }
                json.writeRaw(table.isEmpty() ? shape.after.stripLeading() : shape.after);
            }
        });
    }

    /** Objects on lines of their own, one after another. */
    static JsonGenerator lines(Path file) throws IOException {
        JsonGenerator json = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8);
        json.setPrettyPrinter(new MinimalPrettyPrinter(Shape.LINES.between));
        return json;
    }

    static void write(List<Column<?>> columns, int row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Column<?> column : columns) {
            json.writeFieldName(column.name());
            write(column.isMissing(row) ? null : column.get(row), json);
        }
        json.writeEndObject();
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number whole) {
            json.writeNumber(whole.longValue());
        } else {
            json.writeString(value.toString());
        }
    }
}
