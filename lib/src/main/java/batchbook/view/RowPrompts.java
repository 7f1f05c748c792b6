package batchbook.view;

import batchbook.Format;
import batchbook.Prompt;
import batchbook.prompt.Attachment;
import batchbook.prompt.ColumnFinder;
import batchbook.prompt.Labels;
import batchbook.prompt.Template;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** Makes a prompt of each row, with a template. Everything that is wrong is told before there is any. */
final class RowPrompts {
    private static final int MOST_NAMED = 5;
    private static final String NOTHING = " Nothing was made or sent.";

    private final Rows rows;
    private final Template.Columns template;
    private final int key;
    private final Map<Object, Attachment> files = new HashMap<>();
    private final Map<Integer, List<Integer>> missing = new HashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> doubles = new ArrayList<>();

    private RowPrompts(Rows rows, Template template, @Nullable String key) {
        this.rows = rows;
        this.template = template.in(rows.columns(), rows.name());
        this.key = key == null ? -1 : new ColumnFinder(rows.columns(), rows.name()).find(key);
    }

    /** Of maps, of records, or of a table. */
    static List<Prompt> of(Iterable<?> rows, String template, @Nullable String key) {
        return of(rows instanceof Table table ? TableRows.of(table) : ObjectRows.of(rows), template, key);
    }

    static List<Prompt> of(Rows rows, String template, @Nullable String key) {
        Template parsed = Template.of(template);
        // A list without rows cannot tell its columns.
        boolean nothing = rows.size() == 0 && rows.columns().isEmpty();
        return nothing ? List.of() : new RowPrompts(rows, parsed, key).prompts();
    }

    private List<Prompt> prompts() {
        Labels.Names names = Labels.Names.of(rows.columns());
        int[] needed = template.needed();
        List<Prompt> prompts = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            @Nullable Object[] values = rows.row(row);
            String id = id(values, row);
            if (!hasAll(needed, values, row)) {
                continue;
            }
            int place = row;
            Template.Filled filled = template.fill(column -> values[column], cell -> open(cell, place));
            if (unreadable.isEmpty()) {
                prompts.add(
                        new Prompt(id, filled.text(), Labels.of(names, labels(values)), List.of(), filled.files(), 0));
            }
        }
        complain();
        return List.copyOf(prompts);
    }

    /** The bytes of a file are no label. */
    private static @Nullable Object[] labels(@Nullable Object[] values) {
        for (int column = 0; column < values.length; column++) {
            if (values[column] instanceof byte[] || values[column] instanceof Attachment) {
                values[column] = null;
            }
        }
        return values;
    }

    private String id(@Nullable Object[] values, int row) {
        if (key < 0) {
            return "";
        }
        Object value = values[key];
        if (value == null || Template.isMissing(value)) {
            missing.computeIfAbsent(key, column -> new ArrayList<>()).add(row);
            return "";
        }
        String id = Template.text(value);
        Integer before = ids.putIfAbsent(id, row);
        if (before != null) {
            doubles.add(id + " (rows " + before + " and " + row + ")");
        }
        return id;
    }

    private boolean hasAll(int[] needed, @Nullable Object[] values, int row) {
        boolean all = true;
        for (int column : needed) {
            if (column != key && Template.isMissing(values[column])) {
                missing.computeIfAbsent(column, place -> new ArrayList<>()).add(row);
                all = false;
            }
            all &= column != key || !Template.isMissing(values[column]);
        }
        return all;
    }

    /** Each file once, however many rows name it. */
    private Attachment open(Object cell, int row) {
        try {
            return files.computeIfAbsent(cell, rows::open);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            unreadable.add("row " + row + ": " + e.getMessage());
            return Attachment.recorded("", "", 0, "");
        }
    }

    private void complain() {
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(missing.keySet().stream()
                    .sorted()
                    .map(this::missingIn)
                    .collect(Collectors.joining(" ", "", " (Rows are counted from 0.)" + NOTHING + wayOut())));
        }
        if (!unreadable.isEmpty()) {
            throw new IllegalArgumentException(Format.plural(unreadable.size(), "file") + " cannot be attached: "
                    + first(unreadable, "; ") + "." + NOTHING);
        }
        if (!doubles.isEmpty()) {
            throw new IllegalArgumentException(
                    "the key " + rows.columns().get(key) + " is not the key of one row each: " + first(doubles, ", ")
                            + "." + NOTHING + " Take another column, or none.");
        }
    }

    private String missingIn(int column) {
        List<Integer> where = missing.getOrDefault(column, List.of());
        List<String> places =
                where.stream().limit(MOST_NAMED + 1).map(String::valueOf).toList();
        String have = where.size() == 1 ? " has no " : " have no ";
        return Format.count(where.size()) + " of " + Format.plural(rows.size(), "row") + have
                + rows.columns().get(column) + (column == key ? ", the key" : ", which the template needs") + ": "
                + (where.size() == 1 ? "row " : "rows ") + first(places, ", ", where.size()) + ".";
    }

    private String wayOut() {
        List<Integer> columns = missing.keySet().stream().sorted().toList();
        String optional = columns.stream()
                .filter(column -> column != key)
                .map(column -> "{" + rows.columns().get(column) + "?}")
                .collect(Collectors.joining(" and "));
        return rows.wayOut(columns) + (optional.isEmpty() ? "" : " Or write " + optional + " where nothing may stand.");
    }

    private static String first(List<String> all, String separator) {
        return first(all, separator, all.size());
    }

    private static String first(List<String> all, String separator, int size) {
        String more = size > MOST_NAMED ? " and " + Format.count(size - MOST_NAMED) + " more" : "";
        return all.stream().limit(MOST_NAMED).collect(Collectors.joining(separator)) + more;
    }
}
