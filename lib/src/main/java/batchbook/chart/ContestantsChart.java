package batchbook.chart;

import batchbook.Format;
import batchbook.chart.BarsChart.Bar;
import batchbook.picture.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.knowm.xchart.HorizontalBarChart;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** One figure of compared runs, a bar for each run. */
public final class ContestantsChart {
    private static final Map<String, String> TITLES = Map.of(
            "accuracy", "Accuracy",
            "precision", "Precision, mean of the classes",
            "recall", "Recall, mean of the classes",
            "f1", "F1, mean of the classes",
            "kappa", "Kappa with the labels",
            "score", "Mean score",
            "p50_ms", "Median latency",
            "cost", "Cost");

    private static final List<String> SHARES = List.of("accuracy", "precision", "recall", "f1");

    private ContestantsChart() {}

    /**
     * Of the summary of compared runs.
     *
     * @param subtitle what it is of
     * @param summary a row for each run
     * @param run the column with their names
     * @throws IllegalArgumentException when there is no such figure
     */
    public static HorizontalBarChart of(String subtitle, Table summary, String run, String figure) {
        NumericColumn<?> numbers = TableColumn.numbers(summary, figure);
        Column<?> names = TableColumn.of(summary, run);
        List<Bar> bars = new ArrayList<>();
        List<String> without = new ArrayList<>();
        double highest = 0;
        for (int row = 0; row < summary.rowCount(); row++) {
            highest = numbers.isMissing(row) ? highest : Math.max(highest, Math.abs(numbers.getDouble(row)));
        }
        DoubleFunction<String> written = written(numbers.name(), highest);
        for (int row = 0; row < summary.rowCount(); row++) {
            String name = TableColumn.label(String.valueOf(names.get(row)));
            if (numbers.isMissing(row)) {
                without.add(name);
            } else {
                bars.add(new Bar(name, numbers.getDouble(row), written.apply(numbers.getDouble(row))));
            }
        }
        String caption = ChartData.sentences(
                range(bars), without.isEmpty() ? "" : "Without a value: " + String.join(", ", without) + ".");
        return BarsChart.chart(
                subtitle, TITLES.getOrDefault(numbers.name(), numbers.name()), unit(numbers.name()), bars, caption);
    }

    private static String range(List<Bar> bars) {
        List<Bar> sorted = bars.stream()
                .sorted(Comparator.comparingDouble(Bar::length).reversed())
                .toList();
        return BarsFinding.means(
                sorted.stream().map(Bar::label).toList(),
                sorted.stream().map(Bar::written).toList());
    }

    private static String unit(String figure) {
        if (figure.endsWith("_ms")) {
            return "ms";
        }
        return figure.equals("cost") ? "US dollars" : figure;
    }

    private static DoubleFunction<String> written(String figure, double highest) {
        if (figure.endsWith("_ms")) {
            return value -> Format.duration(Duration.ofNanos(Math.round(value * 1e6)));
        }
        if (figure.equals("cost")) {
            return Format::dollars;
        }
        return SHARES.contains(figure) ? Format::percent : new Numbers(highest)::of;
    }
}
