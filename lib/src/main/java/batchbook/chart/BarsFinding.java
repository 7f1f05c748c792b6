package batchbook.chart;

import batchbook.Format;
import batchbook.chart.TableColumn.Group;
import java.util.List;

/** What there is to see in the values of a column. */
final class BarsFinding {
    private static final int NAMED = 3;

    private BarsFinding() {}

    /** Of those of the most rows first. */
    static String mostFrequent(List<Group> groups, long filled) {
        if (groups.isEmpty()) {
            return "No row has a value.";
        }
        int most = groups.get(0).size();
        List<String> first = groups.stream()
                .filter(group -> group.size() == most)
                .map(Group::label)
                .toList();
        String each = first.size() > 1 ? " each" : "";
        String share = Format.count(most) + " of " + Format.plural(filled, "row") + each + " ("
                + ChartData.unbroken(Format.percent(most / (double) filled)) + ").";
        return first.size() > NAMED
                ? Format.count(first.size()) + " values are the most frequent: " + share
                : "Most frequent: " + String.join(", ", first) + ", " + share;
    }

    static String means(List<String> labels, List<String> written) {
        int last = labels.size() - 1;
        if (last < 0) {
            return "No row has a value.";
        }
        return last == 0
                ? labels.get(0) + ": " + written.get(0) + "."
                : "Highest: " + labels.get(0) + ", " + written.get(0) + "; lowest: " + labels.get(last) + ", "
                        + written.get(last) + ".";
    }
}
