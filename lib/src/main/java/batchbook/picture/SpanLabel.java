package batchbook.picture;

import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Words in the middle of a span of the horizontal axis, in at most two lines; nothing where they do not fit. */
public final class SpanLabel extends Annotation {
    public static final double PADDING = 4;
    private static final int MOST_LINES = 2;

    private final String words;
    private final double from;
    private final double to;
    private final double height;

    public SpanLabel(String words, double from, double to, double height) {
        super(false);
        this.words = words;
        this.from = from;
        this.to = to;
        this.height = height;
    }

    @Override
    public void paint(Graphics2D graphics) {
        double left = getXAxisScreenValue(from) + PADDING;
        double right = getXAxisScreenValue(to) - PADDING;
        List<TextLayout> lines = lines(graphics, right - left);
        double y = getYAxisScreenValue(height);
        bounds = new Rectangle2D.Double(left, y, 0, 0);
        graphics.setColor(Theme.INK);
        for (TextLayout line : lines) {
            double x = (left + right - line.getAdvance()) / 2;
            TextLines.fill(graphics, line, x, y + line.getAscent());
            double lineHeight = line.getAscent() + line.getDescent();
            Rectangle2D drawn = new Rectangle2D.Double(x, y, line.getAdvance(), lineHeight);
            bounds = y == bounds.getY() ? drawn : bounds.createUnion(drawn);
            y += lineHeight;
        }
    }

    /** As few as will do; none when a word is too long, or when there would be too many. */
    private List<TextLayout> lines(Graphics2D graphics, double room) {
        List<TextLayout> lines = new ArrayList<>();
        String line = "";
        for (String word : words.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && layout(graphics, longer).getAdvance() > room) {
                lines.add(layout(graphics, line));
                longer = word;
            }
            line = longer;
        }
        lines.add(layout(graphics, line));
        boolean fits = lines.size() <= MOST_LINES && lines.stream().allMatch(each -> each.getAdvance() <= room);
        return fits ? lines : List.of();
    }

    private static TextLayout layout(Graphics2D graphics, String text) {
        return new TextLayout(text, Theme.BOLD_LABEL, graphics.getFontRenderContext());
    }
}
