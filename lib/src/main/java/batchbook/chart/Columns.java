package batchbook.chart;

import batchbook.Format;
import batchbook.Run;
import batchbook.picture.ColumnPicture;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/** What the charts with a column for each run have in common. */
final class Columns {
    // About; where they are as wide as this, they are turned.
    private static final double CHARACTER = 8;

    private Columns() {}

    static void requireSome(List<Run> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there is no run to draw: pass at least one, as in Charts.compare(run)");
        }
    }

    static CategoryChart chart(List<Run> runs, String title, String yTitle, String caption) {
        CategoryChart chart =
                Theme.chart(new ColumnPicture(Theme.HEIGHT, new Texts(subtitle(runs), caption)), title, "", yTitle);
        chart.getStyler().setStacked(true);
        chart.getStyler().setAvailableSpaceFill(runs.size() == 1 ? 0.25 : 0.5);
        chart.getStyler().setXAxisTickMarkSpacingHint(1);
        chart.getStyler().setYAxisTickMarkSpacingHint(50);
        // Along the tops of tall letters, and so on one base line: XChart's own is below the descenders that a name
        // has.
        chart.getStyler().setXAxisLabelAlignmentVertical(TextAlignment.Right);
        double widest = names(runs).stream().mapToInt(String::length).max().orElse(0) * CHARACTER;
        if (widest > Theme.PLOT_WIDTH / runs.size() - 8) {
            chart.getStyler().setXAxisLabelRotation(45);
            chart.getStyler().setXAxisLabelAlignment(TextAlignment.Right);
        }
        return chart;
    }

    /** Of one run all, of several what they have in common. */
    static String subtitle(List<Run> runs) {
        if (runs.size() == 1) {
            return ChartData.subtitle(runs.get(0));
        }
        String models =
                runs.stream().map(run -> Format.plain(run.model())).distinct().collect(Collectors.joining(", "));
        int fewest = runs.stream().mapToInt(Run::size).min().orElse(0);
        int most = runs.stream().mapToInt(Run::size).max().orElse(0);
        int failed = runs.stream().mapToInt(run -> run.metrics().failed()).sum();
        int answered = runs.stream().mapToInt(run -> run.metrics().answered()).sum();
        return models + ". " + Format.count(runs.size()) + " runs of "
                + (fewest == most ? "" : Format.count(fewest) + " to ") + Format.plural(most, "prompt") + ": "
                + Format.count(answered) + " answered" + (failed > 0 ? ", " + Format.count(failed) + " failed" : "")
                + " in all";
    }

    /**
     * Columns of one chart need names of their own: runs of several models have the model in theirs, and the second {@code 8
     * workers} is {@code 8 workers (2)}.
     */
    static List<String> names(List<Run> runs) {
        boolean sameModel = runs.stream().map(Run::model).distinct().count() == 1;
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Run run : runs) {
            String name = sameModel ? run.label() : run.label() + ", " + run.model();
            int count = seen.merge(name, 1, Integer::sum);
            names.add(count == 1 ? name : name + " (" + count + ")");
        }
        return names;
    }
}
