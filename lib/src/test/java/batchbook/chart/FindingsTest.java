package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.picture.Texts;
import batchbook.view.Charts;
import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** What the captions say, and the bins that one slow request must not spoil. */
class FindingsTest {
    /** 59 between 400 and 870 ms, and one of six seconds. */
    private static final Run OUTLIER =
            SampleRuns.lasting(LongStream.concat(LongStream.range(0, 59).map(i -> 400 + 8 * i), LongStream.of(6_000))
                    .toArray());

    @Test
    void oneSlowRequestIsToldWithWhatTheOthersTook() {
        assertThat(LatencyFinding.of(OUTLIER).replace('\u00a0', ' '))
                .isEqualTo("One took 6.00 s, 9.5 times the median of 632 ms; without it p99 is 864 ms.");
        assertThat(words(Charts.distribution(OUTLIER)))
                .contains("One took 6.00 s", "The last bar, apart from the others, is the one above 900 ms.");
    }

    @Test
    void severalSlowRequestsAreToldTogether() {
        Run hanging = SampleRuns.lasting(LongStream.concat(
                        LongStream.range(0, 57).map(i -> 400 + 8 * i), LongStream.of(3_000, 6_000, 6_000))
                .toArray());
        assertThat(LatencyFinding.of(hanging).replace('\u00a0', ' '))
                .isEqualTo(
                        "3 took at least 4 times the median of 632 ms, the slowest 6.00 s; without them p99 is 848 ms.");
    }

    @Test
    void latenciesOfOneKindAreToldPlainly() {
        assertThat(words(Charts.latency(SampleRuns.lasting(500, 500, 500)))).isEqualTo("Each took 500 ms.");
        assertThat(words(Charts.latency(SampleRuns.lasting(500))))
                .isEqualTo("The one prompt that was sent took 500 ms.");
        assertThat(words(Charts.latency(SampleRuns.lasting(0, 0)))).isEqualTo("Each took 0 ms.");
        assertThat(words(Charts.latency(SampleRuns.refused(30, 4)))).endsWith("30 prompts failed.");
        assertThat(words(Charts.latency(SampleRuns.flaky(200, 8))))
                .matches("The median was \\d+ ms, the slowest took [\\d.]+ s\\. 6 prompts failed\\.");
    }

    @Test
    void aRunThatGotSlowerIsTold() {
        Run run = SampleRuns.of(SampleRuns.prompts(60), 1, prompt -> batchbook.Reply.of("ok"));
        assertThat(LatencyFinding.of(run)).doesNotContain("first half");

        // All sent at the same moment: in the order of the prompts.
        long[] millis = LongStream.range(0, 60).map(i -> i < 30 ? 500 : 1_200).toArray();
        assertThat(LatencyFinding.of(SampleRuns.lasting(millis)).replace('\u00a0', ' '))
                .contains("Of the first half sent the median was 500 ms, of the second 1.20 s.");
    }

    @Test
    void theLastRequestThatAllWaitedForIsTold() {
        assertThat(words(Charts.timeline(SampleRuns.lasting(500, 600, 2_000))))
                .isEqualTo("On average 1.6 of at most 3 requests were under way."
                        + " The last 1.40 s (70 % of the time) one request was alone.");
        assertThat(words(Charts.timeline(SampleRuns.flaky(20, 1)))).isEqualTo("One request at a time.");
        assertThat(words(Charts.timeline(SampleRuns.flaky(5_000, 200)))).startsWith("Too many requests for a bar each");
    }

    @Test
    void theBulkDecidesAboutTheBins() {
        double[] values = OUTLIER.results().stream()
                .mapToDouble(row -> row.latency().toMillis())
                .toArray();
        Bins bins = Bins.fromZero(values);

        assertThat(bins.above()).isOne();
        assertThat(bins.limit()).isBetween(864.0, 950.0);
        int[] counts = bins.counts(DoubleStream.of(values));
        assertThat(counts).hasSize(bins.count() + 1);
        assertThat(counts[bins.count()]).isOne();
        assertThat(java.util.stream.IntStream.of(counts).sum()).isEqualTo(60);
        assertThat(java.util.stream.IntStream.of(counts).filter(count -> count > 0))
                .hasSizeGreaterThan(8);
    }

    @Test
    void aSecondPeakIsNoOutlier() {
        double[] two = DoubleStream.concat(
                        DoubleStream.iterate(500, x -> x + 1).limit(90),
                        DoubleStream.iterate(9_000, x -> x + 1).limit(10))
                .toArray();

        assertThat(Bins.fromZero(two).above()).isZero();
        assertThat(Bins.fromZero(new double[] {5, 5, 5, 5}).above()).isZero();
        assertThat(Bins.fromZero(new double[] {0, 0, 0}).count()).isOne();
        assertThat(Bins.fromZero(new double[0]).above()).isZero();
    }

    @Test
    void wholeNumbersInASmallRangeHaveABinEach() {
        assertThat(Bins.of(new double[] {1, 5, 3, 3})).isEqualTo(new Bins(0.5, 1, 5, 0));
        assertThat(Bins.of(new double[] {-2, 2})).isEqualTo(new Bins(-2.5, 1, 5, 0));
        assertThat(Bins.of(new double[] {7})).isEqualTo(new Bins(6.5, 1, 1, 0));
        assertThat(Bins.of(new double[] {0, 1_000}).step()).isEqualTo(50);
        assertThat(Bins.of(new double[] {0.5, 0.5}).counts(DoubleStream.of(0.5, 0.5))[0])
                .isEqualTo(2);
        assertThat(Bins.of(new double[0]).counts(DoubleStream.of())).containsOnly(0);
    }

    @Test
    void failedRowsAreRedAtTheBottomOfTheDistribution() {
        XYChart failed = Charts.distribution(SampleRuns.refused(30, 4));
        assertThat(failed.getSeriesCollection()).extracting(XYSeries::getLabel).containsExactly("30 failed");

        XYChart mixed = Charts.distribution(SampleRuns.flaky(200, 8));
        assertThat(mixed.getSeriesCollection())
                .extracting(XYSeries::getLabel)
                .containsExactly("186 answered", "8 answered after a retry", "6 failed");
        assertThat(half(mixed.getSeries("answered")))
                .as("drawn first, as high as all")
                .isEqualTo(200);
        assertThat(half(mixed.getSeries("answered after a retry"))).isEqualTo(14);
        assertThat(half(mixed.getSeries("failed"))).isEqualTo(6);
    }

    /** Each bar has four corners, two of them at its height. */
    private static double half(XYSeries bars) {
        return DoubleStream.of(bars.getYData()).sum() / 2;
    }

    @Test
    void timesAreWrittenWithoutBreaks() {
        assertThat(ChartData.duration(Duration.ofSeconds(85))).isEqualTo("1\u00a0min\u00a025\u00a0s");
    }

    private static String words(XYChart chart) {
        return ((Texts.Holder) chart).texts().caption().replace('\u00a0', ' ');
    }
}
