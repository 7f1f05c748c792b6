package batchbook.html;

import batchbook.Format;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A table as lines of text: short texts on one line each, as one long answer would widen every row. */
final class TableText {
    private static final int LONGEST = 60;
    private static final int LONGEST_NOTE = 200;

    private TableText() {}

    static String of(TableLook look) {
        List<String> lines = new ArrayList<>();
        if (!look.name().isBlank()) {
            lines.add(line(look.name(), LONGEST_NOTE));
        }
        look.notes().forEach(note -> lines.add(line(note.title() + ": " + note.words(), LONGEST_NOTE)));
        lines.addAll(look.upright() ? upright(look) : rows(look));
        if (look.leftOut() > 0) {
            // Below the head and the rule under it.
            lines.add(lines.size() - (look.rows().size() - TableLook.HEAD), look.leftOutWords());
        }
        lines.add(look.size());
        return String.join("\n", lines);
    }

    private static List<String> upright(TableLook look) {
        int width = look.columns().stream()
                .mapToInt(column -> width(line(column.name(), LONGEST)))
                .max()
                .orElse(0);
        return look.columns().stream()
                .map(column -> {
                    String name = line(column.name(), LONGEST);
                    return name
                            + " ".repeat(width - width(name) + 2)
                            + line(column.at(look.rows().get(0)), LONGEST);
                })
                .toList();
    }

    /** Head, rule and rows, as the columns beside each other. */
    private static List<String> rows(TableLook look) {
        List<StringBuilder> lines = new ArrayList<>();
        for (int i = 0; i < look.rows().size() + 2; i++) {
            lines.add(new StringBuilder());
        }
        for (TableLook.Shown column : look.columns()) {
            List<String> cells = new ArrayList<>();
            cells.add(line(column.name(), LONGEST));
            cells.add("");
            for (int row : look.rows()) {
                cells.add(line(column.at(row), LONGEST));
            }
            int width = cells.stream().mapToInt(TableText::width).max().orElse(0);
            cells.set(1, "-".repeat(width));
            for (int i = 0; i < cells.size(); i++) {
                String pad = " ".repeat(width - width(cells.get(i)));
                lines.get(i).append(i == 1 ? "-" : " ");
                lines.get(i).append(column.right() ? pad + cells.get(i) : cells.get(i) + pad);
                lines.get(i).append(i == 1 ? "--|" : "  |");
            }
        }
        return look.columns().isEmpty()
                ? Collections.emptyList()
                : lines.stream().map(StringBuilder::toString).collect(Collectors.toList());
    }

    private static String line(String text, int longest) {
        String beginning = Format.plain(Html.shorten(text, 4 * longest));
        return Html.shorten(beginning.replaceAll("\\s+", " "), longest);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
