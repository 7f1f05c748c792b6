package batchbook.prompt;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds columns by their names, and says which there are when there is none of that name. */
public final class ColumnFinder {
    private static final String MAY_BE_MISSING = "?";
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 60;

    private final List<String> columns;
    private final String of;

    /**
     * Among these.
     *
     * @param of what they are columns of, such as {@code the table}
     */
    public ColumnFinder(List<String> columns, String of) {
        this.columns = columns;
        this.of = of;
    }

    /**
     * The place of a column.
     *
     * @throws IllegalArgumentException when there is none of that name, or more than one but for capitals
     */
    public int find(String name) {
        return place(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    /** Whether a name in a template is that of a column which may be missing: one with a question mark after it. */
    boolean mayBeMissing(String name) {
        return name.endsWith(MAY_BE_MISSING) && place(name).isEmpty();
    }

    /** The same for a name in a template, where text in braces may be meant as text. */
    int inTemplate(String written) {
        String name = mayBeMissing(written) ? written.substring(0, written.length() - 1) : written;
        return place(name).orElseThrow(() -> {
            boolean text = name.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\'');
            return new IllegalArgumentException(
                    text
                            ? "the template has {" + shortened(name) + "}, and " + of
                                    + " has no such column. A brace that"
                                    + " belongs to the text, as in JSON, is written twice: {{" + shortened(name) + "}}."
                            : unknown(name));
        });
    }

    private Optional<Integer> place(String name) {
        int exact = columns.indexOf(name);
        if (exact >= 0) {
            return Optional.of(exact);
        }
        List<Integer> alike = IntStream.range(0, columns.size())
                .filter(place -> columns.get(place).strip().equalsIgnoreCase(name.strip()))
                .boxed()
                .toList();
        if (alike.size() > 1) {
            throw new IllegalArgumentException(of + " has "
                    + alike.stream().map(columns::get).collect(Collectors.joining(" and "))
                    + ", and \"" + name + "\" may be any of them: write it as it is there");
        }
        return alike.stream().findFirst();
    }

    private String unknown(String name) {
        String all = columns.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String more = columns.size() > MOST_NAMES ? " and " + (columns.size() - MOST_NAMES) + " more" : "";
        return of + " has no column \"" + shortened(name) + "\"; it has " + (columns.isEmpty() ? "none" : all + more)
                + nearest(name).map(near -> ". Did you mean " + near + "?").orElse("");
    }

    private Optional<String> nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return columns.stream()
                .filter(column -> distance(wanted, column.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(column -> distance(wanted, column.toLowerCase(Locale.ROOT))));
    }

    /** How many letters must be changed, added or left out. */
    private static int distance(String one, String other) {
        if (one.length() > LONGEST_NAME || other.length() > LONGEST_NAME) {
            return LONGEST_NAME;
        }
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + ".." : name;
    }
}
