package batchbook.chart;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Result;
import batchbook.Run;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;

/** Several runs side by side. */
public final class ComparisonCharts {
    private ComparisonCharts() {}

    public static CategoryChart outcomes(List<Run> runs) {
        CategoryChart chart = chart("Outcome, % of prompts", "% of prompts", runs);
        chart.getStyler().setStacked(true);
        Theme.fromZero(chart.getStyler(), 100);
        share(chart, "answered", Theme.ANSWERED, runs, run -> run.answered().size() - retried(run));
        share(chart, "answered after a retry", Theme.RETRIED, runs, ComparisonCharts::retried);
        share(chart, "failed", Theme.FAILED, runs, run -> run.metrics().failed());
        if (runs.stream().anyMatch(run -> run.metrics().notRun() > 0)) {
            share(chart, "not run", Theme.NOT_RUN, runs, run -> run.metrics().notRun());
        }
        return chart;
    }

    public static CategoryChart compare(List<Run> runs) {
        CategoryChart chart = chart("Time of the whole batch, and measured speed-up", "seconds", runs);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setPlotGridLinesVisible(false);
        List<Double> seconds =
                runs.stream().map(run -> DurationValues.seconds(run.took())).toList();
        double top = Axis.end(
                1.1 * seconds.stream().mapToDouble(Double::doubleValue).max().orElse(1));
        Theme.fromZero(chart.getStyler(), top);
        chart.addSeries("seconds", names(runs), seconds).setFillColor(Theme.ANSWERED);
        List<List<String>> lines = captions(runs);
        for (int line = 0; line < lines.size(); line++) {
            for (int i = 0; i < runs.size(); i++) {
                // On a category axis the columns stand at 0.5, 1.5, 2.5...
                double height = seconds.get(i) + (0.03 + 0.05 * line) * top;
                chart.addAnnotation(new AnnotationText(lines.get(line).get(i), i + 0.5, height, false));
            }
        }
        return chart;
    }

    /** What stands above the columns, lowest line first: as much as fits between their middles. */
    private static List<List<String>> captions(List<Run> runs) {
        List<String> times = texts(runs, metrics -> Format.duration(metrics.took()));
        List<String> measured = texts(runs, metrics -> Format.times(metrics.meanInFlight()));
        List<String> ofIdeal = texts(
                runs, metrics -> Format.times(metrics.meanInFlight()) + " of " + Format.count(metrics.mostInFlight()));
        List<String> inWords = ofIdeal.stream().map(text -> "speed-up " + text).toList();
        double room = (Theme.WIDTH - 100.0) / runs.size();
        Predicate<List<String>> fits = texts -> texts.stream().allMatch(text -> Theme.boldWidth(text) <= room);
        return Stream.concat(
                        Stream.of(inWords, ofIdeal, measured).filter(fits).limit(1),
                        Stream.of(times).filter(fits))
                .toList();
    }

    private static List<String> texts(List<Run> runs, Function<Metrics, String> text) {
        return runs.stream().map(Run::metrics).map(text).toList();
    }

    private static CategoryChart chart(String title, String yTitle, List<Run> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there is no run to draw: pass at least one, as in Charts.compare(run)");
        }
        CategoryChart chart = Theme.chart(new CategoryChart(Theme.WIDTH, Theme.HEIGHT), title, "", yTitle);
        chart.getStyler().setAvailableSpaceFill(runs.size() == 1 ? 0.25 : 0.5);
        return chart;
    }

    private static void share(
            CategoryChart chart, String name, Color colour, List<Run> runs, ToLongFunction<Run> part) {
        List<Double> shares = runs.stream()
                .map(run -> run.size() == 0 ? 0 : 100.0 * part.applyAsLong(run) / run.size())
                .toList();
        chart.addSeries(name, names(runs), shares).setFillColor(colour);
    }

    private static long retried(Run run) {
        return run.answered().stream().filter(Result::retried).count();
    }

    /** Columns of one chart need names of their own: the second {@code 8 workers} is {@code 8 workers (2)}. */
    private static List<String> names(List<Run> runs) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Run run : runs) {
            String name = ChartData.name(run);
            int count = seen.merge(name, 1, Integer::sum);
            names.add(count == 1 ? name : name + " (" + count + ")");
        }
        return names;
    }
}
