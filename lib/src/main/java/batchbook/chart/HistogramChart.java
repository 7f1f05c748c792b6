package batchbook.chart;

import batchbook.Format;
import batchbook.picture.Axis;
import batchbook.picture.CentredWords;
import batchbook.picture.Numbers;
import batchbook.picture.Rectangles;
import batchbook.picture.Rectangles.Rectangle;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import batchbook.picture.XYPicture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** How often the numbers of a column occur. */
public final class HistogramChart {
    private HistogramChart() {}

    public static XYChart of(Table table, String name) {
        NumericColumn<?> column = TableColumn.numbers(table, name);
        double[] values = IntStream.range(0, column.size())
                .filter(row -> !column.isMissing(row))
                .mapToDouble(column::getDouble)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        Bins bins = Bins.of(values);
        Texts texts = new Texts(
                TableColumn.subtitle(table),
                ChartData.sentences(finding(values), TableColumn.missing(column.size() - values.length)));
        XYChart chart = Theme.chart(
                new XYPicture(Theme.HEIGHT, texts), "Distribution of " + column.name(), column.name(), "rows");
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        int[] counts = bins.counts(DoubleStream.of(values));
        double step = bins.step();
        Theme.fromZero(
                chart.getStyler(),
                Math.max(4, Axis.end(Arrays.stream(counts).max().orElse(1))));
        chart.getStyler().setXAxisMin(bins.from() - 1e-6 * step);
        chart.getStyler().setXAxisMax(bins.limit() + 1e-6 * step);
        chart.getStyler()
                .setXAxisTickLabelsFormattingFunction(new Numbers(Math.max(Math.abs(bins.from()), bins.limit()))::of);
        // There is nothing between two whole numbers that have a bar each.
        chart.getStyler()
                .setXAxisTickMarkSpacingHint((int) Math.max(70, step == 1 ? 0.9 * Theme.PLOT_WIDTH / bins.count() : 0));
        if (values.length == 0) {
            CentredWords.instead(chart, "no value");
            return chart;
        }
        List<Rectangle> bars = IntStream.range(0, bins.count())
                .mapToObj(bin -> {
                    double from = bins.from() + bin * step;
                    return new Rectangle(from + 0.06 * step, from + 0.94 * step, counts[bin]);
                })
                .toList();
        Rectangles.add(chart, "rows", bars, Theme.ANSWERED);
        return chart;
    }

    private static String finding(double[] sorted) {
        if (sorted.length == 0) {
            return "No row has a value.";
        }
        double least = sorted[0];
        double most = sorted[sorted.length - 1];
        Numbers numbers = new Numbers(Math.max(Math.abs(least), Math.abs(most)));
        if (least == most) {
            return Format.plural(sorted.length, "value") + (sorted.length == 1 ? ", " : ", each ") + numbers.of(least)
                    + ".";
        }
        double median = sorted[(sorted.length + 1) / 2 - 1];
        return Format.plural(sorted.length, "value") + " from " + numbers.of(least) + " to " + numbers.of(most)
                + ": median " + numbers.of(median) + ", mean "
                + numbers.of(DoubleStream.of(sorted).average().orElse(0)) + ".";
    }
}
