package batchbook.chart;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Run;
import batchbook.picture.CentredWords;
import batchbook.picture.ColumnLabels;
import batchbook.picture.Numbers;
import batchbook.picture.Theme;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;

/** Wall time of runs, with their speed-up and their median latency above. */
public final class CompareChart {
    private static final String FAILED = "failed (share of the prompts)";

    private CompareChart() {}

    public static CategoryChart of(List<Run> runs) {
        Columns.requireSome(runs);
        Comparison comparison = Comparison.of(runs);
        Duration longest = runs.stream().map(Run::took).max(Duration::compareTo).orElse(Duration.ZERO);
        AxisUnit unit = AxisUnit.of(longest);
        CategoryChart chart =
                Columns.chart(runs, "Time of the whole batch", unit + simulated(runs), CompareFinding.of(comparison));
        double[] heights =
                runs.stream().mapToDouble(run -> unit.value(run.took())).toArray();
        // Three lines stand above the highest.
        double top = longest.isZero() ? 1 : 1.35 * unit.value(longest);
        Theme.fromZero(chart.getStyler(), top);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(new Numbers(top)::of);
        List<String> names = Columns.names(runs);
        add(chart, names, runs, heights, "answered", Theme.ANSWERED, Metrics::answered);
        if (runs.stream().anyMatch(run -> run.metrics().failed() > 0)) {
            add(chart, names, runs, heights, FAILED, Theme.FAILED, Metrics::failed);
        }
        if (runs.stream().anyMatch(run -> run.metrics().notRun() > 0)) {
            add(chart, names, runs, heights, "not run", Theme.NOT_RUN, Metrics::notRun);
        }
        chart.getStyler().setLegendVisible(chart.getSeriesCollection().size() > 1);
        if (runs.stream().allMatch(run -> run.metrics().attempts() == 0)) {
            CentredWords.instead(chart, ChartData.NO_REQUESTS);
        } else {
            chart.addAnnotation(new ColumnLabels(wordings(comparison), heights));
        }
        return chart;
    }

    private static String simulated(List<Run> runs) {
        boolean alike = runs.stream().mapToDouble(Run::speed).distinct().count() == 1;
        return alike ? TimeAxis.simulated(runs.get(0)) : "";
    }

    private static void add(
            CategoryChart chart,
            List<String> names,
            List<Run> runs,
            double[] heights,
            String name,
            Color colour,
            ToIntFunction<Metrics> part) {
        List<Double> parts = IntStream.range(0, runs.size())
                .mapToObj(i -> heights[i]
                        * part.applyAsInt(runs.get(i).metrics())
                        / Math.max(1, runs.get(i).size()))
                .toList();
        chart.addSeries(name, names, parts).setFillColor(colour);
    }

    private static List<List<List<String>>> wordings(Comparison comparison) {
        List<List<List<String>>> wordings = new ArrayList<>();
        for (String median : List.of("median latency ", "median ", "p50 ", "")) {
            wordings.add(IntStream.range(0, comparison.runs().size())
                    .mapToObj(i -> lines(comparison, i, median))
                    .toList());
        }
        return wordings;
    }

    private static List<String> lines(Comparison comparison, int index, String median) {
        Run run = comparison.runs().get(index);
        if (run.metrics().attempts() == 0) {
            return List.of("nothing sent");
        }
        List<String> lines = new ArrayList<>(List.of(Format.duration(run.took())));
        if (comparison.runs().size() > 1) {
            lines.add(speedUp(comparison, index, !median.isEmpty()));
        }
        if (!median.isEmpty() && !ChartData.isUntimed(run)) {
            lines.add(median + Format.duration(run.metrics().p50()));
        }
        return lines;
    }

    private static String speedUp(Comparison comparison, int index, boolean room) {
        OptionalDouble speedUp = comparison.speedUp(index);
        if (speedUp.isEmpty()) {
            return room ? "no speed-up" : "-";
        }
        return index == comparison.baseline() ? "1x" : Format.times(speedUp.getAsDouble());
    }
}
