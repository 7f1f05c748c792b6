package batchbook.file;

import batchbook.file.JsonWriter.Shape;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * A kind of files that hold tables, which is told by what a name ends in.
 *
 * @param writing null when it is only read
 */
record FileFormat(
        List<String> endings, Reading reading, @Nullable Writing writing) {
    private static final List<FileFormat> ALL = List.of(
            new FileFormat(List.of(".csv", ".tsv"), DelimitedReader::read, DelimitedWriter::write),
            new FileFormat(
                    List.of(".json"),
                    (file, encoding) -> JsonReader.read(file, encoding, Shape.ARRAY),
                    (table, file) -> JsonWriter.write(table, file, Shape.ARRAY)),
            new FileFormat(
                    List.of(".jsonl", ".ndjson"),
                    (file, encoding) -> JsonReader.read(file, encoding, Shape.LINES),
                    (table, file) -> JsonWriter.write(table, file, Shape.LINES)),
            new FileFormat(List.of(".xlsx"), (file, encoding) -> ExcelReader.read(file), ExcelWriter::write),
            new FileFormat(List.of(".parquet"), (file, encoding) -> Parquet.read(file), Parquet::write),
            new FileFormat(List.of(".txt", ".md"), TextLines::read, null));

    /** A table of a file; the encoding is for text without a byte order mark. */
    interface Reading {
        Table read(Path file, Charset encoding);
    }

    /** A file of a table that has columns. */
    interface Writing {
        void write(Table table, Path file);
    }

    /** @throws IllegalArgumentException when its name says none of them */
    static Reading toRead(Path file) {
        return of(file, format -> true).reading;
    }

    /** @throws IllegalArgumentException when its name says none that can be written */
    static Writing toWrite(Path file) {
        return Objects.requireNonNull(of(file, format -> format.writing != null).writing);
    }

    private static FileFormat of(Path file, Predicate<FileFormat> usable) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(usable)
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> unknown(file, usable));
    }

    private static IllegalArgumentException unknown(Path file, Predicate<FileFormat> usable) {
        String known = ALL.stream()
                .filter(usable)
                .flatMap(format -> format.endings.stream())
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException("the name of a table's file ends in one of " + known
                + ", and not like that of " + file
                + ". A table of a database has an address that begins with jdbc: and a name of its own.");
    }
}
