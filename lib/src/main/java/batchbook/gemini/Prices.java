package batchbook.gemini;

import batchbook.Price;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Gemini's models cost, with the day from which each price counts. Immutable.
 *
 * <p>The built-in table was read from Google's price list; its file says when. Prices change, so bring your own when it
 * has aged: the same columns in a CSV file, of which only the first four are needed.
 *
 * <pre>{@code
 * Prices.builtIn()                                      // shows the table
 * gemini.prices(Prices.read("my-prices.csv"))           // model,valid_from,input,output,cached_input,long_from,..
 * gemini.price(Price.perMillion(0.30, 2.50))            // or just one price
 * }</pre>
 */
public final class Prices {
    private static final String HEADER = "model,valid_from,input,output";
    private static final Prices BUILT_IN = builtInTable();

    private final Map<String, NavigableMap<LocalDate, Price>> byModel;
    private final String text;

    private Prices(Map<String, NavigableMap<LocalDate, Price>> byModel, String text) {
        this.byModel = byModel;
        this.text = text;
    }

    /** The table that comes with the library. */
    public static Prices builtIn() {
        return BUILT_IN;
    }

    /**
     * A table of your own.
     *
     * @throws IllegalArgumentException when a line cannot be read; it names the line
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Prices read(Path file) {
        try {
            return parse(Files.readAllLines(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the prices in " + file + ": " + e, e);
        }
    }

    /** {@link #read(Path)} by name. */
    public static Prices read(String file) {
        return read(Path.of(file));
    }

    /** The price of a model on a day; empty when the table has none. */
    public Optional<Price> of(String model, LocalDate day) {
        return Optional.ofNullable(byModel.get(model))
                .map(prices -> prices.floorEntry(day))
                .map(Map.Entry::getValue);
    }

    private static Prices builtInTable() {
        try (InputStream in = Objects.requireNonNull(Prices.class.getResourceAsStream("prices.csv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList(), "the built-in prices.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prices parse(List<String> lines, String source) {
        Map<String, NavigableMap<LocalDate, Price>> byModel = new HashMap<>();
        boolean header = false;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!header) {
                if (!line.startsWith(HEADER)) {
                    throw unreadable(source, number, line, "the first line must begin with " + HEADER);
                }
                header = true;
                continue;
            }
            try {
                String[] fields = line.split(",", -1);
                byModel.computeIfAbsent(fields[0].strip(), model -> new TreeMap<>())
                        .put(LocalDate.parse(fields[1].strip()), price(fields));
            } catch (ArrayIndexOutOfBoundsException | DateTimeParseException | IllegalArgumentException e) {
                throw unreadable(source, number, line, String.valueOf(e.getMessage()));
            }
        }
        return new Prices(byModel, String.join("\n", lines));
    }

    private static Price price(String[] fields) {
        double input = Double.parseDouble(fields[2].strip());
        double output = Double.parseDouble(fields[3].strip());
        double longFrom = number(fields, 5, Long.MAX_VALUE);
        return new Price(
                input,
                output,
                number(fields, 4, input),
                longFrom >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) longFrom,
                number(fields, 6, input),
                number(fields, 7, output));
    }

    private static double number(String[] fields, int index, double otherwise) {
        return index < fields.length && !fields[index].isBlank()
                ? Double.parseDouble(fields[index].strip())
                : otherwise;
    }

    private static IllegalArgumentException unreadable(String source, int number, String line, String why) {
        return new IllegalArgumentException("line " + number + " of " + source + " is no price: '" + line + "' (" + why
                + "). A line is like: gemini-3.8-flash,2026-09-02,0.75,3.75");
    }

    /** The table as it was read. */
    @Override
    public String toString() {
        return text;
    }
}
