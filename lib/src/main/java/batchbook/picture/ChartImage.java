package batchbook.picture;

import batchbook.html.Html;
import batchbook.html.Rendering;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart as a PNG of twice its size, shown at its size, so that it is crisp on every screen. */
public final class ChartImage {
    public static final int SCALE = 2;

    private ChartImage() {}

    public static Rendering of(Chart<?, ?> chart) {
        try {
            String text = text(chart);
            Map<String, Object> about =
                    Map.of("width", chart.getWidth(), "height", chart.getHeight(), "alt", text.replace('\n', ' '));
            return new Rendering(
                    Map.of("image/png", base64(chart), "text/plain", "chart: " + text), Map.of("image/png", about));
        } catch (RuntimeException | LinkageError e) {
            return cannotBeDrawn(chart, e);
        }
    }

    /** Whether it is a list of charts. */
    public static boolean isOf(List<?> list) {
        return !list.isEmpty() && list.stream().allMatch(Chart.class::isInstance);
    }

    /** Several, one below the other. */
    public static Rendering of(List<?> list) {
        List<Chart<?, ?>> charts =
                list.stream().<Chart<?, ?>>map(each -> (Chart<?, ?>) each).toList();
        try {
            String html = charts.stream().map(ChartImage::html).collect(Collectors.joining());
            return Rendering.html(html, charts.stream().map(ChartImage::text).collect(Collectors.joining("\n\n")));
        } catch (RuntimeException | LinkageError e) {
            return cannotBeDrawn(charts.get(0), e);
        }
    }

    private static String html(Chart<?, ?> chart) {
        return "<img style=\"display:block;max-width:100%;height:auto;margin:0 0 12px\" width=\"" + chart.getWidth()
                + "\" height=\"" + chart.getHeight() + "\" alt=\""
                + Html.escape(text(chart)) + "\" src=\"data:image/png;base64," + base64(chart) + "\">";
    }

    /** The JDK brings no fonts; without any, AWT fails in several ways deep inside. */
    private static Rendering cannotBeDrawn(Chart<?, ?> chart, Throwable e) {
        return Rendering.text("The chart '" + chart.getTitle() + "' cannot be drawn: " + e
                + "\nIf this machine has no fonts, install some (Debian: apt install fontconfig fonts-dejavu-core)"
                + " and restart the kernel.");
    }

    /** What a chart says in words: its title and, of a chart of ours, what it is of and its caption. */
    private static String text(Chart<?, ?> chart) {
        Stream<String> words = chart instanceof Texts.Holder ours
                ? Stream.of(
                        chart.getTitle(), ours.texts().subtitle(), ours.texts().caption())
                : Stream.of(chart.getTitle());
        return words.filter(text -> !text.isEmpty())
                .map(text -> text.replace('\u00a0', ' '))
                .collect(Collectors.joining("\n"));
    }

    private static String base64(Chart<?, ?> chart) {
        return Base64.getEncoder().encodeToString(png(chart));
    }

    public static byte[] png(Chart<?, ?> chart) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(chart), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // Another white is the user's own.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isPaper(Color ground) {
        return ground == Theme.PAPER;
    }

    /** Without the white ground of a chart in our look, so that it does not glare on a dark page. */
    private static BufferedImage image(Chart<?, ?> chart) {
        Color ground = chart.getStyler().getChartBackgroundColor();
        if (!isPaper(ground)) {
            return image(chart, BufferedImage.TYPE_INT_RGB);
        }
        try {
            chart.getStyler().setChartBackgroundColor(Theme.CLEAR);
            return image(chart, BufferedImage.TYPE_INT_ARGB);
        } finally {
            chart.getStyler().setChartBackgroundColor(ground);
        }
    }

    private static BufferedImage image(Chart<?, ?> chart, int type) {
        BufferedImage image = new BufferedImage(SCALE * chart.getWidth(), SCALE * chart.getHeight(), type);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        if (type == BufferedImage.TYPE_INT_ARGB && chart instanceof AxesChart && !(chart instanceof Texts.Holder)) {
            RoundTicks.paint(chart, () -> framed(chart, graphics));
        } else {
            chart.paint(graphics, chart.getWidth(), chart.getHeight());
        }
        graphics.dispose();
        return image;
    }

    /** A chart of the user's own in our look: title and legend as all others have them. */
    private static void framed(Chart<?, ?> chart, Graphics2D graphics) {
        int width = chart.getWidth();
        int height = chart.getHeight();
        Frame.paint(graphics, width, height, chart, new Texts("", ""), chart::paint);
        // XChart takes what was painted last for the size of the chart.
        Graphics2D nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.paint(nowhere, width, height);
        nowhere.dispose();
    }
}
