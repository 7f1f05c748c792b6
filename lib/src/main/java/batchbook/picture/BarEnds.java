package batchbook.picture;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** A text right of the end of each horizontal bar, from top to bottom. */
public final class BarEnds extends Annotation {
    private static final double GAP = 6;

    private final List<String> words;
    private final double[] ends;

    public BarEnds(List<String> words, double[] ends) {
        super(false);
        this.words = List.copyOf(words);
        this.ends = ends.clone();
    }

    @Override
    public void paint(Graphics2D graphics) {
        bounds = new Rectangle2D.Double();
        double top = getYAxisScreenValueForMin();
        double step = (getYAxisScreenValueForMax() - top) / ends.length;
        for (int i = 0; i < ends.length; i++) {
            TextLines text = TextLines.of(graphics, words.get(i), Theme.BOLD_LABEL, Double.MAX_VALUE);
            double y = top + (i + 0.5) * step - text.height() / 2;
            double x = getXAxisScreenValue(ends[i]) + GAP;
            text.draw(graphics, styler.getChartFontColor(), x, y);
            Rectangle2D drawn = new Rectangle2D.Double(x, y, text.width(), text.height());
            bounds = i == 0 ? drawn : bounds.createUnion(drawn);
        }
    }
}
