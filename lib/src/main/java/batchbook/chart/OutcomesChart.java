package batchbook.chart;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Result;
import batchbook.Run;
import batchbook.picture.ColumnLabels;
import batchbook.picture.Numbers;
import batchbook.picture.Theme;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;

/** Share of answered, retried and failed rows, one column for each run. */
public final class OutcomesChart {
    /** Thinner, a share of a column would not be seen, such as one failure among ten thousand. */
    static final double THINNEST = 1.2;

    private static final double TOP = 135;

    private OutcomesChart() {}

    /** What came of a run's rows, as counts; the last one drawn stands on top. */
    private record Parts(long answered, long retried, long failed, long notRun) {
        static Parts of(Run run) {
            long retried = run.answered().stream().filter(Result::retried).count();
            Metrics metrics = run.metrics();
            return new Parts(metrics.answered() - retried, retried, metrics.failed(), metrics.notRun());
        }

        /** In percent of all; what is there is seen, at the cost of the largest. */
        double[] heights() {
            double[] counts = {answered, retried, failed, notRun};
            double total = Math.max(1, answered + retried + failed + notRun);
            double[] heights = Arrays.stream(counts)
                    .map(count -> count == 0 ? 0 : Math.max(THINNEST, 100 * count / total))
                    .toArray();
            double sum = Arrays.stream(heights).sum();
            int largest = 0;
            for (int i = 1; i < heights.length; i++) {
                largest = heights[i] > heights[largest] ? i : largest;
            }
            heights[largest] -= Math.max(0, sum - 100);
            return heights;
        }

        List<String> lines() {
            return Stream.of(some(retried, " retried"), some(failed, " failed"), some(notRun, " not run"))
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        private static String some(long count, String what) {
            return count == 0 ? "" : Format.count(count) + what;
        }
    }

    public static CategoryChart of(List<Run> runs) {
        Columns.requireSome(runs);
        CategoryChart chart = Columns.chart(runs, "What came of the prompts", "% of prompts", OutcomesFinding.of(runs));
        Theme.fromZero(chart.getStyler(), TOP);
        // Far enough apart that they are 0, 50 and 100: the next line would be of more than all prompts.
        chart.getStyler().setYAxisTickMarkSpacingHint(85);
        Numbers numbers = new Numbers(100);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(tick -> numbers.upTo(100, tick));
        List<Parts> parts = runs.stream().map(Parts::of).toList();
        List<String> names = Columns.names(runs);
        add(chart, names, "answered", Theme.ANSWERED, parts, 0);
        add(chart, names, "answered after a retry", Theme.RETRIED, parts, 1);
        add(chart, names, "failed", Theme.FAILED, parts, 2);
        if (parts.stream().anyMatch(each -> each.notRun > 0)) {
            add(chart, names, "not run", Theme.NOT_RUN, parts, 3);
        }
        chart.addAnnotation(new ColumnLabels(
                wordings(runs, parts),
                runs.stream().mapToDouble(run -> run.size() == 0 ? 0 : 100).toArray()));
        return chart;
    }

    private static void add(
            CategoryChart chart, List<String> names, String name, Color colour, List<Parts> parts, int which) {
        List<Double> heights = parts.stream().map(each -> each.heights()[which]).toList();
        chart.addSeries(name, names, heights).setFillColor(colour);
    }

    private static List<List<List<String>>> wordings(List<Run> runs, List<Parts> parts) {
        List<List<List<String>>> wordings = new ArrayList<>();
        for (String suffix : List.of(" answered", "")) {
            wordings.add(lines(runs, parts, suffix, true));
        }
        wordings.add(lines(runs, parts, "", false));
        wordings.add(runs.stream().map(OutcomesChart::wholePercent).toList());
        return wordings;
    }

    /** Rounded down, so that 100 % is the whole. */
    private static List<String> wholePercent(Run run) {
        return run.size() == 0 ? List.of() : List.of((int) (100 * run.metrics().successRate()) + " %");
    }

    private static List<List<String>> lines(List<Run> runs, List<Parts> parts, String suffix, boolean counts) {
        return IntStream.range(0, runs.size())
                .mapToObj(i -> runs.get(i).size() == 0
                        ? List.of(suffix.isEmpty() ? "none" : "no prompts")
                        : Stream.concat(
                                        Stream.of(Format.percent(
                                                        runs.get(i).metrics().successRate())
                                                + suffix),
                                        counts ? parts.get(i).lines().stream() : Stream.of())
                                .toList())
                .toList();
    }
}
