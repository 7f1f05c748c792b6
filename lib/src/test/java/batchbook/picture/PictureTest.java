package batchbook.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

class PictureTest {
    private static final Locale LOCALE = Locale.getDefault();
    private static final Graphics2D GRAPHICS = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB).createGraphics();

    @AfterEach
    void resetLocale() {
        Locale.setDefault(LOCALE);
    }

    @Test
    void inkHasContrastOnAWhitePageAndOnADarkOne() {
        assertThat(contrast(Theme.INK, Color.WHITE)).isGreaterThan(4.3);
        assertThat(contrast(Theme.INK, new Color(0x111111))).isGreaterThan(4.3);
    }

    @Test
    void numbersInCellsReadOnEveryShadeAndCellsOnEveryPage() {
        for (Color hue : List.of(Theme.ANSWERED, Theme.FAILED, Theme.INK)) {
            for (double strength = 0.01; strength <= 1; strength += 0.01) {
                Color ground = HeatCells.ground(new HeatCells.Cell(List.of("1"), hue, strength));

                assertThat(contrast(HeatCells.ink(ground, Theme.INK), ground)).isGreaterThan(4.3);
                assertThat(contrast(ground, new Color(0x111111))).isGreaterThan(3);
            }
        }
        Color nothing = HeatCells.ground(new HeatCells.Cell(List.of("0"), Theme.FAILED, 0));
        assertThat(HeatCells.ink(nothing, Theme.INK)).isEqualTo(Theme.INK);
    }

    /** As the Web Content Accessibility Guidelines define it. */
    private static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color colour) {
        float[] parts = colour.getRGBColorComponents(null);
        double[] linear = IntStream.range(0, 3)
                .mapToDouble(i -> parts[i] <= 0.03928 ? parts[i] / 12.92 : Math.pow((parts[i] + 0.055) / 1.055, 2.4))
                .toArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    @Test
    void textIsWrappedAndNeverCut() {
        String text = "One took 6.00\u00a0s, " + "x".repeat(100) + " and that is all.";
        TextLines lines = TextLines.of(GRAPHICS, text, Theme.LABEL, 200);

        assertThat(lines.width()).isLessThanOrEqualTo(200);
        assertThat(lines.count()).isGreaterThan(5);
        assertThat(TextLines.of(GRAPHICS, "short", Theme.LABEL, 200).count()).isOne();
        assertThat(TextLines.of(GRAPHICS, "", Theme.LABEL, 200).count()).isZero();
        assertThat(TextLines.of(GRAPHICS, "W", Theme.LABEL, 1).count()).isOne();
    }

    @Test
    void numbersAreTheSameInEveryLocale() {
        XYChart english = lines();
        Locale.setDefault(Locale.GERMANY);
        XYChart german = lines();

        assertThat(new Numbers(10_000).of(1234.5)).isEqualTo("1,234");
        assertThat(new Numbers(1).of(0.25)).isEqualTo("0.25");
        assertThat(pixels(german)).isEqualTo(pixels(english));
    }

    @Test
    void aChartInOurLookKeepsItsSizeAndItsSwitches() {
        XYChart chart = lines();
        chart.getStyler().setLegendVisible(false);

        ChartImage.png(chart);

        assertThat(chart.getWidth()).isEqualTo(680);
        assertThat(chart.getHeight()).isEqualTo(400);
        assertThat(chart.getStyler().isLegendVisible()).isFalse();
        assertThat(chart.getStyler().isChartTitleVisible()).isTrue();
        assertThat(chart.getStyler().getChartBackgroundColor()).isSameAs(Theme.PAPER);
    }

    @Test
    void legendsWrapInsteadOfBeingCut() {
        XYChart chart = lines();
        double one = Legend.of(GRAPHICS, chart, 640).height();
        for (int i = 0; i < 12; i++) {
            chart.addSeries("a rather long name of a series " + i, new double[] {0, 1}, new double[] {i, i});
        }

        assertThat(Legend.of(GRAPHICS, chart, 640).height()).isGreaterThan(4 * one);
        chart.getStyler().setLegendVisible(false);
        assertThat(Legend.of(GRAPHICS, chart, 640).height()).isZero();
    }

    @Test
    void everyKindOfChartTakesTheLook() {
        CategoryChart columns = Theme.style(new CategoryChart(300, 200));
        columns.addSeries("a", List.of("x", "y"), List.of(1, 2));
        PieChart pie = Theme.style(new PieChart(300, 200));
        pie.addSeries("a", 1);
        XYChart inside = lines();
        inside.getStyler().setLegendPosition(org.knowm.xchart.style.Styler.LegendPosition.InsideNE);

        for (Chart<?, ?> chart : List.of(columns, pie, inside)) {
            assertThat(ChartImage.png(chart)).isNotEmpty();
            assertThat(BitmapEncoder.getBufferedImage(chart).getRGB(1, 1)).isEqualTo(0xffffffff);
        }
    }

    @Test
    void ticksBeyondALimitAreBlankAndDiffer() {
        Numbers numbers = new Numbers(100);

        assertThat(numbers.upTo(100, 100)).isEqualTo("100");
        assertThat(numbers.upTo(100, 120)).isBlank().isNotEqualTo(numbers.upTo(100, 140));
        assertThat(numbers.of(-0.0)).isEqualTo("0");
    }

    /** XChart's own are 0, 7, 14... */
    @Test
    void ticksAreRoundAlsoOfEvenlySpacedValues() {
        double[] values = IntStream.rangeClosed(0, 100).asDoubleStream().toArray();
        XYChart numbers = Theme.style(new XYChart(680, 340));
        numbers.addSeries("even", values, values);
        XYChart dates = Theme.style(new XYChart(680, 340));
        dates.addSeries("even", List.of(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)), List.of(7, 14));
        XYChart none = Theme.style(new XYChart(680, 340));
        Set<String> x = ticks(numbers.getStyler()::setXAxisTickLabelsFormattingFunction);
        Set<String> y = ticks(numbers.getStyler()::setYAxisTickLabelsFormattingFunction);

        for (XYChart chart : List.of(numbers, dates, none)) {
            int series = chart.getSeriesCollection().size();
            assertThat(ChartImage.png(chart)).isNotEmpty();
            assertThat(chart.getSeriesCollection()).hasSize(series);
        }
        assertThat(x).contains("10.0", "20.0").doesNotContain("7.0", "9.0");
        assertThat(y).contains("20.0", "40.0").doesNotContain("7.0", "9.0");
    }

    private static Set<String> ticks(Consumer<Function<Double, String>> axis) {
        Set<String> ticks = new HashSet<>();
        axis.accept(tick -> {
            ticks.add(String.valueOf(tick));
            return String.valueOf(tick);
        });
        return ticks;
    }

    private static XYChart lines() {
        XYChart chart = new XYChart(680, 400);
        chart.setTitle("Mine");
        chart.addSeries("line", new double[] {0, 1234.5}, new double[] {0, 0.25});
        return Theme.style(chart);
    }

    private static int[] pixels(XYChart chart) {
        BufferedImage image = BitmapEncoder.getBufferedImage(chart);
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
