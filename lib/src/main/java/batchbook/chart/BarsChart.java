package batchbook.chart;

import batchbook.Format;
import batchbook.chart.TableColumn.Group;
import batchbook.picture.BarEnds;
import batchbook.picture.BarPicture;
import batchbook.picture.CentredWords;
import batchbook.picture.Numbers;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.HorizontalBarChart;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** How many rows of a table have each value of a column, or their mean of another. */
public final class BarsChart {
    private static final int MOST = 20;

    private BarsChart() {}

    /** A bar: of which value, how long, and what stands at its end. */
    record Bar(String label, double length, String written) {}

    public static HorizontalBarChart counts(Table table, String name) {
        Column<?> column = TableColumn.of(table, name);
        List<Group> groups = TableColumn.groups(column, row -> true);
        long filled = rows(groups);
        boolean rest = groups.size() > MOST;
        List<Bar> bars = new ArrayList<>();
        for (Group group : groups.subList(0, rest ? MOST - 1 : groups.size())) {
            bars.add(count(group.label(), group.size(), filled));
        }
        if (rest) {
            List<Group> others = groups.subList(MOST - 1, groups.size());
            bars.add(count(Format.count(others.size()) + " other values", rows(others), filled));
        }
        String caption = ChartData.sentences(
                BarsFinding.mostFrequent(groups, filled), TableColumn.missing(table.rowCount() - filled));
        return chart(TableColumn.subtitle(table), "Rows by " + column.name(), "rows", bars, caption);
    }

    public static HorizontalBarChart means(Table table, String name, String of) {
        Column<?> column = TableColumn.of(table, name);
        NumericColumn<?> numbers = TableColumn.numbers(table, of);
        List<Group> groups = TableColumn.groups(column, row -> Double.isFinite(numbers.getDouble(row)));
        List<Group> shown = groups.stream().limit(MOST).toList();
        ToDoubleFunction<Group> mean = group ->
                group.rows().stream().mapToDouble(numbers::getDouble).average().orElse(0);
        Numbers written = new Numbers(
                shown.stream().mapToDouble(mean).map(Math::abs).max().orElse(1));
        List<Bar> bars = shown.stream()
                .sorted(Comparator.comparingDouble(mean).reversed())
                .map(group -> new Bar(
                        group.label(),
                        mean.applyAsDouble(group),
                        written.of(mean.applyAsDouble(group)) + " (" + Format.plural(group.size(), "row") + ")"))
                .toList();
        String caption = ChartData.sentences(
                groups.size() > MOST
                        ? "Of " + Format.count(groups.size()) + " values the " + MOST + " most frequent."
                        : "",
                BarsFinding.means(
                        bars.stream().map(Bar::label).toList(),
                        bars.stream().map(Bar::written).toList()),
                TableColumn.missing(table.rowCount() - rows(groups)));
        return chart(
                TableColumn.subtitle(table),
                "Mean " + numbers.name() + " by " + column.name(),
                "mean " + numbers.name(),
                bars,
                caption);
    }

    private static long rows(List<Group> groups) {
        return groups.stream().mapToLong(Group::size).sum();
    }

    private static Bar count(String label, long count, long all) {
        return new Bar(label, count, Format.count(count) + " (" + Format.percent(count / (double) all) + ")");
    }

    static HorizontalBarChart chart(String subtitle, String title, String xTitle, List<Bar> bars, String caption) {
        Texts texts = new Texts(subtitle, caption);
        HorizontalBarChart chart =
                Theme.chart(new BarPicture(150 + 30 * Math.max(2, bars.size()), texts), title, xTitle, "");
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        chart.getStyler().setPlotGridVerticalLinesVisible(true);
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.getStyler().setAxisTickPadding(8);
        // Or XChart leaves labels out where bars are near each other.
        chart.getStyler().setXAxisMaxLabelCount(2 * MOST);
        double most = bars.stream().mapToDouble(Bar::length).max().orElse(1);
        double least = Math.min(0, bars.stream().mapToDouble(Bar::length).min().orElse(0));
        // Room for the numbers right of the bars, in what the labels left of them leave.
        double numbers = width(bars.stream().map(Bar::written).toList());
        double plot = Math.max(
                140, Theme.WIDTH - 50 - width(bars.stream().map(Bar::label).toList()));
        double end = Math.max(most, 0) + (most - least) * numbers / Math.max(40, plot - numbers);
        chart.getStyler().setXAxisMin(least - 1e-6 * (end - least));
        chart.getStyler().setXAxisMax(end > least ? end : 1);
        boolean whole = bars.stream().allMatch(bar -> bar.length == Math.rint(bar.length));
        chart.getStyler().setXAxisTickLabelsFormattingFunction(new Numbers(whole ? 1_000 : end)::of);
        if (bars.isEmpty()) {
            CentredWords.instead(chart, "no value");
            return chart;
        }
        chart.addSeries(
                        xTitle,
                        bars.stream().map(Bar::length).toList(),
                        bars.stream().map(Bar::label).toList())
                .setFillColor(Theme.ANSWERED);
        chart.addAnnotation(new BarEnds(
                bars.stream().map(Bar::written).toList(),
                bars.stream().mapToDouble(bar -> Math.max(0, bar.length)).toArray()));
        return chart;
    }

    private static double width(List<String> texts) {
        return 12 + texts.stream().mapToDouble(Theme::boldWidth).max().orElse(0);
    }
}
