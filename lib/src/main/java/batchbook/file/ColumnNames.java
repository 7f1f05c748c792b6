package batchbook.file;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of a table's columns, which tell the columns apart without regard to capitals. */
final class ColumnNames {
    private ColumnNames() {}

    /**
     * The names without blanks around them.
     *
     * @param where they stand, for messages
     * @throws IllegalStateException when one is empty or two are equal
     */
    static List<String> require(List<String> cells, String where) {
        List<String> names = cells.stream().map(String::strip).toList();
        Map<String, Integer> seen = new HashMap<>();
        for (int column = 1; column <= names.size(); column++) {
            String name = names.get(column - 1);
            if (name.isEmpty()) {
                throw new IllegalStateException(where + ": column " + column + " of " + names.size()
                        + " has no name: write one there (pandas leaves one out unless it is told index=False)");
            }
            Integer before = seen.put(name.toLowerCase(Locale.ROOT), column);
            if (before != null) {
                throw new IllegalStateException(where + ": columns " + before + " and " + column + " are both called '"
                        + name + "' (capitals do not count): rename one");
            }
        }
        return names;
    }
}
