package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.picture.ColumnLabels;
import batchbook.picture.PointLabels;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import batchbook.view.Charts;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;

/** {@code Charts.compare}, {@code outcomes} and {@code speedUp}: several runs in one picture. */
class ColumnChartsTest {
    private static final Run ONE = SampleRuns.flaky(200, 1);
    private static final Run FOUR = SampleRuns.flaky(200, 4);
    private static final Run EIGHT = SampleRuns.flaky(200, 8);
    private static final Run ALL_FAILED = SampleRuns.refused(30, 4);

    @Test
    void runsOfTheSameNameHaveColumnsOfTheirOwn() {
        CategoryChart chart = Charts.compare(EIGHT, ONE, EIGHT);

        assertThat(chart.getSeries("answered").getXData()).hasToString("[8 workers, sequential, 8 workers (2)]");
    }

    @Test
    void runsOfSeveralModelsHaveTheirModelInTheirName() {
        Run named = Batch.of(Model.named("pro", prompt -> Reply.of("x")))
                .progress(Progress.none())
                .workers(8)
                .run(List.of("a"));

        assertThat(Charts.compare(EIGHT, named).getSeries("answered").getXData())
                .hasToString("[8 workers, " + EIGHT.model() + ", 8 workers, pro]");
    }

    @Test
    void aColumnIsAsHighAsTheRunTookLongAndRedForItsShareOfFailures() {
        CategoryChart chart = Charts.compare(EIGHT, ALL_FAILED);
        double[] answered = chart.getSeries("answered").getYData();
        double[] failed = chart.getSeries("failed (share of the prompts)").getYData();

        assertThat(answered[0] + failed[0]).isCloseTo(EIGHT.took().toNanos() / 1e9, Assertions.within(1e-9));
        assertThat(failed[0] / (answered[0] + failed[0]))
                .isCloseTo(EIGHT.failed().size() / 200.0, Assertions.within(1e-9));
        assertThat(answered[1]).isZero();
        assertThat(failed[1]).isCloseTo(ALL_FAILED.took().toNanos() / 1e9, Assertions.within(1e-9));
    }

    @Test
    void longRunsAreComparedInMinutes() {
        assertThat(Charts.compare(ONE).getYAxisTitle()).isEqualTo("minutes");
        assertThat(Charts.compare(EIGHT).getYAxisTitle()).isEqualTo("seconds");
        assertThat(Charts.compare(SampleRuns.simulated(60, 500)).getYAxisTitle())
                .isEqualTo("seconds (simulated time, 60x)");
    }

    @Test
    void theCaptionTellsTheFastestAndWhyNotMore() {
        assertThat(caption(Charts.compare(ONE, FOUR, EIGHT)))
                .matches(
                        "Fastest: 8 workers, 7\\.\\dx where sequential is 1x\\. Median latency: \\d+ ms, of sequential \\d+ ms\\.");
        assertThat(caption(Charts.speedUp(ONE, FOUR, EIGHT)))
                .matches("Fastest: 8 workers, 7\\.\\dx where 8\\.0x is ideal and sequential is 1x\\. Median .*");
        assertThat(caption(Charts.compare(EIGHT, FOUR))).startsWith("None was faster than 8 workers, which is 1x.");
        assertThat(caption(Charts.compare(EIGHT))).matches("It took [\\d.]+ s\\.");
    }

    @Test
    void whatCannotBeComparedIsNamed() {
        String words = caption(Charts.compare(ONE, EIGHT, ALL_FAILED, SampleRuns.empty()));

        assertThat(words).contains("No speed-up of 4 workers, 8 workers (2): other prompts");
        assertThat(caption(Charts.speedUp(ALL_FAILED))).contains("No speed-up of 4 workers");
        assertThat(caption(Charts.speedUp(EIGHT))).isEqualTo("A speed-up needs two runs of the same prompts.");
    }

    @Test
    void outcomesAddUpAndTheSmallestIsSeen() {
        Run oneOfThousands = SampleRuns.of(SampleRuns.prompts(10_000), 50, prompt -> {
            if (prompt.text().equals("prompt 77")) {
                throw ModelException.of(ErrorKind.BLOCKED, "no");
            }
            return Reply.of("ok");
        });
        CategoryChart chart = Charts.outcomes(oneOfThousands, EIGHT);
        for (int run = 0; run < 2; run++) {
            int column = run;
            assertThat(chart.getSeriesCollection().stream()
                            .mapToDouble(series -> series.getYData()[column])
                            .sum())
                    .isCloseTo(100, Assertions.within(1e-9));
        }
        assertThat(chart.getSeries("failed").getYData()[0]).isEqualTo(OutcomesChart.THINNEST);
        assertThat(chart.getSeries("failed").getYData()[1]).isEqualTo(3);
        assertThat(caption(chart))
                .contains("Lowest: 8 workers, 194 of 200 prompts answered (97 %).", ChartData.THICKER);
        assertThat(caption(Charts.outcomes(ALL_FAILED))).isEqualTo("0 of 30 prompts answered (0 %).");
        assertThat(caption(Charts.outcomes(SampleRuns.lasting(1, 2)))).isEqualTo("Every prompt was answered.");
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 6", "3, 9", "5, 15", "8, 16", "12, 24", "20, 0", "40, 0"})
    void wordsAboveColumnsAreNeverCutOffAndNeverOverlap(int runs, int lines) {
        CategoryChart chart = Charts.compare(IntStream.rangeClosed(1, runs)
                .mapToObj(workers -> SampleRuns.flaky(60, workers))
                .toArray(Run[]::new));
        paint(chart);

        List<Rectangle2D> drawn = annotation(chart, ColumnLabels.class).drawn();
        Rectangle2D canvas = new Rectangle2D.Double(0, 0, Theme.WIDTH, Theme.HEIGHT);
        assertThat(drawn).hasSize(lines).allMatch(canvas::contains);
        assertApart(drawn);
    }

    private static void assertApart(List<Rectangle2D> drawn) {
        for (int i = 0; i < drawn.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(drawn.get(i).intersects(drawn.get(j))).isFalse();
            }
        }
    }

    @Test
    void mediansOfPointsNearEachOtherDoNotOverlap() {
        XYChart chart = Charts.speedUp(IntStream.of(1, 2, 4, 8, 16, 32)
                .mapToObj(workers -> SampleRuns.flaky(200, workers))
                .toList());
        paint(chart);

        List<Rectangle2D> drawn = annotation(chart, PointLabels.class).drawn();
        double last = drawn.get(0).getX();
        assertThat(drawn).hasSizeBetween(4, 5).allMatch(each -> each.getX() <= last);
        assertApart(drawn);
        paint(Charts.speedUp(ALL_FAILED));
    }

    @Test
    void noLineOfTheGridIsAboveAHundredPercent() {
        for (CategoryChart chart : List.of(Charts.outcomes(ONE), Charts.outcomes(ONE, ALL_FAILED, EIGHT))) {
            BufferedImage image = BitmapEncoder.getBufferedImage(chart);

            // 100 %, 50 % and the axis.
            assertThat(lines(image, Theme.WIDTH - 24, 100, Theme.HEIGHT - 60)).isEqualTo(3);
        }
    }

    private static int lines(BufferedImage image, int x, int from, int to) {
        return (int) IntStream.range(from, to)
                .filter(y -> image.getRGB(x, y) != 0xffffffff && image.getRGB(x, y - 1) == 0xffffffff)
                .count();
    }

    @Test
    void runsOfALoopAreDrawnLikeRunsOneByOne() {
        List<Run> runs = List.of(EIGHT, ONE);

        assertThat(names(Charts.outcomes(runs))).isEqualTo(names(Charts.outcomes(EIGHT, ONE)));
        assertThat(Charts.compare(runs).getSeries("answered").getYData())
                .isEqualTo(Charts.compare(EIGHT, ONE).getSeries("answered").getYData());
        assertThat(Charts.speedUp(new ArrayDeque<>(runs)).getSeries("measured").getXData())
                .containsExactly(1, 8);
    }

    @Test
    void speedUpIsTheRatioOfWallTimesBesideTheIdeal() {
        XYChart chart = Charts.speedUp(List.of(EIGHT, ONE, FOUR, ALL_FAILED));

        XYSeries measured = chart.getSeries("measured");
        double wall = ONE.took().toNanos();
        assertThat(measured.getXData()).containsExactly(1, 4, 8);
        assertThat(measured.getYData())
                .containsExactly(
                        1, wall / FOUR.took().toNanos(), wall / EIGHT.took().toNanos());
        XYSeries ideal = chart.getSeriesCollection().iterator().next();
        assertThat(ideal.getXData()).containsExactly(0, 8);
        assertThat(ideal.getYData()).containsExactly(0, 8);
        assertThat(DoubleStream.of(measured.getYData()).max().orElseThrow())
                .isLessThan(chart.getStyler().getYAxisMax());
    }

    @Test
    void withoutASequentialRunTheIdealIsInMultiplesOfTheBaseline() {
        XYChart chart = Charts.speedUp(List.of(FOUR, EIGHT));

        assertThat(chart.getSeries("measured").getYData()[0]).isEqualTo(1);
        assertThat(chart.getSeriesCollection().iterator().next().getYData()).containsExactly(0, 2);
    }

    private static List<String> names(Chart<?, ?> chart) {
        return chart.getSeriesCollection().stream().map(Series::getName).toList();
    }

    private static String caption(Chart<?, ?> chart) {
        return ((Texts.Holder) chart).texts().caption().replace('\u00a0', ' ');
    }

    private static void paint(Chart<?, ?> chart) {
        Graphics2D graphics =
                new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
    }

    /** XChart keeps them to itself. */
    private static <T> T annotation(AxesChart<?, ?> chart, Class<T> type) {
        try {
            Field field = AxesChart.class.getDeclaredField("annotations");
            field.setAccessible(true);
            return ((List<?>) field.get(chart))
                    .stream()
                            .filter(type::isInstance)
                            .map(type::cast)
                            .findFirst()
                            .orElseThrow();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
