package batchbook.course;

import batchbook.picture.Axis;
import batchbook.picture.Theme;
import batchbook.picture.WholeMarker;
import batchbook.view.Notebook;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How many requests went at once, round by round, beside the limit of the server. Immutable.
 *
 * <pre>{@code
 * SawTooth.limit(12).line("add one, halve", adding).chart()
 * }</pre>
 */
public final class SawTooth {
    static {
        Notebook.install();
    }

    private final int limit;
    private final Map<String, List<Integer>> lines;

    private SawTooth(int limit, Map<String, List<Integer>> lines) {
        this.limit = limit;
        this.lines = Collections.unmodifiableMap(lines);
    }

    /**
     * A picture without lines yet.
     *
     * @param limit how many the server takes at once
     */
    public static SawTooth limit(int limit) {
        return new SawTooth(limit, Map.of());
    }

    /**
     * With one line more.
     *
     * @param caps how many each round was allowed to send, at least one
     */
    public SawTooth line(String name, List<Integer> caps) {
        Map<String, List<Integer>> more = new LinkedHashMap<>(lines);
        more.put(name, List.copyOf(caps));
        return new SawTooth(limit, more);
    }

    /** The lines, rounds from 1, and the limit as a dashed one. */
    public XYChart chart() {
        XYChart chart = Theme.chart(
                new XYChartBuilder().width(Theme.WIDTH).height(360).build(),
                "The server takes " + limit + " at once",
                "round",
                "requests at once");
        lines.forEach((name, caps) -> chart.addSeries(name, rounds(caps.size()), caps)
                .setMarker(WholeMarker.DOT)
                .setLineWidth(2));
        int last = lines.values().stream().mapToInt(List::size).max().orElse(2);
        chart.addSeries("limit", List.of(1, last), List.of(limit, limit))
                .setMarker(SeriesMarkers.NONE)
                .setLineStyle(Theme.DASHES)
                .setLineColor(Theme.INK);
        chart.getStyler().setMarkerSize(6);
        Theme.fromZero(chart.getStyler(), Axis.end(highest()));
        return chart;
    }

    private int highest() {
        return Math.max(
                limit,
                lines.values().stream()
                        .flatMap(List::stream)
                        .max(Integer::compare)
                        .orElse(0));
    }

    private static List<Integer> rounds(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }
}
