package batchbook.html;

import batchbook.html.TableLook.Note;
import batchbook.html.TableLook.Shown;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/**
 * A Tablesaw table as HTML. Numbers stand under each other, long texts open on a click, what is left out is told, and
 * everything is escaped. Styles are in the elements, and nothing needs a script: it reads well where a page takes away
 * both.
 */
public final class TableHtml {
    private static final String FAINT = "opacity:.65";
    private static final String NUMBER = "text-align:right;vertical-align:top;white-space:nowrap";
    /** Where a text begins depends on its script. */
    private static final String TEXT = "text-align:start;vertical-align:top;max-width:36em";
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
            appendTable(html, look);
        }
        return html.append("<div style=\"" + FAINT + "\">")
                .append(look.size())
                .append("</div></div>")
                .toString();
    }

    private static void appendTable(StringBuilder html, TableLook look) {
        List<List<LongText>> texts = texts(look);
        int opened = affordable(texts);
        // A wide table scrolls in a box of its own, not the page.
        html.append("<div style=\"max-width:100%;overflow-x:auto\">")
                .append("<table style=\"font-size:12.5px;font-variant-numeric:tabular-nums;margin:6px 0\">");
        if (look.upright()) {
            appendUpright(html, look, texts, opened);
        } else {
            appendRows(html, look, texts, opened);
        }
        html.append("</table></div>");
    }

    private static void appendUpright(StringBuilder html, TableLook look, List<List<LongText>> texts, int opened) {
        html.append("<tbody>");
        for (int i = 0; i < look.columns().size(); i++) {
            Shown column = look.columns().get(i);
            html.append("<tr><th style=\"" + TEXT + "\">")
                    .append(Html.escape(column.name()))
                    .append("</th>");
            appendCell(html, false, texts.get(i).get(0), opened);
            html.append("</tr>");
        }
        html.append("</tbody>");
    }

    private static void appendRows(StringBuilder html, TableLook look, List<List<LongText>> texts, int opened) {
        html.append("<thead><tr>");
        if (look.numbered()) {
            html.append("<th></th>");
        }
        for (int i = 0; i < look.columns().size(); i++) {
            appendHead(html, look.columns().get(i), texts.get(i));
        }
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < look.rows().size(); row++) {
            if (row == TableLook.HEAD && look.leftOut() > 0) {
                html.append("<tr><td colspan=\"")
                        .append(look.columns().size() + (look.numbered() ? 1 : 0))
                        .append("\" style=\"text-align:left;" + FAINT + "\">")
                        .append(look.leftOutWords())
                        .append("</td></tr>");
            }
            html.append("<tr>");
            if (look.numbered()) {
                html.append("<td style=\"" + NUMBER + ";" + FAINT + "\">")
                        .append(look.rows().get(row))
                        .append("</td>");
            }
            for (int i = 0; i < look.columns().size(); i++) {
                appendCell(html, look.columns().get(i).right(), texts.get(i).get(row), opened);
            }
            html.append("</tr>");
        }
        html.append("</tbody>");
    }

    /** The width is what its texts deserve, so that an answer gets more than its prompt, and never most of a small screen. */
    private static void appendHead(StringBuilder html, Shown column, List<LongText> texts) {
        html.append("<th style=\"").append(column.right() ? NUMBER : TEXT).append("\">");
        double width = column.right() ? 0 : width(texts);
        html.append(
                width == 0
                        ? Html.escape(column.name())
                        : String.format(
                                Locale.ROOT,
                                "<div style=\"min-width:min(%.0fem,50vw)\">%s</div>",
                                width,
                                Html.escape(column.name())));
        html.append("</th>");
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

    private static void appendCell(StringBuilder html, boolean right, LongText text, int opened) {
        String beginning = Html.escape(text.beginning());
        if (right) {
            html.append("<td style=\"" + NUMBER + "\">").append(beginning).append("</td>");
            return;
        }
        html.append("<td dir=\"auto\" style=\"" + TEXT + ";white-space:")
                .append(staysOnItsLine(text) ? "pre" : "pre-wrap;overflow-wrap:anywhere")
                .append("\">");
        if (text.isWhole()) {
            html.append(beginning);
        } else {
            html.append("<details><summary style=\"cursor:pointer\">")
                    .append(beginning)
                    .append(" …</summary>")
                    .append(text.restHtml(opened))
                    .append("</details>");
        }
        html.append("</td>");
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
        return note.words().length() <= LONGEST_NOTE || words.isWhole()
                ? "<div>" + title + Html.escape(note.words()) + "</div>"
                : "<details><summary style=\"cursor:pointer\">" + title + Html.escape(words.beginning())
                        + " …</summary><div style=\"white-space:pre-wrap\">" + words.restHtml(MOST_OPENED)
                        + "</div></details>";
    }
}
