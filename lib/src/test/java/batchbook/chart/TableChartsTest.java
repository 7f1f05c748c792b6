package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.picture.ChartImage;
import batchbook.picture.Texts;
import batchbook.view.Charts;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** {@code Charts.bars} and {@code Charts.histogram}. */
class TableChartsTest {
    private static final Table REVIEWS = Table.create(
            "reviews",
            StringColumn.create("sentiment", "good", "bad", "good", "", "good", "bad", "mixed"),
            IntColumn.create("score", new Integer[] {5, 1, 4, 3, null, 2, 3}),
            DoubleColumn.create("length", 10.5, 20, 30, Double.POSITIVE_INFINITY, 50, 60, 70),
            BooleanColumn.create("kept", true, true, true, true, true, true, false));

    @Test
    void barsAreCountsTheMostFrequentFirst() {
        HorizontalBarChart chart = Charts.bars(REVIEWS, "sentiment");

        assertThat(chart.getSeries("rows").getYData()).hasToString("[good, bad, mixed]");
        assertThat(chart.getSeries("rows").getXData()).hasToString("[3.0, 2.0, 1.0]");
        assertThat(words(chart)).isEqualTo("Most frequent: good, 3 of 6 rows (50 %). 1 row has no value.");
        assertThat(((Texts.Holder) chart).texts().subtitle()).isEqualTo("reviews, 7 rows");
        assertThat(Charts.bars(REVIEWS, "KEPT").getSeries("rows").getYData()).hasToString("[true, false]");
        assertThat(words(Charts.bars(REVIEWS, "score"))).startsWith("Most frequent: 3, 2 of 6 rows");
    }

    @Test
    void equallyFrequentValuesAreToldAsSuch() {
        assertThat(words(Charts.bars(table("a", "b"), "value")))
                .isEqualTo("Most frequent: a, b, 1 of 2 rows each (50 %).");
        assertThat(words(Charts.bars(table("a", "b", "c", "d"), "value")))
                .isEqualTo("4 values are the most frequent: 1 of 4 rows each (25 %).");
    }

    @Test
    void theRarestOfVeryManyValuesAreOneBar() {
        String[] values = IntStream.range(0, 60)
                .mapToObj(i -> "value " + (i < 30 ? i : i % 10))
                .toArray(String[]::new);
        HorizontalBarChart chart = Charts.bars(table(values), "value");

        assertThat(chart.getSeries("rows").getYData()).hasSize(20);
        assertThat(chart.getSeries("rows").getYData().get(19)).isEqualTo("11 other values");
        assertThat(chart.getSeries("rows").getXData().stream()
                        .mapToDouble(Number::doubleValue)
                        .sum())
                .isEqualTo(60);
    }

    @Test
    void labelsAreShortOneLineAndWithoutControlCharacters() {
        HorizontalBarChart chart =
                Charts.bars(table("a very long answer\nof several lines, which goes on", "\u001b[31m"), "value");

        assertThat(chart.getSeries("rows").getYData().get(0)).isEqualTo("a very long answer of several lin…");
        assertThat(chart.getSeries("rows").getYData().get(1).toString()).doesNotContain("\u001b");
        assertThat(ChartImage.png(chart)).isNotEmpty();
    }

    @Test
    void meansAreOfTheRowsThatHaveBoth() {
        HorizontalBarChart chart = Charts.bars(REVIEWS, "sentiment", "score");

        assertThat(chart.getSeries("mean score").getYData()).hasToString("[good, mixed, bad]");
        assertThat(chart.getSeries("mean score").getXData()).hasToString("[4.5, 3.0, 1.5]");
        assertThat(words(chart))
                .isEqualTo("Highest: good, 4.5 (2 rows); lowest: bad, 1.5 (2 rows). 2 rows have no value.");
        assertThat(words(Charts.bars(table("a"), "value", "number"))).isEqualTo("a: 0 (1 row).");
    }

    @Test
    void aHistogramTellsWhatIsMissing() {
        assertThat(words(Charts.histogram(REVIEWS, "score")))
                .isEqualTo("6 values from 1 to 5: median 3, mean 3. 1 row has no value.");
        assertThat(words(Charts.histogram(REVIEWS, "length")))
                .isEqualTo("6 values from 10.5 to 70: median 30, mean 40.1. 1 row has no value.");
        assertThat(words(Charts.histogram(table("a", "b"), "number")))
                .isEqualTo("2 values from 0 to 1: median 0, mean 0.5.");
        assertThat(words(Charts.histogram(table("a"), "number"))).isEqualTo("1 value, 0.");
    }

    @Test
    void aTableWithoutRowsIsDrawn() {
        Table none = REVIEWS.emptyCopy();

        assertThat(words(Charts.bars(none, "sentiment"))).isEqualTo("No row has a value.");
        assertThat(words(Charts.bars(none, "sentiment", "score"))).isEqualTo("No row has a value.");
        assertThat(words(Charts.histogram(none, "score"))).isEqualTo("No row has a value.");
        assertThat(ChartImage.png(Charts.bars(none, "sentiment"))).isNotEmpty();
        assertThat(ChartImage.png(Charts.histogram(none, "score"))).isNotEmpty();
    }

    @Test
    void aMisspeltColumnIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> Charts.bars(REVIEWS, "sentimnt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no column \"sentimnt\": the columns are sentiment, score, length, kept");
        assertThatThrownBy(() -> Charts.histogram(REVIEWS, "sentiment"))
                .hasMessageContaining("holds no numbers")
                .hasMessageEndingWith("columns of numbers are score, length");
        assertThatThrownBy(() -> Charts.bars(REVIEWS, "sentiment", "kept"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Table table(String... values) {
        return Table.create(
                "",
                StringColumn.create("value", values),
                IntColumn.create("number", IntStream.range(0, values.length).toArray()));
    }

    private static String words(Chart<?, ?> chart) {
        return ((Texts.Holder) chart).texts().caption().replace('\u00a0', ' ');
    }
}
