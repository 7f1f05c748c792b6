package batchbook.picture;

import java.awt.Graphics2D;
import org.knowm.xchart.HorizontalBarChart;

/** A {@link HorizontalBarChart} in a {@link Frame}, wherever it is painted: in a cell, or by a {@code BitmapEncoder}. */
public final class BarPicture extends HorizontalBarChart implements Texts.Holder {
    private final Texts texts;

    public BarPicture(int height, Texts texts) {
        super(Theme.WIDTH, height);
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
