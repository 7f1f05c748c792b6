package batchbook.picture;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/** A marker that is seen whole also on an axis, where XChart cuts off what is outside of the plot. */
public final class WholeMarker extends Marker {
    public static final WholeMarker DOT = new WholeMarker(Form.DOT);
    public static final WholeMarker DIAMOND = new WholeMarker(Form.DIAMOND);
    public static final WholeMarker CROSS = new WholeMarker(Form.CROSS);

    // XChart's own cross is a hairline.
    private static final BasicStroke THICK = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private enum Form {
        DOT,
        DIAMOND,
        CROSS
    }

    private final Form form;

    private WholeMarker(Form form) {
        this.form = form;
    }

    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
        Rectangle clip = graphics.getClipBounds();
        if (clip == null || clip.contains(x - size, y - size, 2 * size, 2 * size)) {
            draw(graphics, x, y, size);
            return;
        }
        Shape before = graphics.getClip();
        clip.grow(size, size);
        graphics.setClip(clip);
        draw(graphics, x, y, size);
        graphics.setClip(before);
    }

    private void draw(Graphics2D graphics, double x, double y, int size) {
        double half = size / 2.0;
        switch (form) {
            case DOT -> graphics.fill(new Ellipse2D.Double(x - half, y - half, size, size));
            case DIAMOND ->
                graphics.fill(path(x, y - 1.2 * half, x + 1.2 * half, y, x, y + 1.2 * half, x - 1.2 * half, y));
            case CROSS -> {
                graphics.setStroke(THICK);
                graphics.draw(path(x - half, y - half, x + half, y + half));
                graphics.draw(path(x - half, y + half, x + half, y - half));
            }
        }
    }

    private static Path2D path(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        if (points.length > 4) {
            path.closePath();
        }
        return path;
    }
}
