package batchbook.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What surrounds a plot: title, what it is of, and legend above it, and its caption below. */
final class Frame {
    private static final double MARGIN = 14;
    private static final double GAP = 8;

    private Frame() {}

    /** Paints the plot with its axes into what the words leave. */
    interface Plot {
        void paint(Graphics2D graphics, int width, int height);
    }

    static void paint(Graphics2D graphics, int width, int height, Chart<?, ?> chart, Texts texts, Plot plot) {
        Styler styler = chart.getStyler();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(styler.getChartBackgroundColor());
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));

        Color ink = styler.getChartFontColor();
        double room = width - 2 * MARGIN;
        String title = styler.isChartTitleVisible() ? chart.getTitle() : "";
        TextLines heading = TextLines.of(graphics, title, styler.getChartTitleFont(), room);
        TextLines subtitle = TextLines.of(graphics, texts.subtitle(), Theme.LABEL, room);
        TextLines caption = TextLines.of(graphics, texts.caption(), Theme.LABEL, room);
        // Somewhere else it is XChart's.
        boolean ours = styler.getLegendPosition() == LegendPosition.OutsideS;
        Legend legend = ours ? Legend.of(graphics, chart, room) : Legend.NONE;

        double y = MARGIN;
        heading.draw(graphics, ink, MARGIN, y);
        y += heading.height() + (heading.count() > 0 ? 2 : 0);
        subtitle.draw(graphics, ink, MARGIN, y);
        y += subtitle.height() + GAP;
        double legendTop = y;
        y += legend.height();
        double captionTop = height - MARGIN - caption.height() + 4;
        int plotHeight = (int) Math.max(1, captionTop - y);

        boolean legendVisible = styler.isLegendVisible();
        boolean titleVisible = styler.isChartTitleVisible();
        AffineTransform before = graphics.getTransform();
        try {
            styler.setLegendVisible(legendVisible && !ours);
            styler.setChartTitleVisible(false);
            graphics.translate(0, y);
            plot.paint(graphics, width, plotHeight);
        } finally {
            graphics.setTransform(before);
            styler.setLegendVisible(legendVisible);
            styler.setChartTitleVisible(titleVisible);
        }
        // XChart gives series their colours while it paints them.
        legend.draw(graphics, ink, MARGIN, legendTop);
        caption.draw(graphics, ink, MARGIN, captionTop);
    }
}
