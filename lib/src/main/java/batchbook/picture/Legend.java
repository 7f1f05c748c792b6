package batchbook.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.AxesChartSeries;
import org.knowm.xchart.internal.series.MarkerSeries;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.markers.None;

/** The keys of a chart's series in rows. XChart's own wraps nothing, and sets each word on a base line of its own. */
final class Legend {
    private static final double KEY = 18;
    private static final double TO_TEXT = 7;
    private static final double TO_NEXT = 20;
    private static final double ROW_GAP = 4;
    private static final double BOX = 13;
    private static final int MARKER = 10;

    static final Legend NONE = new Legend(List.of(), 0);

    private final List<Item> items;
    private final double height;

    private record Item(Series series, TextLines text, double x, double y) {}

    private Legend(List<Item> items, double height) {
        this.items = items;
        this.height = height;
    }

    static Legend of(Graphics2D graphics, Chart<?, ?> chart, double room) {
        List<Item> items = new ArrayList<>();
        double x = 0;
        double y = 0;
        double bottom = 0;
        if (!chart.getStyler().isLegendVisible()) {
            return NONE;
        }
        for (Series series : chart.getSeriesCollection()) {
            if (!series.isShowInLegend() || !series.isEnabled()) {
                continue;
            }
            TextLines text =
                    TextLines.of(graphics, series.getLabel(), chart.getStyler().getLegendFont(), room - KEY - TO_TEXT);
            double width = KEY + TO_TEXT + text.width();
            if (x > 0 && x + width > room) {
                x = 0;
                y = bottom + ROW_GAP;
            }
            items.add(new Item(series, text, x, y));
            x += width + TO_NEXT;
            bottom = Math.max(bottom, y + text.height());
        }
        return new Legend(items, bottom);
    }

    double height() {
        return height;
    }

    void draw(Graphics2D graphics, Color ink, double left, double top) {
        for (Item item : items) {
            double x = left + item.x;
            double y = top + item.y;
            item.text.draw(graphics, ink, x + KEY + TO_TEXT, y);
            double lineHeight = item.text.height() / Math.max(1, item.text.count());
            key(graphics, item.series, x, y + lineHeight / 2);
        }
    }

    private static void key(Graphics2D graphics, Series series, double x, double middle) {
        boolean marked =
                series instanceof MarkerSeries with && with.getMarker() != null && !(with.getMarker() instanceof None);
        if (series instanceof XYSeries xy && !isArea(xy)) {
            if (style(xy) != XYSeriesRenderStyle.Scatter) {
                line(graphics, xy, x, middle);
            }
        } else {
            box(graphics, series.getFillColor(), x, middle);
            if (series instanceof XYSeries xy && xy.getLineColor().getAlpha() > 0) {
                line(graphics, xy, x, middle - BOX / 2);
            }
            return;
        }
        if (marked && series instanceof MarkerSeries with) {
            graphics.setColor(with.getMarkerColor());
            with.getMarker().paint(graphics, x + KEY / 2, middle, MARKER);
        }
    }

    private static XYSeriesRenderStyle style(XYSeries series) {
        return series.getXYSeriesRenderStyle().orElse(XYSeriesRenderStyle.Line);
    }

    private static boolean isArea(XYSeries series) {
        return switch (style(series)) {
            case Area, StepArea, PolygonArea -> true;
            default -> false;
        };
    }

    private static void line(Graphics2D graphics, AxesChartSeries series, double x, double y) {
        if (series.getLineStyle().getLineWidth() > 5) {
            box(graphics, series.getLineColor(), x, y);
            return;
        }
        graphics.setColor(series.getLineColor());
        BasicStroke stroke = series.getLineStyle();
        graphics.setStroke(stroke);
        graphics.draw(new Line2D.Double(x, y, x + KEY, y));
    }

    private static void box(Graphics2D graphics, Color colour, double x, double middle) {
        graphics.setColor(colour);
        graphics.fill(new Rectangle2D.Double(x + (KEY - BOX) / 2, middle - BOX / 2, BOX, BOX));
    }
}
