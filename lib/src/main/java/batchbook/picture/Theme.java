package batchbook.picture;

import batchbook.html.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * One look for all charts: colours, fonts, and as little ink as possible beside the data.
 *
 * <p>In the notebook the ground is transparent, and what is written reads on a white page as well as on a dark one: the one
 * grey whose contrast is 4.3 on both.
 */
public final class Theme {
    public static final Color ANSWERED = Color.decode(Palette.ANSWERED);
    public static final Color RETRIED = Color.decode(Palette.RETRIED);
    public static final Color FAILED = Color.decode(Palette.FAILED);
    public static final Color NOT_RUN = new Color(0xa8abb0);
    /** For series of other charts: none is a colour of an outcome, but the first. */
    private static final Color[] SERIES = {
        ANSWERED,
        new Color(0x9a6fd0),
        new Color(0x1f9e89),
        new Color(0xc2679b),
        new Color(0x8a8d3a),
        new Color(0x7f8fa6)
    };

    public static final Color INK = new Color(0x777a7d);
    public static final Color GRID = new Color(128, 128, 128, 60);
    public static final Color SHADE = new Color(128, 128, 128, 46);
    public static final Color CLEAR = new Color(255, 255, 255, 0);
    /** White in files; {@link ChartImage} knows it by its identity and leaves it out on a page. */
    public static final Color PAPER = new Color(255, 255, 255);

    public static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    public static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    public static final Font BOLD_LABEL = new Font(Font.SANS_SERIF, Font.BOLD, 13);

    public static final BasicStroke DASHES =
            new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

    public static final int WIDTH = 680;
    public static final int HEIGHT = 440;
    /** What the frame, the axis and its title leave of the width, about. */
    public static final double PLOT_WIDTH = WIDTH - 95.0;

    private Theme() {}

    /** An axis from zero to {@code end}: a hair wider, because XChart drops labels that stand right on its ends. */
    public static void fromZero(AxesChartStyler styler, double end) {
        styler.setYAxisMin(-1e-6 * end);
        styler.setYAxisMax(end * (1 + 1e-6));
    }

    /** How wide a text in {@link #BOLD_LABEL} is, about: measuring would fail on a machine without fonts. */
    public static double boldWidth(String text) {
        return 8.4 * text.length();
    }

    /** The same colour, of which so much of 255 covers what is below it. */
    public static Color transparent(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    public static <C extends AxesChart<?, ?>> C chart(C chart, String title, String xTitle, String yTitle) {
        chart.setTitle(title);
        chart.setXAxisTitle(xTitle);
        chart.setYAxisTitle(yTitle);
        style(chart).getStyler().setPlotContentSize(1.0);
        return chart;
    }

    /** The look, on any chart; what it shows stays as it is. */
    public static <C extends Chart<?, ?>> C style(C chart) {
        Styler styler = chart.getStyler();
        // XChart would write numbers as the JVM's locale does.
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(PAPER);
        styler.setPlotBackgroundColor(CLEAR);
        styler.setPlotBorderVisible(false);
        styler.setChartPadding(12);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(TITLE);
        styler.setChartTitlePadding(8);
        styler.setChartFontColor(INK);
        styler.setSeriesColors(SERIES.clone());
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(CLEAR);
        styler.setLegendBackgroundColor(CLEAR);
        styler.setLegendFont(LABEL);
        styler.setAnnotationTextFont(BOLD_LABEL);
        styler.setAnnotationTextFontColor(INK);
        styler.setAntiAlias(true);
        styler.setTextAntiAlias(true);
        if (styler instanceof AxesChartStyler axes) {
            style(axes);
        }
        return chart;
    }

    /** Thinner, a part of a bar would not be seen, such as one failure among ten thousand rows. */
    public static double thick(double height, double top) {
        return height == 0 ? 0 : Math.max(height, 0.008 * top);
    }

    private static void style(AxesChartStyler styler) {
        styler.setAxisTitleFont(LABEL);
        styler.setAxisTitlePadding(10);
        styler.setAxisTickLabelsFont(LABEL);
        styler.setAxisTickLabelsColor(INK);
        styler.setAxisTicksMarksVisible(false);
        styler.setAxisTickMarksColor(INK);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotMargin(0);
    }
}
