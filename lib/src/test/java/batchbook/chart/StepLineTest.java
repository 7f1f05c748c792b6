package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Attempt;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.chart.CountOverTime.Moment;
import batchbook.picture.Theme;
import batchbook.view.Charts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepLineTest {
    private static final int COLUMNS = 2 * Theme.WIDTH;

    @Test
    void tenThousandRequestsAreThinnedAndLoseNoExtreme() {
        TimeAxis axis = TimeAxis.of(SampleRuns.sawTooth(10_000));
        List<Moment> all = CountOverTime.of(axis.sent(), Attempt::finished).moments();

        List<StepLine.Point> kept = StepLine.of(axis, all).points();

        assertThat(all).hasSizeGreaterThan(10_000);
        assertThat(kept).hasSizeLessThanOrEqualTo(4 * COLUMNS + 2);
        for (BinaryOperator<Double> extreme : List.<BinaryOperator<Double>>of(Math::min, Math::max)) {
            Map<Long, Double> ofAll =
                    byColumn(all.stream(), axis, moment -> axis.at(moment.at()), Moment::value, extreme);
            Map<Long, Double> ofKept = byColumn(kept.stream(), axis, StepLine.Point::x, StepLine.Point::y, extreme);
            assertThat(ofKept).isEqualTo(ofAll);
        }
    }

    private static <T> Map<Long, Double> byColumn(
            Stream<T> points,
            TimeAxis axis,
            ToDoubleFunction<T> x,
            ToDoubleFunction<T> y,
            BinaryOperator<Double> extreme) {
        return points.collect(Collectors.toMap(
                point -> (long) (x.applyAsDouble(point) / axis.end() * COLUMNS), y::applyAsDouble, extreme));
    }

    @Test
    void aShortLineIsKeptAsItIsAndGoesOnToTheEndOfTheRun() {
        Run run = SampleRuns.lasting(1_000, 4_000);
        TimeAxis axis = TimeAxis.of(run);
        List<Moment> moments = List.of(
                new Moment(run.started(), 2),
                new Moment(run.started().plusSeconds(1), 1),
                new Moment(run.started().plusSeconds(9), 0));

        assertThat(StepLine.of(axis, moments).points())
                .containsExactly(new StepLine.Point(0, 2), new StepLine.Point(1, 1), new StepLine.Point(4, 1));
        assertThat(StepLine.of(axis, List.of()).points()).isEmpty();
    }

    @Test
    void aValueThatLastedNoTimeIsReplaced() {
        Run run = SampleRuns.lasting(1_000);
        List<Moment> moments = new ArrayList<>();
        new Moment(run.started(), 1).appendTo(moments);
        new Moment(run.started(), 2).appendTo(moments);
        new Moment(run.started().plusMillis(1), 3).appendTo(moments);

        assertThat(moments)
                .containsExactly(
                        new Moment(run.started(), 2), new Moment(run.started().plusMillis(1), 3));
    }

    @Test
    void theUnitOfTimeFitsTheRunAndSimulatedTimeIsNamed() {
        assertThat(title(SampleRuns.lasting(149_000))).isEqualTo("seconds since the start");
        assertThat(title(SampleRuns.lasting(151_000))).isEqualTo("minutes since the start");
        assertThat(title(SampleRuns.lasting(20_000_000))).isEqualTo("hours since the start");
        Run simulated = SampleRuns.simulated(60, 5_000);
        assertThat(title(simulated)).isEqualTo("seconds since the start (simulated time, 60x)");
        assertThat(Charts.latency(simulated).getXAxisTitle()).isEqualTo("sent, " + title(simulated));
        assertThat(Charts.inFlight(simulated).getXAxisTitle()).isEqualTo(title(simulated));
    }

    private static String title(Run run) {
        return TimeAxis.of(run).title();
    }
}
