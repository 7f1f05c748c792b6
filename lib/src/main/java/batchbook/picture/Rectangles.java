package batchbook.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Filled rectangles that stand on the horizontal axis. XChart has none on an axis of numbers: each is part of an area. */
public final class Rectangles {
    private Rectangles() {}

    public record Rectangle(double from, double to, double height) {}

    public static XYSeries add(XYChart chart, String name, List<Rectangle> rectangles, Color colour) {
        double[] x = new double[4 * rectangles.size()];
        double[] y = new double[4 * rectangles.size()];
        for (int i = 0; i < rectangles.size(); i++) {
            Rectangle one = rectangles.get(i);
            for (int corner = 0; corner < 4; corner++) {
                x[4 * i + corner] = corner < 2 ? one.from : one.to;
                y[4 * i + corner] = corner == 1 || corner == 2 ? one.height : 0;
            }
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE);
        series.setFillColor(colour);
        series.setLineColor(Theme.transparent(colour, 0));
        series.setLineStyle(new BasicStroke(0f));
        return series;
    }
}
