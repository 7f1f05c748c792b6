package batchbook.view;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Result;
import batchbook.Run;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;

/** Several runs side by side. */
final class ComparisonCharts {
    private ComparisonCharts() {}

    static CategoryChart outcomes(List<Run> runs) {
        CategoryChart chart = chart("Outcome, % of prompts", "% of prompts", runs);
        chart.getStyler().setStacked(true);
        Look.fromZero(chart.getStyler(), 100);
        List<String> names = names(runs);
        add(
                chart,
                "answered",
                Look.ANSWERED,
                names,
                runs.stream()
                        .map(run -> share(run, run.answered().size() - retried(run)))
                        .toList());
        add(
                chart,
                "answered after a retry",
                Look.RETRIED,
                names,
                runs.stream().map(run -> share(run, retried(run))).toList());
        add(
                chart,
                "failed",
                Look.FAILED,
                names,
                runs.stream().map(run -> share(run, run.metrics().failed())).toList());
        if (runs.stream().anyMatch(run -> run.metrics().notRun() > 0)) {
            add(
                    chart,
                    "not run",
                    Look.NOT_RUN,
                    names,
                    runs.stream().map(run -> share(run, run.metrics().notRun())).toList());
        }
        return chart;
    }

    static CategoryChart compare(List<Run> runs) {
        CategoryChart chart = chart("Time of the whole batch", "seconds", runs);
        chart.getStyler().setLegendVisible(false);
        List<Double> seconds =
                runs.stream().map(run -> run.took().toNanos() / 1e9).toList();
        double top = Axis.end(
                1.1 * seconds.stream().mapToDouble(Double::doubleValue).max().orElse(1));
        Look.fromZero(chart.getStyler(), top);
        add(chart, "seconds", Look.ANSWERED, names(runs), seconds);
        for (int i = 0; i < runs.size(); i++) {
            Metrics metrics = runs.get(i).metrics();
            String label = Format.duration(metrics.took()) + ", speed-up " + Format.times(metrics.speedUp()) + " of "
                    + Format.times(metrics.idealSpeedUp());
            // On a category axis the columns stand at 0.5, 1.5, 2.5...
            chart.addAnnotation(new AnnotationText(label, i + 0.5, seconds.get(i) + 0.035 * top, false));
        }
        return chart;
    }

    private static CategoryChart chart(String title, String yTitle, List<Run> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there is no run to draw: pass at least one, as in Charts.compare(run)");
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(Look.WIDTH)
                .height(Look.HEIGHT)
                .title(title)
                .yAxisTitle(yTitle)
                .build();
        CategoryStyler styler = chart.getStyler();
        Look.style(styler);
        styler.setAvailableSpaceFill(runs.size() == 1 ? 0.25 : 0.5);
        return chart;
    }

    private static void add(CategoryChart chart, String name, Color colour, List<String> runs, List<Double> values) {
        chart.addSeries(name, runs, values).setFillColor(colour);
    }

    private static double share(Run run, long part) {
        return run.size() == 0 ? 0 : 100.0 * part / run.size();
    }

    private static long retried(Run run) {
        return run.answered().stream().filter(Result::retried).count();
    }

    /** Columns of one chart need names of their own: the second {@code 8 workers} is {@code 8 workers (2)}. */
    private static List<String> names(List<Run> runs) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Run run : runs) {
            String name = Rows.name(run);
            int count = seen.merge(name, 1, Integer::sum);
            names.add(count == 1 ? name : name + " (" + count + ")");
        }
        return names;
    }
}
