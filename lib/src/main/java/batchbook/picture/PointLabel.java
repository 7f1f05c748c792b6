package batchbook.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Words below and right of a point of a rising line, where it leaves room. */
public final class PointLabel extends Annotation {
    private static final double RIGHT = 6;
    private static final double BELOW = 5;
    private static final Font FONT = Theme.BOLD_LABEL.deriveFont(Font.PLAIN);

    private final String words;
    private final double x;
    private final double y;

    public PointLabel(String words, double x, double y) {
        super(false);
        this.words = words;
        this.x = x;
        this.y = y;
    }

    @Override
    public void paint(Graphics2D graphics) {
        TextLines text = TextLines.of(graphics, words, FONT, Double.MAX_VALUE);
        double room = getXAxisScreenValueForMax() + 8 - text.width();
        double left = Math.min(room, getXAxisScreenValue(x) + RIGHT);
        double bottom = getYAxisScreenValueForMax() - text.height();
        double top = Math.min(bottom, getYAxisScreenValue(y) + BELOW);
        text.draw(graphics, styler.getChartFontColor(), left, top);
        bounds = new Rectangle2D.Double(left, top, text.width(), text.height());
    }
}
