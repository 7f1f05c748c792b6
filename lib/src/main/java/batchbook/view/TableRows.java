package batchbook.view;

import batchbook.prompt.Attachment;
import batchbook.prompt.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The rows of a table.
 *
 * @param folder where files are looked for that are not in the directory of the notebook; null for nowhere else
 */
record TableRows(Table table, String name, @Nullable Path folder) implements Rows {
    static TableRows of(Table table) {
        @Nullable String name = table.name();
        return new TableRows(table, name == null || name.isBlank() ? "the table" : name, null);
    }

    /** Of a table that was read from this file. */
    static TableRows of(Table table, Path file) {
        return new TableRows(table, String.valueOf(file), file.toAbsolutePath().getParent());
    }

    @Override
    public List<String> columns() {
        return table.columnNames();
    }

    @Override
    public int size() {
        return table.rowCount();
    }

    @Override
    public @Nullable Object[] row(int row) {
        @Nullable Object[] values = new @Nullable Object[table.columnCount()];
        for (int column = 0; column < values.length; column++) {
            Column<?> cells = table.column(column);
            values[column] = cells.isMissing(row) ? null : cells.get(row);
        }
        return values;
    }

    /** Texts of blanks are no missing values to Tablesaw, and so are trimmed first. */
    @Override
    public String wayOut(List<Integer> columns) {
        return " Leave them out: "
                + columns.stream()
                        .map(column -> "table = table.where(table."
                                + (table.column(column) instanceof StringColumn ? "stringColumn" : "column") + "(\""
                                + table.column(column).name() + "\")"
                                + (table.column(column) instanceof StringColumn ? ".trim()" : "") + ".isNotMissing());")
                        .collect(Collectors.joining(" "));
    }

    @Override
    public Attachment open(Object cell) {
        if (folder != null && cell instanceof String path && !Files.exists(Path.of(path))) {
            Path beside = folder.resolve(path);
            if (Files.exists(beside)) {
                return Attachment.of(beside);
            }
        }
        return Template.open(cell);
    }
}
