package batchbook.view;

import batchbook.Result;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The labels of prompts as columns. A prompt keeps them as text; here those that were numbers become numbers again, as
 * the mean of a column of texts is, in Tablesaw, that of the codes of its categories. Only a text that its number prints
 * again is one: {@code 007}, {@code 1e5} and {@code 2.50} stay what they are.
 */
final class LabelColumns {
    /** Beyond it not each whole number is a double. */
    private static final long WHOLE_DOUBLES = 1L << 53;

    private LabelColumns() {}

    /** One column for each label, in the order in which they come up, with names that are not taken. */
    static List<Column<?>> of(List<Result> rows, List<Column<?>> taken) {
        Set<String> labels = new LinkedHashSet<>();
        rows.forEach(row -> labels.addAll(row.prompt().labels().keySet()));
        List<Column<?>> columns = new ArrayList<>();
        for (String label : labels) {
            String name = label;
            while (has(taken, name) || has(columns, name)) {
                name = "label_" + name;
            }
            columns.add(column(
                    name,
                    rows.stream()
                            .map(row -> Objects.requireNonNullElse(
                                    row.prompt().labels().get(label), ""))
                            .toList()));
        }
        return columns;
    }

    /** Tablesaw tells columns apart without regard to case. */
    private static boolean has(List<Column<?>> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private static Column<?> column(String name, List<String> texts) {
        if (areAll(texts, LabelColumns::isBoolean)) {
            return filled(BooleanColumn.create(name), texts, Boolean::valueOf);
        }
        if (areAll(texts, LabelColumns::isInt)) {
            return filled(IntColumn.create(name), texts, Integer::valueOf);
        }
        if (areAll(texts, LabelColumns::isLong)) {
            return filled(LongColumn.create(name), texts, Long::valueOf);
        }
        return areAll(texts, LabelColumns::isDouble)
                ? filled(DoubleColumn.create(name), texts, Double::valueOf)
                : filled(StringColumn.create(name), texts, text -> text);
    }

    private static boolean areAll(List<String> texts, Predicate<String> kind) {
        List<String> present = texts.stream().filter(text -> !text.isEmpty()).toList();
        return !present.isEmpty() && present.stream().allMatch(kind);
    }

    /** An empty text is a missing value of every kind. */
    private static <T> Column<T> filled(Column<T> column, List<String> texts, Function<String, T> value) {
        for (String text : texts) {
            if (text.isEmpty()) {
                column.appendMissing();
            } else {
                column.append(value.apply(text));
            }
        }
        return column;
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static boolean isInt(String text) {
        return isLong(text) && Long.parseLong(text) == (int) Long.parseLong(text);
    }

    private static boolean isLong(String text) {
        try {
            return Long.toString(Long.parseLong(text)).equals(text);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDouble(String text) {
        if (isLong(text)) {
            long number = Long.parseLong(text);
            return -WHOLE_DOUBLES <= number && number <= WHOLE_DOUBLES;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) && Double.toString(number).equals(text);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
