package batchbook.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Words below and right of the points of a rising line, where it leaves room. Points may be near each other: words that
 * would stand on others or on a point are left out, those of the last and the first point at last.
 */
public final class PointLabels extends Annotation {
    private static final double RIGHT = 6;
    private static final double BELOW = 5;
    /** What a line of small letters and numbers has above and below it. */
    private static final double AIR = 3;

    private static final double DOT = 8;
    private static final Font FONT = Theme.BOLD_LABEL.deriveFont(Font.PLAIN);

    private final List<String> words;
    private final double[] x;
    private final double[] y;
    private final List<Rectangle2D> drawn = new ArrayList<>();

    public PointLabels(List<String> words, double[] x, double[] y) {
        super(false);
        this.words = List.copyOf(words);
        this.x = x.clone();
        this.y = y.clone();
    }

    @Override
    public void paint(Graphics2D graphics) {
        drawn.clear();
        int last = x.length - 1;
        IntStream.concat(IntStream.of(last), IntStream.range(0, last))
                .filter(i -> i >= 0)
                .forEach(i -> draw(graphics, i));
        bounds = drawn.stream().reduce(Rectangle2D::createUnion).orElseGet(Rectangle2D.Double::new);
    }

    private void draw(Graphics2D graphics, int index) {
        TextLines text = TextLines.of(graphics, words.get(index), FONT, Double.MAX_VALUE);
        double room = getXAxisScreenValueForMax() + 8 - text.width();
        double left = Math.min(room, getXAxisScreenValue(x[index]) + RIGHT);
        double bottom = getYAxisScreenValueForMax() - text.height();
        double top = Math.min(bottom, getYAxisScreenValue(y[index]) + BELOW);
        Rectangle2D area = new Rectangle2D.Double(left, top + AIR, text.width(), text.height() - 2 * AIR);
        if (drawn.stream().noneMatch(area::intersects) && !coversAPoint(area)) {
            text.draw(graphics, styler.getChartFontColor(), left, top);
            drawn.add(area);
        }
    }

    private boolean coversAPoint(Rectangle2D area) {
        return IntStream.range(0, x.length)
                .anyMatch(i -> area.intersects(
                        getXAxisScreenValue(x[i]) - DOT / 2, getYAxisScreenValue(y[i]) - DOT / 2, DOT, DOT));
    }

    /** Where each is written, after painting: the last point's first. */
    public List<Rectangle2D> drawn() {
        return List.copyOf(drawn);
    }
}
