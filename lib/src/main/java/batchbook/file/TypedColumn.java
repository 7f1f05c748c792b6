package batchbook.file;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/**
 * Texts as a column of numbers, truth values or times where every one of them is such, and else of texts, as the mean of
 * a column of texts is, in Tablesaw, that of the codes of its categories. An empty text is a missing value of every kind.
 */
final class TypedColumn {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+(E-?[0-9]+)?)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?");
    private static final Pattern DATE_TIME = Pattern.compile(DATE + "[T ]" + TIME);
    private static final Pattern INSTANT = Pattern.compile(DATE + "T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z");

    private static final List<Kind<?>> OF_TEXTS = List.of(
            new Kind<>(DateColumn::create, text -> matching(DATE, text).map(LocalDate::parse)),
            new Kind<>(TimeColumn::create, text -> matching(TIME, text).map(LocalTime::parse)),
            new Kind<>(
                    DateTimeColumn::create,
                    text -> matching(DATE_TIME, text).map(time -> LocalDateTime.parse(time.replace(' ', 'T')))),
            new Kind<>(InstantColumn::create, text -> matching(INSTANT, text).map(Instant::parse)));
    private static final List<Kind<?>> OF_CELLS = Stream.concat(
                    Stream.of(
                            new Kind<>(BooleanColumn::create, TypedColumn::booleanOf),
                            // With the least number Tablesaw says that one is missing.
                            new Kind<>(
                                    IntColumn::create,
                                    text -> intOf(text).filter(number -> number > Integer.MIN_VALUE)),
                            new Kind<>(
                                    LongColumn::create, text -> longOf(text).filter(number -> number > Long.MIN_VALUE)),
                            new Kind<>(DoubleColumn::create, TypedColumn::decimal)),
                    OF_TEXTS.stream())
            .toList();

    private TypedColumn() {}

    /**
     * As people and programs write files: {@code 2.50} is a number, {@code 2026-11-25} a date, {@code 09:30} a time of day, {@code 2026-11-25 09:30} a
     * time of some place, {@code 2026-11-25T09:30:00Z} an instant. What would lose something stays text: {@code 007}, and
     * numbers of more digits than a double has.
     */
    static Column<?> ofCells(String name, List<String> texts) {
        return of(OF_CELLS, name, texts);
    }

    /** Where the format tells numbers from texts, these are dates, times or texts. */
    static Column<?> ofTexts(String name, List<String> texts) {
        return of(OF_TEXTS, name, texts);
    }

    private static Column<?> of(List<Kind<?>> kinds, String name, List<String> texts) {
        if (texts.stream().allMatch(String::isEmpty)) {
            return StringColumn.create(name, texts);
        }
        return kinds.stream()
                .<Column<?>>flatMap(kind -> kind.column(name, texts).stream())
                .findFirst()
                .orElseGet(() -> StringColumn.create(name, texts));
    }

    private record Kind<T>(Function<String, Column<T>> create, Function<String, Optional<T>> read) {
        /** Empty when one of the texts is none of this kind, or the column keeps less than it says. */
        Optional<Column<?>> column(String name, List<String> texts) {
            Column<T> column = create.apply(name);
            for (String text : texts) {
                if (text.isEmpty()) {
                    column.appendMissing();
                    continue;
                }
                Optional<T> value = value(text);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                column.append(value.get());
                int last = column.size() - 1;
                if (!column.isMissing(last) && !value.get().equals(column.get(last))) {
                    return Optional.empty();
                }
            }
            return Optional.of(column);
        }

        private Optional<T> value(String text) {
            try {
                return read.apply(text);
            } catch (NumberFormatException | DateTimeException e) {
                // Such as the 30th of February.
                return Optional.empty();
            }
        }
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return Optional.of(text).filter(pattern.asMatchPredicate());
    }

    private static Optional<Boolean> booleanOf(String text) {
        return Optional.of(text)
                .filter(word -> word.equals("true") || word.equals("false"))
                .map(Boolean::valueOf);
    }

    private static Optional<Integer> intOf(String text) {
        return matching(WHOLE, text).map(Integer::valueOf);
    }

    private static Optional<Long> longOf(String text) {
        return matching(WHOLE, text).map(Long::valueOf);
    }

    /** No digit may be lost but zeros at the end. */
    private static Optional<Double> decimal(String text) {
        if (text.equals("Infinity") || text.equals("-Infinity")) {
            return Optional.of(Double.valueOf(text));
        }
        return matching(DECIMAL, text)
                .map(Double::valueOf)
                .filter(number -> Double.isFinite(number)
                        && new BigDecimal(number.toString()).compareTo(new BigDecimal(text)) == 0);
    }
}
