package batchbook.html;

import batchbook.html.Grid.Cell;
import batchbook.html.TableLook.Note;
import batchbook.html.TableLook.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/**
 * A Tablesaw table as HTML. Numbers stand under each other, long texts open on a click, what is left out is told, and
 * everything is escaped. Styles are in the elements, and nothing needs a script: it reads well where a page takes away
 * both, and its tags are those that an export that makes HTML safe keeps.
 */
public final class TableHtml {
    private static final String FAINT = "opacity:.65";
    private static final String TEXT = ";max-width:36em";
    /** A longer note opens on a click. */
    private static final int LONGEST_NOTE = 400;
    /** A shorter text stays on its line, and a longer one that is a word, as a name of a model is. */
    private static final int ONE_LINE = 16;

    private static final int LONGEST_WORD = 32;
    /** Of a very long text no more than this makes a column wider. */
    private static final int MOST_THAT_WIDENS = 300;
    /** Characters of HTML for what opens on a click, so that a table of long answers does not fill the notebook's file. */
    private static final int MOST_OPENED = 30_000;

    private TableHtml() {}

    /** The table as a page shows it, and as lines of text. */
    public static Rendering rendering(Table table) {
        TableLook look = TableLook.of(table);
        return Rendering.html(html(look), TableText.of(look));
    }

    public static String of(Table table) {
        return html(TableLook.of(table));
    }

    /** The same as lines of text, for a terminal: each row on one line. */
    public static String text(Table table) {
        return TableText.of(TableLook.of(table));
    }

    private static String html(TableLook look) {
        StringBuilder html = new StringBuilder("<div style=\"font-size:12px;line-height:1.5\">");
        if (!look.name().isBlank()) {
            html.append("<div style=\"font-size:13px\"><b>")
                    .append(Html.escape(look.name()))
                    .append("</b></div>");
        }
        look.notes().forEach(note -> html.append(note(note)));
        if (!look.columns().isEmpty()) {
            html.append(grid(look));
        }
        return html.append("<div style=\"" + FAINT + "\">")
                .append(look.size())
                .append("</div></div>")
                .toString();
    }

    private static String grid(TableLook look) {
        List<List<LongText>> texts = texts(look);
        int opened = affordable(texts);
        Grid grid = new Grid();
        if (look.upright()) {
            for (int i = 0; i < look.columns().size(); i++) {
                LongText text = texts.get(i).get(0);
                grid.row(List.of(Cell.name(look.columns().get(i).name(), TEXT), cell(false, text, opened)));
            }
        } else {
            addRows(grid, look, texts, opened);
        }
        return grid.html();
    }

    private static void addRows(Grid grid, TableLook look, List<List<LongText>> texts, int opened) {
        List<Cell> heads = new ArrayList<>();
        if (look.numbered()) {
            heads.add(Cell.head("", "", true, ""));
        }
        for (int i = 0; i < look.columns().size(); i++) {
            heads.add(head(look.columns().get(i), texts.get(i)));
        }
        grid.head(heads);
        for (int row = 0; row < look.rows().size(); row++) {
            if (row == TableLook.HEAD && look.leftOut() > 0) {
                grid.across(look.leftOutWords(), ";" + FAINT);
            }
            List<Cell> cells = new ArrayList<>();
            if (look.numbered()) {
                String number = String.valueOf(look.rows().get(row));
                cells.add(Cell.of(number, number, true, ";" + FAINT));
            }
            for (int i = 0; i < look.columns().size(); i++) {
                cells.add(cell(look.columns().get(i).right(), texts.get(i).get(row), opened));
            }
            grid.row(cells);
        }
    }

    /** The width is what its texts deserve, so that an answer gets more than its prompt, and never most of a small screen. */
    private static Cell head(Shown column, List<LongText> texts) {
        String name = Html.escape(column.name());
        double width = column.right() ? 0 : width(texts);
        String html = width == 0
                ? name
                : String.format(
                        Locale.ROOT, "<span style=\"display:block;min-width:min(%.0fem,50vw)\">%s</span>", width, name);
        return Cell.head(html, column.name(), column.right(), column.right() ? "" : TEXT);
    }

    private static double width(List<LongText> texts) {
        if (texts.stream().allMatch(TableHtml::staysOnItsLine)) {
            return 0;
        }
        boolean opens = texts.stream().anyMatch(text -> !text.isWhole());
        double mean = texts.stream()
                .mapToInt(
                        text -> text.beginning().length() + Math.min(text.rest().length(), MOST_THAT_WIDENS))
                .filter(length -> length > 0)
                .average()
                .orElse(0);
        return Math.max(opens ? 14 : 8, Math.min(24, mean / 4));
    }

    private static boolean staysOnItsLine(LongText text) {
        String shown = text.beginning();
        return text.isWhole()
                && (shown.length() <= ONE_LINE
                        || (shown.length() <= LONGEST_WORD && shown.chars().noneMatch(Character::isWhitespace)));
    }

    private static Cell cell(boolean right, LongText text, int opened) {
        if (right) {
            return Cell.of(Html.escape(text.beginning()), text.beginning(), true, "");
        }
        String style = staysOnItsLine(text) ? ";white-space:pre" : TEXT + ";overflow-wrap:anywhere";
        return text.isWhole()
                ? Cell.of(Html.escape(text.beginning()), text.beginning(), false, style)
                : Cell.of(text.opening(opened), "\n", false, style);
    }

    private static List<List<LongText>> texts(TableLook look) {
        return look.columns().stream()
                .map(column -> look.rows().stream()
                        .map(row -> LongText.of(column.at(row)))
                        .toList())
                .toList();
    }

    /** How much of each text may open: all of it, or so much that the longest ones share what the short ones leave. */
    private static int affordable(List<List<LongText>> texts) {
        int[] lengths = texts.stream()
                .flatMap(List::stream)
                .mapToInt(text -> text.restSize(MOST_OPENED))
                .filter(length -> length > 0)
                .sorted()
                .toArray();
        int left = MOST_OPENED;
        for (int i = 0; i < lengths.length; i++) {
            int share = left / (lengths.length - i);
            if (lengths[i] > share) {
                return share;
            }
            left -= lengths[i];
        }
        return MOST_OPENED;
    }

    private static String note(Note note) {
        String title = "<b>" + Html.escape(note.title()) + ":</b> ";
        LongText words = LongText.of(note.words());
        return "<div>" + title
                + (note.words().length() <= LONGEST_NOTE || words.isWhole()
                        ? Html.escape(note.words())
                        : "<span style=\"white-space:pre-wrap\">" + words.opening(MOST_OPENED) + "</span>")
                + "</div>";
    }
}
