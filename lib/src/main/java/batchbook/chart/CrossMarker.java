package batchbook.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import org.knowm.xchart.style.markers.Marker;

/** A cross that is seen: XChart's own is a hairline. */
final class CrossMarker extends Marker {
    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
        graphics.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double half = size / 2.0;
        graphics.draw(new Line2D.Double(x - half, y - half, x + half, y + half));
        graphics.draw(new Line2D.Double(x - half, y + half, x + half, y - half));
    }
}
