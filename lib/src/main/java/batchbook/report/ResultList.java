package batchbook.report;

import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.foreign.SafeText;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;

/** Rows of a run that print as a few lines, not as all there is to know about each. Immutable. */
public final class ResultList extends AbstractList<Result> implements RandomAccess {
    private static final int HEAD = 7;
    private static final int TAIL = 2;
    private static final int LONGEST = 34;

    private final List<Result> rows;

    public ResultList(List<Result> rows) {
        this.rows = List.copyOf(rows);
    }

    @Override
    public Result get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<Result> subList(int from, int to) {
        return new ResultList(rows.subList(from, to));
    }

    /** So few and so short that jshell, which cuts after 1,000 characters, shows all of them. */
    @Override
    public String toString() {
        boolean cut = size() > HEAD + TAIL + 1;
        StringBuilder text = new StringBuilder(Format.plural(size(), "row"));
        rows.subList(0, cut ? HEAD : size()).forEach(row -> text.append(line(row)));
        if (cut) {
            text.append("\n       … " + Format.plural(size() - HEAD - TAIL, "row") + " not shown …");
            rows.subList(size() - TAIL, size()).forEach(row -> text.append(line(row)));
        }
        return text.toString();
    }

    private static String line(Result row) {
        Prompt prompt = row.prompt();
        String asked = prompt.id().isEmpty() ? prompt.text() : prompt.id() + ": " + prompt.text();
        String outcome = row.ok() ? "answered" : row.kind().map(ErrorKind::name).orElse("NOT_RUN");
        String line = "\n%5d  %-12s  %-" + LONGEST + "s  %s";
        return String.format(
                Locale.ROOT,
                line,
                row.index(),
                outcome,
                beginning(asked),
                beginning(row.ok() ? row.text() : row.error()));
    }

    private static String beginning(String text) {
        String enough = text.substring(0, Math.min(text.length(), 4 * LONGEST));
        return SafeText.line(enough.strip().replaceAll("\\s+", " "), LONGEST);
    }
}
