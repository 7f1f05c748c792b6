package batchbook.picture;

import java.awt.Graphics2D;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.Styler.ChartTheme;

/**
 * A {@link HeatMapChart} in a {@link Frame}, wherever it is painted: in a cell, or by a {@code BitmapEncoder}. Its cells are
 * painted by {@link HeatCells}, as XChart writes their values in one colour, on light and on dark.
 */
public final class HeatPicture extends HeatMapChart implements Texts.Holder {
    private final Texts texts;

    public HeatPicture(int height, Texts texts) {
        // Without one, XChart shows neither title nor axes of a heat map.
        super(Theme.WIDTH, height, ChartTheme.XChart);
        this.texts = texts;
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        Frame.paint(graphics, width, height, this, texts, super::paint);
        setWidth(width);
        setHeight(height);
    }

    @Override
    protected void paintBackground(Graphics2D graphics) {
        // The frame does.
    }
}
