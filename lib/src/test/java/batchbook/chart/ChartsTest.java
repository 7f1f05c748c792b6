package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Reply;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.view.Charts;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.AxesChartStyler;

class ChartsTest {
    // What frame, axes, titles and legend take at most.
    private static final double LEAST_PLOT_WIDTH = Theme.WIDTH - 150.0;
    private static final double LEAST_PLOT_HEIGHT = Theme.HEIGHT - 150.0;

    private static final Rectangle2D CANVAS = new Rectangle2D.Double(0, 0, Theme.WIDTH, Theme.HEIGHT);

    /** Some answered, some after a retry, some failed. */
    private static final Run MIXED = SampleRuns.flaky(200, 8);

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("usual", MIXED),
                Arguments.of("one row", SampleRuns.flaky(1, 1)),
                Arguments.of("three rows", SampleRuns.flaky(3, 2)),
                Arguments.of("empty", SampleRuns.empty()),
                Arguments.of("all failed", SampleRuns.refused(30, 4)),
                Arguments.of("stopped", stopped()),
                Arguments.of("free tier", SampleRuns.freeTier(50)),
                Arguments.of("saw-tooth", SampleRuns.sawTooth(1_000)),
                Arguments.of("outage", SampleRuns.outage(300, 8)),
                Arguments.of("resumed", SampleRuns.resumed()),
                Arguments.of("equal prompts", SampleRuns.deduplicated()),
                Arguments.of("10,000 rows", SampleRuns.flaky(10_000, 50)),
                Arguments.of("1,000 workers", SampleRuns.flaky(3_000, 1_000)),
                Arguments.of("all at once", SampleRuns.lasting(500, 500, 500)),
                Arguments.of("no time at all", SampleRuns.lasting(0, 0, 0)),
                Arguments.of("one very slow", SampleRuns.lasting(200, 210, 220, 230, 60_000)));
    }

    private static Run stopped() {
        return SampleRuns.of(SampleRuns.prompts(40), 4, prompt -> {
            if (prompt.text().equals("prompt 13")) {
                throw ModelException.of(ErrorKind.AUTH, "wrong key");
            }
            return Reply.of("ok");
        });
    }

    private static Stream<Chart<?, ?>> all(Run run) {
        return Stream.of(
                Charts.latency(run),
                Charts.distribution(run),
                Charts.timeline(run),
                Charts.rate(run),
                Charts.inFlight(run),
                Charts.outcomes(run),
                Charts.compare(run),
                Charts.speedUp(run));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void everyChartCanBeDrawnOfEveryRun(String name, Run run) {
        assertThat(all(run)).allSatisfy(ChartsTest::paint);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void noDotIsCutOff(String name, Run run) {
        Stream.of(Charts.latency(run), Charts.speedUp(run)).forEach(chart -> {
            AxesChartStyler axes = chart.getStyler();
            double marker = chart.getStyler().getMarkerSize() / 2.0;
            double x = marker / LEAST_PLOT_WIDTH * (axes.getXAxisMax() - axes.getXAxisMin());
            double y = marker / LEAST_PLOT_HEIGHT * (axes.getYAxisMax() - axes.getYAxisMin());
            for (XYSeries series : chart.getSeriesCollection()) {
                if (series.getMarker() != null) {
                    assertThat(DoubleStream.of(series.getXData()))
                            .allMatch(value -> value >= axes.getXAxisMin() + x && value <= axes.getXAxisMax() - x);
                    assertThat(DoubleStream.of(series.getYData()))
                            .allMatch(value -> value >= axes.getYAxisMin() + y && value <= axes.getYAxisMax() - y);
                }
            }
        });
    }

    @Test
    void latencyHasADotForEachRowThatWasSent() {
        XYChart chart = Charts.latency(MIXED);

        assertThat(names(chart)).containsExactly("answered", "answered after a retry", "failed");
        assertThat(chart.getSeriesCollection().stream()
                        .mapToInt(dots -> dots.getXData().length)
                        .sum())
                .isEqualTo(200);
        assertThat(chart.getSeries("failed").getXData()).hasSize(MIXED.failed().size());
        assertThat(Charts.latency(stopped()).getSeries("answered").getXData())
                .hasSize(stopped().answered().size());
    }

    @Test
    void latencyIsOverTheWholeRunAlsoWhenAllWasSentAtOnce() {
        XYChart chart = Charts.latency(SampleRuns.lasting(400, 2_000));

        assertThat(chart.getStyler().getXAxisMax()).isBetween(2.0, 2.1);
        assertThat(chart.getStyler().getYAxisMax()).isBetween(2_120.0, 4_000.0);
    }

    @Test
    void theHoursBeforeARunWasResumedAreNoGap() {
        Run run = SampleRuns.resumed();

        assertThat(run.took()).isLessThan(Duration.ofSeconds(150));
        for (XYChart chart : List.of(Charts.latency(run), Charts.timeline(run))) {
            assertThat(chart.getStyler().getXAxisMax()).isLessThan(150);
            assertThat(chart.getSeriesCollection().stream()
                            .flatMapToDouble(series -> DoubleStream.of(series.getXData())))
                    .allMatch(x -> x >= 0 && x <= run.took().toMillis() / 1e3);
        }
    }

    @Test
    void theDistributionCountsEveryRowOnce() {
        XYSeries bars =
                Charts.distribution(SampleRuns.lasting(10, 10, 10, 270, 280)).getSeries("prompts");

        // Each bar has four corners, two of them at its height.
        assertThat(DoubleStream.of(bars.getYData()).sum() / 2).isEqualTo(5);
        assertThat(DoubleStream.of(bars.getYData()).max()).hasValue(3);
    }

    @Test
    void thePercentilesAreMarkedWhereTheyAre() {
        XYChart chart = Charts.distribution(
                SampleRuns.lasting(LongStream.rangeClosed(1, 100).toArray()));
        paint(chart);

        List<Double> places = annotations(chart, LabelledLine.class).stream()
                .map(flag -> flag.getBounds().getX())
                .toList();
        assertThat(places).hasSize(3);
        double perMilli = (places.get(2) - places.get(0)) / (99 - 50);
        assertThat((places.get(1) - places.get(0)) / perMilli).isBetween(39.5, 40.5);
        assertThat(annotations(Charts.distribution(SampleRuns.empty()), LabelledLine.class))
                .isEmpty();
    }

    @Test
    void noLabelOfAPercentileIsCutOffOrCrossedByALineOrAnotherLabel() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 100; round++) {
            double spread = random.nextDouble(0.01, 2);
            long[] latencies = random.longs(random.nextInt(1, 40))
                    .map(any -> Math.round(900 * Math.exp(spread * random.nextGaussian())))
                    .toArray();
            XYChart chart = Charts.distribution(SampleRuns.lasting(latencies));
            paint(chart);
            List<Rectangle2D> labels = annotations(chart, LabelledLine.class).stream()
                    .map(LabelledLine::getBounds)
                    .toList();
            for (int i = 0; i < labels.size(); i++) {
                Rectangle2D label = labels.get(i);
                assertThat(CANVAS.contains(label)).as("%s", label).isTrue();
                for (int j = 0; j < labels.size(); j++) {
                    Rectangle2D other = labels.get(j);
                    Rectangle2D line = new Rectangle2D.Double(other.getX() - 7, other.getY(), 1, Theme.HEIGHT);
                    assertThat(label.intersects(line))
                            .as("%s by %s", label, line)
                            .isFalse();
                    assertThat(i != j && label.intersects(other)).isFalse();
                }
            }
        }
    }

    @Test
    void theTimelineHasABarForEachRequestInTheLaneOfItsWorker() {
        XYChart chart = Charts.timeline(MIXED);

        assertThat(names(chart)).containsExactly("answered", "answered after a retry", "request failed");
        int requests = chart.getSeriesCollection().stream()
                .mapToInt(bars -> bars.getXData().length / 3)
                .sum();
        assertThat(requests).isEqualTo(MIXED.metrics().attempts());
        chart.getSeriesCollection().forEach(bars -> {
            assertThat(DoubleStream.of(bars.getXData()).max().orElseThrow())
                    .isLessThanOrEqualTo(chart.getStyler().getXAxisMax());
            assertThat(DoubleStream.of(bars.getYData()).filter(y -> !Double.isNaN(y)))
                    .allMatch(lane -> lane >= 1 && lane <= 8 && lane == Math.rint(lane));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 1_000})
    void onlyWholeWorkersAreNamedOnTheTimeline(int workers) {
        XYChart chart = Charts.timeline(SampleRuns.flaky(2 * workers, workers));
        var label = chart.getStyler().getYAxisTickLabelsFormattingFunction();

        assertThat(label.apply(1.0)).isEqualTo("#1");
        assertThat(label.apply((double) workers)).isEqualTo("#" + workers);
        assertThat(Stream.of(0.0, 0.5, 1.5, workers + 0.7, workers + 1.0).map(label))
                .allMatch(String::isBlank);
        assertThat(label.apply(0.0)).as("or XChart writes none").isNotEqualTo(label.apply(workers + 0.7));
    }

    @Test
    void outcomesAreSharesThatAddUp() {
        CategoryChart chart = Charts.outcomes(MIXED, stopped());

        assertThat(names(chart)).containsExactly("answered", "answered after a retry", "failed", "not run");
        for (int run = 0; run < 2; run++) {
            int column = run;
            assertThat(chart.getSeriesCollection().stream()
                            .mapToDouble(series -> series.getYData()[column])
                            .sum())
                    .isBetween(99.999, 100.001);
        }
        assertThat(names(Charts.outcomes(MIXED))).doesNotContain("not run");
    }

    @Test
    void runsOfTheSameNameHaveColumnsOfTheirOwn() {
        CategoryChart chart = Charts.compare(MIXED, SampleRuns.flaky(20, 1), MIXED);

        assertThat(chart.getSeries("seconds").getXData()).hasToString("[8 workers, sequential, 8 workers (2)]");
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 6", "5, 10", "8, 16", "9, 18", "12, 24", "20, 0", "40, 0"})
    void captionsOfColumnsAreNeverCutOffAndNeverOverlap(int runs, int fitting) {
        CategoryChart chart = Charts.compare(IntStream.rangeClosed(1, runs)
                .mapToObj(workers -> SampleRuns.flaky(60, workers))
                .toArray(Run[]::new));
        paint(chart);

        List<Rectangle2D> captions = annotations(chart, AnnotationText.class).stream()
                .map(AnnotationText::getBounds)
                .toList();
        assertThat(captions).hasSize(fitting).allMatch(CANVAS::contains);
        for (int i = 0; i < captions.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(captions.get(i).intersects(captions.get(j))).isFalse();
            }
        }
    }

    @Test
    void runsOfALoopAreDrawnLikeRunsOneByOne() {
        Run other = SampleRuns.flaky(20, 1);
        List<Run> runs = List.of(MIXED, other);

        assertThat(names(Charts.outcomes(runs))).isEqualTo(names(Charts.outcomes(MIXED, other)));
        assertThat(Charts.compare(runs).getSeries("seconds").getYData())
                .isEqualTo(Charts.compare(MIXED, other).getSeries("seconds").getYData());
        assertThat(Charts.speedUp(new ArrayDeque<>(runs))
                        .getSeries("ideal: one for each worker")
                        .getYData())
                .containsExactly(0, 8);
    }

    @Test
    void speedUpIsOrderedByWorkersAndHasAnIdealLine() {
        XYChart chart = Charts.speedUp(List.of(MIXED, SampleRuns.flaky(200, 1), SampleRuns.flaky(200, 4)));

        XYSeries measured = chart.getSeries("measured: sum of latencies / time taken");
        assertThat(measured.getXData()).containsExactly(1, 4, 8);
        assertThat(measured.getYData()).isSorted();
        assertThat(chart.getSeries("ideal: one for each worker").getYData()).containsExactly(0, 8);
    }

    @Test
    void noRunAtAllIsRefusedWithAnExample() {
        assertThatThrownBy(() -> Charts.compare())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Charts.compare(run)");
        assertThatThrownBy(() -> Charts.outcomes()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Charts.outcomes(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Charts.speedUp())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("workers");
    }

    @Test
    void anEmptyChartSaysThatNothingWasSent() {
        assertThat(Charts.latency(SampleRuns.empty()).getTitle()).endsWith("nothing was sent");
        assertThat(Charts.timeline(MIXED).getTitle()).endsWith("8 workers, 200 prompts");
    }

    @Test
    void eachOutcomeHasItsColour() throws IOException {
        for (Chart<?, ?> chart : List.of(Charts.latency(MIXED), Charts.timeline(MIXED), Charts.outcomes(MIXED))) {
            BufferedImage image = image(chart);
            assertThat(image.getWidth()).isEqualTo(2 * chart.getWidth());
            assertThat(image.getHeight()).isEqualTo(2 * chart.getHeight());
            assertThat(List.of(
                            pixels(image, ChartsTest::isBlue),
                            pixels(image, ChartsTest::isAmber),
                            pixels(image, ChartsTest::isRed)))
                    .as(chart.getTitle())
                    .allMatch(count -> count > 100);
        }
        BufferedImage allFailed = image(Charts.timeline(SampleRuns.refused(30, 4)));
        assertThat(pixels(allFailed, ChartsTest::isRed)).isGreaterThan(10_000);
        assertThat(pixels(allFailed, ChartsTest::isBlue) + pixels(allFailed, ChartsTest::isAmber))
                .isZero();
    }

    private static List<String> names(Chart<?, ?> chart) {
        return chart.getSeriesCollection().stream().map(Series::getName).toList();
    }

    private static void paint(Chart<?, ?> chart) {
        Graphics2D graphics =
                new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
    }

    private static BufferedImage image(Chart<?, ?> chart) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(ChartImage.png(chart)));
    }

    private static long pixels(BufferedImage image, IntPredicate colour) {
        return IntStream.of(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(colour)
                .count();
    }

    /** XChart keeps them to itself. */
    private static <T> List<T> annotations(AxesChart<?, ?> chart, Class<T> type) {
        try {
            Field field = AxesChart.class.getDeclaredField("annotations");
            field.setAccessible(true);
            return ((List<?>) field.get(chart)).stream().map(type::cast).toList();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static boolean isBlue(int rgb) {
        return blue(rgb) - red(rgb) > 80;
    }

    private static boolean isAmber(int rgb) {
        return red(rgb) - blue(rgb) > 80 && green(rgb) - blue(rgb) > 60;
    }

    private static boolean isRed(int rgb) {
        return red(rgb) - blue(rgb) > 80 && red(rgb) - green(rgb) > 80;
    }

    private static int red(int rgb) {
        return rgb >> 16 & 0xff;
    }

    private static int green(int rgb) {
        return rgb >> 8 & 0xff;
    }

    private static int blue(int rgb) {
        return rgb & 0xff;
    }
}
