package batchbook.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cells in rows and columns. It is no {@code <table>}: the exporter that makes a page safe drops all styles, knows no
 * {@code th} and no {@code tbody}, which a parser adds to each table, and leaves their names on the page as words. Without
 * styles this is lines of text with their columns under each other, as {@code <pre>} keeps blanks, and JupyterLab has one width for all letters only in {@code <code>}.
 */
final class Grid {
    /** A longer text does not widen the lines of all other rows. */
    private static final int WIDEST = 40;

    private static final String LOOK =
            "display:table;margin:6px 0;padding:0;background:none;white-space:pre-wrap;word-break:normal;text-align:start;"
                    + "font-family:inherit;font-size:12.5px;line-height:1.4;font-variant-numeric:tabular-nums";
    private static final String STRIPE = ";background:rgba(128,128,128,.09)";
    private static final String RULE = ";box-shadow:inset 0 -1px rgba(128,128,128,.6)";

    private final List<Row> rows = new ArrayList<>();
    private boolean hasHead;
    private int stripes;

    /**
     * A cell.
     *
     * @param html what is in it: HTML of ours without blocks
     * @param text what is read of it, by which columns are aligned where there are no styles
     */
    record Cell(String role, String html, String text, boolean right, String style) {
        static Cell head(String html, String text, boolean right, String style) {
            return new Cell("columnheader", "<b>" + html + "</b>", text, right, style);
        }

        static Cell name(String text, String style) {
            return new Cell("rowheader", "<b>" + Html.escape(text) + "</b>", text, false, style);
        }

        static Cell of(String html, String text, boolean right, String style) {
            return new Cell("cell", html, text, right, style);
        }

        /** In a line without styles; nothing for a text that does not fit or has lines of its own. */
        private int width() {
            int width = text.codePointCount(0, text.length());
            return width > WIDEST || text.indexOf('\n') >= 0 ? 0 : width;
        }

        private String blanks(int column) {
            return text.isEmpty() || width() > 0 ? " ".repeat(Math.max(0, column - width())) : "";
        }

        private String span() {
            return "<span role=\"" + role + "\"" + (right ? "" : " dir=\"auto\"")
                    + " style=\"display:table-cell;padding:.35em .7em;vertical-align:top"
                    + (right ? ";text-align:right;white-space:nowrap" : "") + style + "\">" + html + "</span>";
        }
    }

    private record Row(List<Cell> cells, String style) {
        /** Between the cells stands what only a line without styles needs. */
        String html(int[] widths) {
            StringBuilder html = new StringBuilder("<span role=\"row\" style=\"display:table-row" + style + "\">");
            String between = "";
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                String blanks = cells.size() == widths.length ? cell.blanks(widths[i]) : "";
                between += cell.right ? blanks : "";
                html.append(between.isEmpty() ? "" : Html.plain(between)).append(cell.span());
                between = (cell.right ? "" : blanks) + (i < cells.size() - 1 ? " | " : "\n");
            }
            return html.append("</span>").append(Html.plain(between)).toString();
        }
    }

    void head(List<Cell> cells) {
        rows.add(new Row(cells, RULE));
        hasHead = true;
    }

    void row(List<Cell> cells) {
        rows.add(new Row(cells, stripes++ % 2 == 0 ? STRIPE : ""));
    }

    /** A line of words of ours in place of rows, over all columns and as wide as they are. */
    void across(String words, String style) {
        rows.add(new Row(List.of(Cell.of(words, words, false, ";max-width:0;white-space:nowrap" + style)), ""));
    }

    /** In a box of its own, in which a wide one scrolls, and not the page. */
    String html() {
        int columns = rows.stream().mapToInt(row -> row.cells.size()).max().orElse(0);
        int[] widths = IntStream.range(0, columns)
                .map(i -> rows.stream()
                        .filter(row -> row.cells.size() == columns)
                        .mapToInt(row -> row.cells.get(i).width())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder html = new StringBuilder(
                        "<div style=\"max-width:100%;overflow-x:auto\"><pre role=\"table\" style=\"")
                .append(LOOK)
                .append("\"><code style=\"display:contents;" + Html.AS_AROUND + "\">");
        for (int i = 0; i < rows.size(); i++) {
            html.append(rows.get(i).html(widths));
            if (i == 0 && hasHead) {
                html.append(Html.plain(
                        IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("-|-", "", "\n"))));
            }
        }
        return html.append("</code></pre></div>").toString();
    }
}
