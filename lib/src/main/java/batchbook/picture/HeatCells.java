package batchbook.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * The cells of a heat map, from pale to strong, with words in a colour that reads on each. Pale is no paler than reads well
 * on a dark page, where white would look like the most of all.
 */
public final class HeatCells extends Annotation {
    private static final double GAP = 2;
    private static final double ROUND = 6;
    /** How much white the palest has. */
    private static final double PALEST = 0.6;

    private static final Color DARK = new Color(0x0b0c0e);
    /** The luminance on which both inks read equally well. */
    private static final double MIDDLE = 0.187;

    private final List<List<Cell>> rows;

    /**
     * One of them.
     *
     * @param words lines from top to bottom, the first one bold; as many are written as there is room for
     * @param hue its colour where it is strongest
     * @param strength from 0, where it is nothing but a shade, to 1
     */
    public record Cell(List<String> words, Color hue, double strength) {}

    /** For each row, from top to bottom, its cells from left to right. */
    public HeatCells(List<List<Cell>> rows) {
        super(false);
        this.rows = rows;
    }

    @Override
    public void paint(Graphics2D graphics) {
        double left = getXAxisScreenValueForMin();
        double top = getYAxisScreenValueForMin();
        double height = (getYAxisScreenValueForMax() - top) / rows.size();
        double all = getXAxisScreenValueForMax() - left;
        bounds = new Rectangle2D.Double(left, top, all, height * rows.size());
        for (int row = 0; row < rows.size(); row++) {
            double width = all / rows.get(row).size();
            for (int column = 0; column < rows.get(row).size(); column++) {
                draw(
                        graphics,
                        rows.get(row).get(column),
                        new Rectangle2D.Double(
                                left + column * width + GAP / 2,
                                top + row * height + GAP / 2,
                                width - GAP,
                                height - GAP));
            }
        }
    }

    private void draw(Graphics2D graphics, Cell cell, Rectangle2D.Double place) {
        Color ground = ground(cell);
        graphics.setColor(ground);
        graphics.fill(new RoundRectangle2D.Double(place.x, place.y, place.width, place.height, ROUND, ROUND));
        Color ink = ink(ground, styler.getChartFontColor());
        List<TextLines> lines = lines(graphics, cell.words, place);
        double y = place.getCenterY()
                - lines.stream().mapToDouble(TextLines::height).sum() / 2;
        for (TextLines line : lines) {
            line.draw(graphics, ink, place.getCenterX() - line.width() / 2, y);
            y += line.height();
        }
    }

    private static List<TextLines> lines(Graphics2D graphics, List<String> words, Rectangle2D place) {
        List<TextLines> lines = new ArrayList<>();
        double height = 0;
        for (String word : words) {
            Font font = lines.isEmpty() ? Theme.BOLD_LABEL : Theme.BOLD_LABEL.deriveFont(Font.PLAIN);
            TextLines line = TextLines.of(graphics, word, font, Double.MAX_VALUE);
            height += line.height();
            if (line.width() > place.getWidth() - 4 || height > place.getHeight()) {
                break;
            }
            lines.add(line);
        }
        return lines;
    }

    /** The colour that reads best; where the page is seen through, that of all other words. */
    static Color ink(Color ground, Color onThePage) {
        if (ground.getAlpha() < 255) {
            return onThePage;
        }
        return luminance(ground) > MIDDLE ? DARK : Color.WHITE;
    }

    static Color ground(Cell cell) {
        if (!(cell.strength > 0)) {
            return Theme.SHADE;
        }
        double white = PALEST * (1 - Math.min(1, cell.strength));
        return new Color(
                mixed(cell.hue.getRed(), white), mixed(cell.hue.getGreen(), white), mixed(cell.hue.getBlue(), white));
    }

    private static int mixed(int colour, double white) {
        return (int) Math.round(colour + (255 - colour) * white);
    }

    /** Of sRGB, from 0 to 1, as WCAG 2 defines it. */
    static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
