package batchbook.chart;

import batchbook.html.Rendering;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart as a PNG of twice its size, shown at its size, so that it is crisp on every screen. */
public final class ChartImage {
    static final int SCALE = 2;

    private ChartImage() {}

    public static Rendering of(Chart<?, ?> chart) {
        try {
            String png = Base64.getEncoder().encodeToString(png(chart));
            Map<String, Object> size = Map.of("width", chart.getWidth(), "height", chart.getHeight());
            return new Rendering(
                    Map.of("image/png", png, "text/plain", "chart: " + chart.getTitle()), Map.of("image/png", size));
        } catch (RuntimeException | LinkageError e) {
            // The JDK brings no fonts; without any, AWT fails in several ways deep inside.
            return Rendering.text("The chart '" + chart.getTitle() + "' cannot be drawn: " + e
                    + "\nIf this machine has no fonts, install some (Debian: apt install fontconfig fonts-dejavu-core)"
                    + " and restart the kernel.");
        }
    }

    public static byte[] png(Chart<?, ?> chart) {
        BufferedImage image =
                new BufferedImage(SCALE * chart.getWidth(), SCALE * chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
