package batchbook.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Lines of text above each column of a chart. Of several wordings, from the most telling to the shortest, the first that
 * fits is written; none when none does.
 */
public final class ColumnLabels extends Annotation {
    private static final double GAP = 5;

    private final List<List<List<String>>> wordings;
    private final double[] heights;
    private final List<Rectangle2D> drawn = new ArrayList<>();

    /**
     * @param wordings for each wording, for each column, its lines from top to bottom
     * @param heights of the columns
     */
    public ColumnLabels(List<List<List<String>>> wordings, double[] heights) {
        super(false);
        this.wordings = wordings;
        this.heights = heights.clone();
    }

    @Override
    public void paint(Graphics2D graphics) {
        drawn.clear();
        bounds = new Rectangle2D.Double();
        double left = getXAxisScreenValueForMin();
        double step = (getXAxisScreenValueForMax() - left) / heights.length;
        wordings.stream()
                .filter(wording -> wording.stream()
                        .flatMap(List::stream)
                        .allMatch(line -> TextLines.width(graphics, line, Theme.BOLD_LABEL) <= step - 6))
                .findFirst()
                .ifPresent(wording -> {
                    for (int i = 0; i < heights.length; i++) {
                        double bottom = getYAxisScreenValue(heights[i]) - GAP;
                        draw(graphics, wording.get(i), left + (i + 0.5) * step, bottom);
                    }
                });
    }

    private void draw(Graphics2D graphics, List<String> lines, double middle, double bottom) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Font font = i == 0 ? Theme.BOLD_LABEL : Theme.BOLD_LABEL.deriveFont(Font.PLAIN);
            TextLines line = TextLines.of(graphics, lines.get(i), font, Double.MAX_VALUE);
            bottom -= line.height();
            line.draw(graphics, styler.getChartFontColor(), middle - line.width() / 2, bottom);
            drawn.add(new Rectangle2D.Double(middle - line.width() / 2, bottom, line.width(), line.height()));
        }
    }

    /** Where each line stands, after painting. */
    public List<Rectangle2D> drawn() {
        return List.copyOf(drawn);
    }
}
