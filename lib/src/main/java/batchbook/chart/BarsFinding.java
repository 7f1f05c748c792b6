package batchbook.chart;

import batchbook.Format;
import java.util.List;
import java.util.Map;

/** What there is to see in the values of a column. */
final class BarsFinding {
    private static final int NAMED = 3;

    private BarsFinding() {}

    static String mostFrequent(Map<String, List<Integer>> rows, List<String> order, long filled) {
        if (order.isEmpty()) {
            return "No row has a value.";
        }
        int most = rows.get(order.get(0)).size();
        List<String> first =
                order.stream().filter(value -> rows.get(value).size() == most).toList();
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
