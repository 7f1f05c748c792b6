package batchbook.picture;

import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** A dashed line from the bottom up to {@code height}, with a label, which may be empty, right of its upper end. */
public final class LabelledLine extends Annotation {
    private static final double GAP = 7;

    private final String label;
    private final double at;
    private final double height;

    public LabelledLine(String label, double at, double height) {
        super(false);
        this.label = label;
        this.at = at;
        this.height = height;
    }

    @Override
    public void paint(Graphics2D graphics) {
        double x = getXAxisScreenValue(at);
        double top = getYAxisScreenValue(height);
        graphics.setColor(Theme.INK);
        graphics.setStroke(Theme.DASHES);
        graphics.draw(new Line2D.Double(x, getYAxisScreenValue(0), x, top));
        bounds = new Rectangle2D.Double(x, top, 0, 0);
        if (label.isEmpty()) {
            return;
        }
        TextLayout text = new TextLayout(label, Theme.BOLD_LABEL, graphics.getFontRenderContext());
        Rectangle2D ink = text.getBounds();
        TextLines.fill(graphics, text, x + GAP - ink.getX(), top - ink.getY());
        bounds = new Rectangle2D.Double(x + GAP, top, ink.getWidth(), ink.getHeight());
    }
}
