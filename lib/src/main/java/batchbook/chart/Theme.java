package batchbook.chart;

import batchbook.html.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One look for all charts: colours, fonts, and as little ink as possible beside the data. */
final class Theme {

    static final Color ANSWERED = Color.decode(Palette.ANSWERED);
    static final Color RETRIED = Color.decode(Palette.RETRIED);
    static final Color FAILED = Color.decode(Palette.FAILED);
    static final Color NOT_RUN = new Color(0xb8b8b8);

    static final Color INK = new Color(0x2d2d2d);
    static final Color MUTED = new Color(0x6b6b6b);
    static final Color GRID = new Color(0xe6e6e6);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font BOLD_LABEL = new Font(Font.SANS_SERIF, Font.BOLD, 11);

    static final BasicStroke DASHES =
            new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

    static final int WIDTH = 800;
    static final int HEIGHT = 420;

    private Theme() {}

    /** How a row or a try ended, with a colour and a marker of its own, so that no one needs the colour. */
    enum Ending {
        FIRST_TRY("answered", ANSWERED),
        AFTER_RETRY("answered after a retry", RETRIED),
        FAILURE("failed", FAILED);

        final String label;
        final Color colour;

        Ending(String label, Color colour) {
            this.label = label;
            this.colour = colour;
        }

        Marker marker() {
            return switch (this) {
                case FIRST_TRY -> SeriesMarkers.CIRCLE;
                case AFTER_RETRY -> SeriesMarkers.DIAMOND;
                case FAILURE -> new CrossMarker();
            };
        }
    }

    /** An axis from zero to {@code end}: a hair wider, because XChart drops labels that stand right on its ends. */
    static void fromZero(AxesChartStyler styler, double end) {
        styler.setYAxisMin(-1e-6 * end);
        styler.setYAxisMax(end * (1 + 1e-6));
    }

    /** How wide a text in {@link #BOLD_LABEL} is, about: measuring would fail on a machine without fonts. */
    static double boldWidth(String text) {
        return 7.2 * text.length();
    }

    /** The same colour, of which so much of 255 covers what is below it. */
    static Color transparent(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    static <C extends AxesChart<?, ?>> C chart(C chart, String title, String xTitle, String yTitle) {
        chart.setTitle(title);
        chart.setXAxisTitle(xTitle);
        chart.setYAxisTitle(yTitle);
        AxesChartStyler styler = (AxesChartStyler) chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartPadding(14);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(TITLE);
        styler.setChartTitlePadding(8);
        styler.setChartFontColor(INK);
        styler.setAxisTitleFont(LABEL);
        styler.setAxisTickLabelsFont(LABEL);
        styler.setAxisTickLabelsColor(MUTED);
        styler.setAxisTicksMarksVisible(false);
        styler.setAxisTickMarksColor(new Color(0x9a9a9a));
        styler.setAxisTitlePadding(8);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1.0);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendBackgroundColor(Color.WHITE);
        styler.setLegendFont(LABEL);
        styler.setAnnotationTextFont(BOLD_LABEL);
        styler.setAnnotationTextFontColor(INK);
        styler.setAntiAlias(true);
        styler.setTextAntiAlias(true);
        return chart;
    }
}
