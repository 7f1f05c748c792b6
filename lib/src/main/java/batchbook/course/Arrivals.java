package batchbook.course;

import batchbook.view.Charts;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What a server sees: how many requests arrive in each quarter of a second. All its charts have the same axes, so that two
 * below each other can be compared.
 *
 * <pre>{@code
 * new Arrivals(16, 20).chart("20 programs", List.of(1.0, 1.0, 3.0))
 * }</pre>
 *
 * @param seconds where the axis of time ends
 * @param most where the axis of requests ends
 */
public record Arrivals(int seconds, int most) {
    private static final int PARTS = 4;

    /**
     * The chart.
     *
     * @param times when requests arrive, in seconds; those after the end of the axis are left out
     */
    public XYChart chart(String title, List<Double> times) {
        double[] counts = counts(times);
        double[] starts = new double[counts.length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i / (double) PARTS;
        }
        XYChart chart = new XYChartBuilder()
                .width(680)
                .height(250)
                .title(title)
                .xAxisTitle("seconds after the failure")
                .yAxisTitle("requests in 0.25 s")
                .build();
        chart.addSeries("requests", starts, counts).setMarker(SeriesMarkers.NONE);
        Charts.style(chart);
        XYStyler styler = chart.getStyler();
        styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.StepArea);
        styler.setLegendVisible(false);
        styler.setXAxisMin(0.0);
        styler.setXAxisMax((double) seconds);
        styler.setYAxisMin(0.0);
        styler.setYAxisMax((double) most);
        return chart;
    }

    /** The most requests that arrive in one quarter of a second. */
    public int peak(List<Double> times) {
        double highest = 0;
        for (double count : counts(times)) {
            highest = Math.max(highest, count);
        }
        return (int) highest;
    }

    private double[] counts(List<Double> times) {
        double[] counts = new double[PARTS * seconds];
        for (double time : times) {
            int part = (int) (PARTS * time);
            if (part < counts.length) {
                counts[part]++;
            }
        }
        return counts;
    }
}
