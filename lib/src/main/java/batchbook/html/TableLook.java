package batchbook.html;

import batchbook.Format;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What is shown of a table: first and last rows, and of a wide table the columns that say something. What is left out,
 * and what is the same in all rows, is told by the notes.
 *
 * @param rows the shown rows
 * @param leftOut how many rows are not shown, all of them after the first {@link #HEAD}
 * @param size rows and columns in words
 */
record TableLook(
        String name,
        List<Shown> columns,
        List<Integer> rows,
        int leftOut,
        boolean numbered,
        List<Note> notes,
        String size) {
    static final int HEAD = 10;
    private static final int TAIL = 5;
    /** Columns that a table may have before its reader is better off without the empty ones. */
    private static final int WIDE = 8;
    /** The longest value that is moved out of its column, into the line above. */
    private static final int LONGEST_VALUE = 60;

    private static final int MOST_NAMES = 20;
    private static final Set<String> INDEXES = Set.of("index", "row", "id", "#");

    /** What stands above the table. */
    record Note(String title, String words) {}

    /** A column as it is shown: without what all its texts begin with, when they do. */
    record Shown(String name, ColumnFormat format, String beginning) {
        String at(int row) {
            String text = format.at(row);
            return beginning.isEmpty() || text.isEmpty() ? text : "… " + text.substring(beginning.length());
        }

        boolean right() {
            return format.right();
        }
    }

    /** Whether it is one row with many values, which stand below each other. */
    boolean upright() {
        return rows.size() == 1 && columns.size() > WIDE;
    }

    String leftOutWords() {
        return "⋮ " + Format.plural(leftOut, "row") + " not shown";
    }

    static TableLook of(Table table) {
        int all = table.rowCount();
        boolean cut = all > HEAD + TAIL;
        List<Integer> rows = IntStream.range(0, all)
                .filter(row -> !cut || row < HEAD || row >= all - TAIL)
                .boxed()
                .toList();
        Choice choice = new Choice(table, rows);
        List<Shown> shown = choice.shown.stream().map(choice::show).toList();
        boolean numbered = all > 1
                && table.columnCount() > 0
                && table.columnNames().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(INDEXES::contains);
        return new TableLook(
                Objects.requireNonNullElse(table.name(), ""),
                shown,
                rows,
                cut ? all - HEAD - TAIL : 0,
                numbered,
                choice.notes(shown),
                Format.plural(all, "row") + " × " + Format.plural(table.columnCount(), "column")
                        + (shown.size() < table.columnCount() ? ", " + Format.count(shown.size()) + " shown" : ""));
    }

    /** Which columns are shown, and what is said of the others. */
    private static final class Choice {
        private final List<Integer> rows;
        private final boolean wide;
        private final List<Column<?>> shown = new ArrayList<>();
        private final List<String> empty = new ArrayList<>();
        private final List<String> constant = new ArrayList<>();
        private final List<String> ofOneDay = new ArrayList<>();
        private @Nullable LocalDate day;

        Choice(Table table, List<Integer> rows) {
            this.rows = rows;
            wide = table.columnCount() > WIDE && table.rowCount() > 0;
            for (Column<?> column : table.columns()) {
                if (wide && IntStream.range(0, column.size()).allMatch(column::isMissing)) {
                    empty.add(column.name());
                } else if (wide && table.rowCount() > 1 && isConstant(column)) {
                    constant.add(column.name() + " "
                            + ColumnFormat.of(column, rows, true).at(0));
                } else {
                    shown.add(column);
                }
            }
            if (shown.isEmpty()) {
                // Nothing differs: then it is a table of equal rows.
                shown.addAll(table.columns());
                empty.clear();
                constant.clear();
            }
        }

        private Shown show(Column<?> column) {
            boolean ofThatDay = wide && rows.size() > 1 && isOfOneDay(column);
            String beginning = column instanceof StringColumn texts ? CommonBeginning.of(texts) : "";
            return new Shown(column.name(), ColumnFormat.of(column, rows, !ofThatDay), beginning);
        }

        private List<Note> notes(List<Shown> columns) {
            List<Note> notes = new ArrayList<>();
            if (!constant.isEmpty()) {
                notes.add(new Note("the same in all rows", list(constant, " · ")));
            }
            if (!empty.isEmpty()) {
                notes.add(new Note(rows.size() == 1 ? "no value" : "no value in any row", list(empty, ", ")));
            }
            if (day != null) {
                notes.add(new Note("times of " + day + ", " + ZoneId.systemDefault(), list(ofOneDay, ", ")));
            }
            columns.stream()
                    .filter(column -> !column.beginning.isEmpty())
                    .forEach(column ->
                            notes.add(new Note(column.name + " always begins with", column.beginning.strip())));
            return notes;
        }

        private static String list(List<String> items, String separator) {
            String rest =
                    items.size() > MOST_NAMES ? separator + Format.count(items.size() - MOST_NAMES) + " more" : "";
            return items.stream().limit(MOST_NAMES).collect(Collectors.joining(separator)) + rest;
        }

        private static boolean isConstant(Column<?> column) {
            Object first = column.get(0);
            if (column.isMissing(0) || first.toString().length() > LONGEST_VALUE) {
                return false;
            }
            return IntStream.range(1, column.size()).allMatch(row -> first.equals(column.get(row)));
        }

        /** Whether all its times are of the day of the other such columns. */
        private boolean isOfOneDay(Column<?> column) {
            if (!Times.hasDays(column)) {
                return false;
            }
            Optional<LocalDate> first = rows.stream()
                    .filter(row -> !column.isMissing(row))
                    .map(row -> Times.day(column.get(row)))
                    .findFirst()
                    .flatMap(found -> found)
                    .filter(found -> day == null || day.equals(found));
            if (first.isEmpty()) {
                return false;
            }
            Predicate<Object> ofThatDay = Times.isOf(first.get());
            boolean same = IntStream.range(0, column.size())
                    .allMatch(row -> column.isMissing(row) || ofThatDay.test(column.get(row)));
            if (same) {
                day = first.get();
                ofOneDay.add(column.name());
            }
            return same;
        }
    }
}
