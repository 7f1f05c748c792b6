package batchbook.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Words below and right of the points of a rising line, where it leaves room. Points may be near each other: those of the
 * last and of the first are written, and of the others those that overlap none.
 */
public final class PointLabels extends Annotation {
    private static final double RIGHT = 6;
    private static final double BELOW = 5;
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
        Rectangle2D area = new Rectangle2D.Double(left, top, text.width(), text.height());
        if (drawn.stream().noneMatch(area::intersects)) {
            text.draw(graphics, styler.getChartFontColor(), left, top);
            drawn.add(area);
        }
    }

    /** Where each is written, after painting: the last point's first. */
    public List<Rectangle2D> drawn() {
        return List.copyOf(drawn);
    }
}
