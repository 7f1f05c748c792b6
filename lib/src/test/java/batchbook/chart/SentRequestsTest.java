package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.view.Charts;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** What a timeline makes of each request, and of too many of them. */
class SentRequestsTest {
    @Test
    void aRefusedRequestIsACrossAndNeitherAFailureNorATry() {
        Run run = SampleRuns.refusedBurst();
        List<SentRequest> all = SentRequest.of(run);

        assertThat(all).hasSize(run.metrics().attempts());
        assertThat(all.stream().filter(SentRequest::refused)).hasSize(41);
        assertThat(all.stream().filter(one -> !one.refused()))
                .hasSize(50)
                .allMatch(one -> one.ending() == Ending.FIRST_TRY);
        XYChart chart = Charts.timeline(run);
        assertThat(chart.getSeriesCollection())
                .extracting(XYSeries::getName)
                .containsExactly("answered", "41 refused (429)");
        assertThat(chart.getSeries("41 refused (429)").getXData()).hasSize(41);
    }

    @Test
    void aFailedTryIsRedAndTheNextOneThatIsAnsweredAmber() {
        Run run = SampleRuns.flaky(200, 8);

        assertThat(SentRequest.of(run).stream().filter(one -> one.ending() == Ending.AFTER_RETRY))
                .hasSize((int)
                        run.answered().stream().filter(row -> row.retried()).count());
        assertThat(SentRequest.of(run).stream().filter(one -> one.ending() == Ending.FAILURE))
                .hasSize((int) run.results().stream()
                        .flatMap(row -> row.attempts().stream())
                        .filter(request -> request.error().isPresent())
                        .count());
    }

    @Test
    void ofMoreRequestsThanPixelsTheTimelineShowsHowManyWereUnderWay() {
        Run run = SampleRuns.flaky(5_000, 200);
        XYChart chart = Charts.timeline(run);
        double[] heights = chart.getSeries("answered").getYData();

        assertThat(chart.getTitle()).isEqualTo("Busy workers");
        assertThat(heights).hasSize(4 * BusyLanes.COLUMNS);
        assertThat(DoubleStream.of(heights).max().orElseThrow()).isBetween(199.0, 200.001);
        // Corners 2 and 3 of each column stand at its height: their mean is what was under way on average.
        assertThat(DoubleStream.of(heights).sum() / 2 / BusyLanes.COLUMNS)
                .isBetween(run.metrics().meanInFlight() - 0.5, run.metrics().meanInFlight() + 0.5);
    }
}
