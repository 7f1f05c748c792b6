package batchbook.html;

import batchbook.Format;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as HTML: first and last rows, numbers to the right, long texts cut, everything escaped. */
public final class TableHtml {
    private static final int HEAD = 10;
    private static final int TAIL = 5;
    private static final int LONGEST_TEXT = 120;
    private static final int LONGEST_LINE = 60;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private static final Set<ColumnType> NUMBERS_AND_TIMES = Set.of(
            ColumnType.DOUBLE,
            ColumnType.FLOAT,
            ColumnType.INTEGER,
            ColumnType.LONG,
            ColumnType.SHORT,
            ColumnType.INSTANT,
            ColumnType.LOCAL_DATE_TIME);

    private TableHtml() {}

    public static String of(Table table) {
        StringBuilder html = new StringBuilder("<div style=\"overflow-x:auto\">");
        if (!table.name().isBlank()) {
            html.append("<div><b>").append(Html.escape(table.name())).append("</b></div>");
        }
        html.append("<table style=\"font-size:12.5px;font-variant-numeric:tabular-nums;margin:4px 0\"><thead><tr>");
        table.columns()
                .forEach(column -> html.append("<th style=\"")
                        .append(align(column))
                        .append("\">")
                        .append(Html.escape(column.name()))
                        .append("</th>"));
        html.append("</tr></thead><tbody>");
        int rows = table.rowCount();
        boolean cut = rows > HEAD + TAIL;
        IntStream.range(0, cut ? HEAD : rows).forEach(row -> appendRow(html, table, row));
        if (cut) {
            html.append("<tr><td colspan=\"")
                    .append(table.columnCount())
                    .append("\" style=\"text-align:center;opacity:.6\">… ")
                    .append(Format.plural((long) rows - HEAD - TAIL, "row"))
                    .append(" not shown …</td></tr>");
            IntStream.range(rows - TAIL, rows).forEach(row -> appendRow(html, table, row));
        }
        return html.append("</tbody></table><div style=\"opacity:.6;font-size:12px\">")
                .append(Format.plural(rows, "row"))
                .append(" × ")
                .append(Format.plural(table.columnCount(), "column"))
                .append("</div></div>")
                .toString();
    }

    /** As Tablesaw prints it, but with short texts on one line: one long answer would widen every row. */
    public static String text(Table table) {
        Table shown = Table.create(table.name());
        for (Column<?> column : table.columns()) {
            shown.addColumns(column instanceof StringColumn texts ? texts.map(TableHtml::line) : column);
        }
        return shown.print();
    }

    private static String line(String text) {
        String beginning = Format.plain(Html.shorten(text, 4 * LONGEST_LINE));
        return Html.shorten(beginning.replaceAll("\\s+", " "), LONGEST_LINE);
    }

    private static void appendRow(StringBuilder html, Table table, int row) {
        html.append("<tr>");
        for (Column<?> column : table.columns()) {
            html.append("<td style=\"")
                    .append(align(column))
                    .append("\">")
                    .append(Html.escape(Html.shorten(cell(column, row), LONGEST_TEXT)))
                    .append("</td>");
        }
        html.append("</tr>");
    }

    private static String align(Column<?> column) {
        boolean right = NUMBERS_AND_TIMES.contains(column.type());
        return right
                ? "text-align:right;vertical-align:top;white-space:nowrap"
                : "text-align:left;vertical-align:top;max-width:26em";
    }

    private static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        Object value = column.get(row);
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return String.format(Locale.ROOT, Math.abs(number) < 10 ? "%,.2f" : "%,.1f", number);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return whole(((Number) value).longValue());
        }
        if (value instanceof Instant instant) {
            return TIME.format(instant.atZone(ZoneId.systemDefault()));
        }
        return value instanceof LocalDateTime time ? TIME.format(time) : String.valueOf(value);
    }

    /** A number of four digits may be a year, in which a comma would be wrong. */
    private static String whole(long number) {
        return Math.abs(number) < 10_000 ? String.valueOf(number) : Format.count(number);
    }
}
