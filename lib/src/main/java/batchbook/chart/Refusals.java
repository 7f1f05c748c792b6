package batchbook.chart;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.picture.Theme;
import batchbook.picture.WholeMarker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Requests that were refused for a limit, with the one mark that they have in all charts: a red cross. */
final class Refusals {
    // Marks nearer to each other than this share of the picture cover each other.
    private static final double ACROSS = 1.0 / Theme.WIDTH;
    private static final double UP = 1.0 / Theme.HEIGHT;

    private Refusals() {}

    /** Where the cross of one stands. */
    record Cross(double x, double y) {}

    static boolean isRefused(Attempt attempt) {
        return attempt.error().filter(ErrorKind::isRefusal).isPresent();
    }

    /** One for each, in a plot of this width and height; what covers each other is drawn once, and counted. */
    static void mark(XYChart chart, List<Cross> all, double width, double height) {
        if (all.isEmpty()) {
            return;
        }
        Set<List<Long>> taken = new HashSet<>();
        List<Cross> seen = all.stream()
                .filter(cross ->
                        taken.add(List.of(Math.round(cross.x / width / ACROSS), Math.round(cross.y / height / UP))))
                .toList();
        XYSeries series = chart.addSeries(
                Format.count(all.size()) + " refused (429)",
                seen.stream().mapToDouble(Cross::x).toArray(),
                seen.stream().mapToDouble(Cross::y).toArray());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(WholeMarker.CROSS);
        series.setMarkerColor(Theme.FAILED);
        chart.getStyler().setMarkerSize(all.size() > 100 ? 6 : 8);
    }
}
