package batchbook.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text as lines that fit into a width, as the font of a picture measures them: wrapped, never cut. */
final class TextLines {
    private final List<TextLayout> lines;
    private final float lineHeight;
    private final float ascent;

    private TextLines(List<TextLayout> lines, Font font, Graphics2D graphics) {
        this.lines = lines;
        this.ascent = graphics.getFontMetrics(font).getAscent();
        this.lineHeight = graphics.getFontMetrics(font).getHeight();
    }

    /** Breaks at blanks, and a word that is too long anywhere. An empty text has no line. */
    static TextLines of(Graphics2D graphics, String text, Font font, double room) {
        List<TextLayout> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("[ \n]+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(graphics, longer, font) > room) {
                lines.add(layout(graphics, line, font));
                longer = word;
            }
            line = longer;
            while (width(graphics, line, font) > room) {
                int fits = fitting(graphics, line, font, room);
                if (fits >= line.length()) {
                    break;
                }
                lines.add(layout(graphics, line.substring(0, fits), font));
                line = line.substring(fits);
            }
        }
        if (!line.isEmpty()) {
            lines.add(layout(graphics, line, font));
        }
        return new TextLines(lines, font, graphics);
    }

    /** At least one whole character, as people see them. */
    private static int fitting(Graphics2D graphics, String line, Font font, double room) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(line);
        characters.first();
        int fits = characters.next();
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            if (width(graphics, line.substring(0, next), font) > room) {
                break;
            }
            fits = next;
        }
        return fits;
    }

    static double width(Graphics2D graphics, String text, Font font) {
        return text.isEmpty() ? 0 : layout(graphics, text, font).getAdvance();
    }

    static TextLayout layout(Graphics2D graphics, String text, Font font) {
        return new TextLayout(text, font, graphics.getFontRenderContext());
    }

    /** As a shape: as a text, a writer of vector graphics would outline it. */
    static void fill(Graphics2D graphics, TextLayout text, double x, double baseline) {
        graphics.fill(text.getOutline(AffineTransform.getTranslateInstance(x, baseline)));
    }

    int count() {
        return lines.size();
    }

    double height() {
        return lines.size() * lineHeight;
    }

    double width() {
        return lines.stream().mapToDouble(TextLayout::getAdvance).max().orElse(0);
    }

    /** With the upper left corner there; all lines stand on base lines of the same distance. */
    void draw(Graphics2D graphics, Color colour, double x, double y) {
        graphics.setColor(colour);
        float baseline = (float) y + ascent;
        for (TextLayout line : lines) {
            fill(graphics, line, x, baseline);
            baseline += lineHeight;
        }
    }
}
