package batchbook.html;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * How the values of one column are written, the same in HTML and as text. It is chosen by what the shown rows hold, so
 * that a column of a million rows costs no more than one of twenty.
 *
 * <p>The class of a column tells its kind, not its type: which class of Tablesaw is loaded first decides whether the type of
 * a {@code DoubleColumn} is {@code ColumnType.DOUBLE} or another object.
 *
 * @param right whether the values stand under each other at their right end: numbers and times
 */
record ColumnFormat(Column<?> column, boolean right, Function<Object, String> words) {
    /** For these rows of a column; times without their date when the reader is told it elsewhere. */
    static ColumnFormat of(Column<?> column, List<Integer> rows, boolean withDate) {
        List<?> shown = rows.stream()
                .filter(row -> !column.isMissing(row))
                .map(column::get)
                .filter(Objects::nonNull)
                .toList();
        if (column instanceof DoubleColumn || column instanceof FloatColumn) {
            DoubleFunction<String> numbers = Decimals.of(column.name(), numbers(shown));
            return new ColumnFormat(column, true, value -> numbers.apply(number(value)));
        }
        if (column instanceof NumericColumn<?>) {
            boolean separated = Decimals.separated(column.name(), numbers(shown));
            return new ColumnFormat(
                    column,
                    true,
                    value -> separated
                            ? String.format(Locale.ROOT, "%,d", ((Number) value).longValue())
                            : String.valueOf(value));
        }
        return Times.isOf(column)
                ? new ColumnFormat(column, true, Times.of(shown, withDate))
                : new ColumnFormat(column, column instanceof DateColumn, ColumnFormat::text);
    }

    /** The value of a row; empty when it is missing. Tablesaw takes an empty text for a missing one. */
    String at(int row) {
        Object value = column.isMissing(row) ? null : column.get(row);
        return value == null ? "" : words.apply(value);
    }

    /** Blanks alone would look like a missing value. */
    private static String text(Object value) {
        String text = String.valueOf(value);
        return text.isBlank() && !text.isEmpty() ? '"' + text + '"' : text;
    }

    private static double[] numbers(List<?> values) {
        return values.stream().mapToDouble(ColumnFormat::number).toArray();
    }

    /** A float as it is written: {@code 0.1f} is 0.10000000149 as a double. */
    private static double number(Object value) {
        return value instanceof Float ? Double.parseDouble(value.toString()) : ((Number) value).doubleValue();
    }
}
