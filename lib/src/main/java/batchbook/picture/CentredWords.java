package batchbook.picture;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;

/** Words in the middle of a plot that has nothing else to show. */
public final class CentredWords extends Annotation {
    private final String words;

    /** On a chart of nothing, which has no numbers beside its axes. */
    public static void instead(AxesChart<?, ?> chart, String words) {
        AxesChartStyler styler = (AxesChartStyler) chart.getStyler();
        styler.setAxisTicksVisible(false);
        styler.setPlotGridLinesVisible(false);
        chart.addAnnotation(new CentredWords(words));
    }

    private CentredWords(String words) {
        super(false);
        this.words = words;
    }

    @Override
    public void paint(Graphics2D graphics) {
        TextLines text = TextLines.of(graphics, words, Theme.LABEL, Double.MAX_VALUE);
        double x = (getXAxisScreenValueForMin() + getXAxisScreenValueForMax() - text.width()) / 2;
        double y = (getYAxisScreenValueForMin() + getYAxisScreenValueForMax() - text.height()) / 2;
        text.draw(graphics, styler.getChartFontColor(), x, y);
        bounds = new Rectangle2D.Double(x, y, text.width(), text.height());
    }
}
