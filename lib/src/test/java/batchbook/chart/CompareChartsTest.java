package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.picture.ChartImage;
import batchbook.picture.Texts;
import batchbook.view.Charts;
import batchbook.view.Compare;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.internal.chartpart.Chart;

/** Heat maps and bars of compared runs. */
class CompareChartsTest {
    /** Labels are c0, c1 and c2 in turn; an answer that is null is a failure. */
    private static Run run(String name, int classes, IntFunction<String> answer) {
        List<Prompt> prompts = IntStream.range(0, 30)
                .mapToObj(i -> Prompt.of("r" + i, "review " + i).label("human", "c" + i % classes))
                .toList();
        return SampleRuns.of(prompts, 1, Model.named(name, prompt -> {
            String text = answer.apply(Integer.parseInt(prompt.id().substring(1)));
            if (text == null) {
                throw ModelException.of(ErrorKind.BLOCKED, "no");
            }
            return Reply.of(text);
        }));
    }

    private static final Run RIGHT = run("right", 3, i -> "C" + i % 3);
    private static final Run WORSE =
            run("worse", 3, i -> i == 7 ? null : i % 3 == 2 ? "c1" : i == 0 ? "odd" : "c" + i % 3);

    private static String words(Chart<?, ?> chart) {
        return ((Texts.Holder) chart).texts().caption().replace('\u00a0', ' ');
    }

    private static double value(HeatMapChart chart, int column, int rowFromBelow) {
        for (Number[] cell : chart.getHeatMapSeries().getHeatData()) {
            if (cell[0].intValue() == column && cell[1].intValue() == rowFromBelow) {
                return cell[2].doubleValue();
            }
        }
        throw new AssertionError("no such cell");
    }

    @Test
    void agreementIsTheSameOnBothSides() {
        HeatMapChart chart = Charts.agreement(Compare.of(RIGHT, WORSE, RIGHT));

        assertThat(chart.getHeatMapSeries().getXData()).hasToString("[right, worse, right (2)]");
        assertThat(chart.getHeatMapSeries().getYData()).hasToString("[right (2), worse, right]");
        assertThat(value(chart, 2, 2)).isEqualTo(1);
        assertThat(value(chart, 1, 2)).isEqualTo(value(chart, 0, 1)).isEqualTo(18 / 29.0);
        assertThat(words(chart))
                .startsWith("Highest: right and right (2) gave the same answer in 30 of 30 rows (100 %), kappa 1.00.")
                .contains("Lowest: right and worse gave the same answer in 18 of 29 rows (62.1 %), kappa ");
        assertThat(ChartImage.png(chart)).isNotEmpty();
        assertThat(words(Charts.agreement(Compare.of(RIGHT, WORSE)))).startsWith("right and worse gave");
        assertThatThrownBy(() -> Charts.agreement(Compare.of(RIGHT)))
                .hasMessage("one run has nobody to agree with: compare two or more");
    }

    @Test
    void runsWithoutARowInCommonAndManyRunsAreDrawn() {
        Run none = run("none", 3, i -> null);

        assertThat(words(Charts.agreement(Compare.of(RIGHT, none))))
                .isEqualTo("There is no row that both right and none answered.");
        Run[] many = IntStream.range(0, 14).mapToObj(i -> RIGHT).toArray(Run[]::new);
        HeatMapChart chart = Charts.agreement(Compare.of(many));
        assertThat(words(chart)).endsWith("Of 14 runs the first 12.");
        assertThat(ChartImage.png(chart)).isNotEmpty();
    }

    @Test
    void aConfusionHasAColumnForOtherAnswersAndForNone() {
        Compare compare = Compare.of(RIGHT, WORSE).against("human");

        HeatMapChart chart = Charts.confusion(compare, "worse");

        assertThat(chart.getHeatMapSeries().getXData()).hasToString("[c0, c1, c2, other, no answer]");
        assertThat(chart.getHeatMapSeries().getYData()).hasToString("[c2, c1, c0]");
        assertThat(value(chart, 1, 0)).isEqualTo(10);
        assertThat(value(chart, 3, 2)).isEqualTo(1);
        assertThat(value(chart, 4, 1)).isEqualTo(1);
        assertThat(words(chart))
                .isEqualTo("18 of 30 rows right (60 %). Most often: c2 answered as c1, 10 rows."
                        + " Answers that are no label: odd (1).");
        assertThat(((Texts.Holder) chart).texts().subtitle()).isEqualTo("worse, 2 runs of 30 prompts, against human");
        assertThat(ChartImage.png(chart)).isNotEmpty();
        assertThat(Charts.confusion(compare).getHeatMapSeries().getXData()).hasToString("[c0, c1, c2]");
    }

    @Test
    void ofManyClassesTheMostFrequentAreDrawn() {
        Run many = run("many", 20, i -> "c" + i % 20);

        HeatMapChart chart = Charts.confusion(Compare.of(many).against("human"));

        assertThat(chart.getHeatMapSeries().getXData()).hasSize(12);
        assertThat(words(chart)).endsWith("Of 20 labels the 12 most frequent, the rest is other.");
    }

    @Test
    void longAndEqualLookingClassesAreDrawn() {
        List<Prompt> prompts = IntStream.range(0, 2)
                .mapToObj(i -> Prompt.of("p" + i).label("human", "a very long name of a class, longer than fits " + i))
                .toList();
        Run run = SampleRuns.of(prompts, 1, Model.named("m", prompt -> Reply.of("<b>\u001b[31m")));

        assertThat(ChartImage.png(Charts.confusion(Compare.of(run).against("human"))))
                .isNotEmpty();
    }

    @Test
    void nothingWhiteIsBehindTheCellsOnADarkPage() throws IOException {
        for (HeatMapChart chart : List.of(
                Charts.agreement(Compare.of(RIGHT, WORSE)),
                Charts.confusion(Compare.of(WORSE).against("human")))) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartImage.png(chart)));
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            assertThat(IntStream.of(pixels).filter(pixel -> pixel == 0xffffffff).count())
                    .isZero();
        }
    }

    @Test
    void figuresAreBarsInTheUnitTheyHave() {
        Compare compare = Compare.of(RIGHT, WORSE).against("human");

        HorizontalBarChart accuracy = Charts.bars(compare, "accuracy");
        assertThat(accuracy.getTitle()).isEqualTo("Accuracy");
        assertThat(accuracy.getSeries("accuracy").getYData()).hasToString("[right, worse]");
        assertThat(words(accuracy)).isEqualTo("Highest: right, 100 %; lowest: worse, 60 %.");
        assertThat(words(Charts.bars(compare, "p50_ms"))).contains(" ms");
        assertThat(words(Charts.bars(compare, "cost"))).isEqualTo("No row has a value. Without a value: right, worse.");
        assertThat(words(Charts.bars(compare, "answered"))).isEqualTo("Highest: right, 30; lowest: worse, 29.");
        assertThatThrownBy(() -> Charts.bars(compare, "acuracy")).hasMessageContaining("there is no column");
        assertThatThrownBy(() -> Charts.bars(compare, "run")).hasMessageContaining("holds no numbers");
        assertThat(ChartImage.png(accuracy)).isNotEmpty();
    }
}
