package batchbook.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * Reads a table from JSON, of one list of objects or of one object after the other, whatever the name ends in, as both are
 * found in files of both names. An object is a row; one within it becomes columns with dots in their names, a list a text.
 */
final class JsonReader {
    /** The limits of length of Jackson are there against strangers, and answers of models may be long. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    // NaN, as Python writes it.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private JsonReader() {}

    /**
     * All of it.
     *
     * @param shape only that tells whether a file with nothing in it is one
     * @throws IllegalStateException when it is not in that encoding, or no table: it names the line
     * @throws UncheckedIOException when it cannot be read
     */
    static Table read(Path file, Charset encoding, JsonWriter.Shape shape) {
        try (Reader text = TextFile.open(file, encoding);
                JsonParser json = JSON.createParser(text)) {
            return table(json, shape == JsonWriter.Shape.LINES);
        } catch (JsonEOFException e) {
            throw unreadable(
                    file,
                    "it ends within a row, at line " + line(e.getLocation())
                            + ", as a file that was not written or copied to its end",
                    e);
        } catch (JsonProcessingException e) {
            throw unreadable(file, "line " + line(e.getLocation()) + ": " + e.getOriginalMessage(), e);
        } catch (IllegalStateException e) {
            throw unreadable(file, e.getMessage(), e);
        } catch (IOException e) {
            throw TextFile.unreadable(file, encoding, e);
        }
    }

    private static IllegalStateException unreadable(Path file, @Nullable String why, Exception cause) {
        return new IllegalStateException(file + " cannot be read as a table: " + why, cause);
    }

    private static int line(@Nullable JsonLocation location) {
        return location == null ? 1 : location.getLineNr();
    }

    private static Table table(JsonParser json, boolean mayBeEmpty) throws IOException {
        JsonColumns columns = new JsonColumns();
        JsonToken token = json.nextToken();
        if (token == null && !mayBeEmpty) {
            throw new IllegalStateException("it is empty: [] is a table without rows");
        }
        boolean list = token == JsonToken.START_ARRAY;
        if (list) {
            token = json.nextToken();
        }
        while (token != null && token != JsonToken.END_ARRAY) {
            int line = line(json.currentTokenLocation());
            if (token != JsonToken.START_OBJECT) {
                throw new IllegalStateException("line " + line + ": a row is an object such as {\"text\": \"Good\","
                        + " \"stars\": 5}, and here is "
                        + (token == JsonToken.START_ARRAY ? "a list" : json.getText()));
            }
            JsonNode row = JSON.readTree(json);
            columns.add(row, line);
            token = json.nextToken();
        }
        if (list && json.nextToken() != null) {
            throw new IllegalStateException(
                    "line " + line(json.currentTokenLocation()) + ": something stands behind the end of the list");
        }
        return columns.table();
    }
}
