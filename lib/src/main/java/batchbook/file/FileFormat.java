package batchbook.file;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/** The kinds of files that hold tables, which are told by what a name ends in. */
enum FileFormat {
    DELIMITED(List.of(".csv", ".tsv"), DelimitedReader::read, DelimitedWriter::write),
    JSON(
            List.of(".json"),
            (file, encoding) -> JsonReader.read(file, encoding, JsonWriter.Shape.ARRAY),
            (table, file) -> JsonWriter.write(table, file, JsonWriter.Shape.ARRAY)),
    JSON_LINES(
            List.of(".jsonl", ".ndjson"),
            (file, encoding) -> JsonReader.read(file, encoding, JsonWriter.Shape.LINES),
            (table, file) -> JsonWriter.write(table, file, JsonWriter.Shape.LINES)),
    EXCEL(List.of(".xlsx"), (file, encoding) -> ExcelReader.read(file), ExcelWriter::write),
    PARQUET(List.of(".parquet"), (file, encoding) -> Parquet.read(file), Parquet::write),
    TEXT(List.of(".txt", ".md"), TextLines::read, FileFormat::writeNothing);

    private final List<String> endings;
    private final Reading reading;
    private final Writing writing;

    private interface Reading {
        Table read(Path file, Charset encoding);
    }

    private interface Writing {
        void write(Table table, Path file);
    }

    FileFormat(List<String> endings, Reading reading, Writing writing) {
        this.endings = endings;
        this.reading = reading;
        this.writing = writing;
    }

    /** @throws IllegalArgumentException when its name says none of them */
    static FileFormat toRead(Path file) {
        return of(file, format -> true);
    }

    /** @throws IllegalArgumentException when its name says none that can be written */
    static FileFormat toWrite(Path file) {
        return of(file, format -> format != TEXT);
    }

    private static FileFormat of(Path file, Predicate<FileFormat> usable) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(usable)
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> unknown(file, usable));
    }

    private static IllegalArgumentException unknown(Path file, Predicate<FileFormat> usable) {
        String known = Arrays.stream(values())
                .filter(usable)
                .flatMap(format -> format.endings.stream())
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "the name of a table's file ends in one of " + known + ", and not like that of " + file
                        + ". A table of a database has an address that begins with jdbc: and a name of its own.");
    }

    Table read(Path file, Charset encoding) {
        return reading.read(file, encoding);
    }

    void write(Table table, Path file) {
        writing.write(table, file);
    }

    private static void writeNothing(Table table, Path file) {
        throw new IllegalStateException(file + " is not written as text");
    }
}
