package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.SampleRuns;
import batchbook.picture.Theme;
import batchbook.view.Charts;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class TimelineBarsTest {
    private static boolean covered(TimelineBars.Line line, double lane, double at) {
        for (int i = 0; i < line.x().length; i += 3) {
            if (line.y()[i] == lane && line.x()[i] <= at && at <= line.x()[i + 1]) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatOverlapsInALaneIsOneBar() {
        TimelineBars bars = new TimelineBars(2, 100);
        bars.add(0, 1, 2);
        bars.add(1, 1.5, 1.7);
        bars.add(0, 2, 3);
        bars.add(0, 2.5, 2.6);
        bars.add(0, 3.1, 4);

        TimelineBars.Line line = bars.line();

        assertThat(line.x()).containsExactly(1, 3, 3, 3.1, 4, 4, 1.5, 1.7, 1.7);
        assertThat(line.y()).containsExactly(1, 1, Double.NaN, 1, 1, Double.NaN, 2, 2, Double.NaN);
    }

    @Test
    void whatIsPaintedIsTheSameAsWithABarForEachRequest() {
        SplittableRandom random = new SplittableRandom(3);
        TimelineBars bars = new TimelineBars(3, 100);
        double[] from = DoubleStream.generate(() -> random.nextDouble(100))
                .limit(300)
                .sorted()
                .toArray();
        double[] to = DoubleStream.of(from).map(x -> x + random.nextDouble(2)).toArray();
        for (int i = 0; i < from.length; i++) {
            bars.add(i % 3, from[i], to[i]);
        }

        TimelineBars.Line line = bars.line();

        assertThat(line.x().length).isLessThan(3 * from.length);
        for (double at = 0; at < 102; at += 0.01) {
            for (int lane = 0; lane < 3; lane++) {
                boolean expected = false;
                for (int i = lane; i < from.length; i += 3) {
                    expected |= from[i] <= at && at <= to[i];
                }
                assertThat(covered(line, lane + 1, at)).isEqualTo(expected);
            }
        }
    }

    @Test
    void lanesThatStandCloserThanAPixelShareOne() {
        TimelineBars bars = new TimelineBars(1_000, 100);
        for (int lane = 0; lane < 1_000; lane++) {
            bars.add(lane, lane / 1e6, 5);
        }

        assertThat(DoubleStream.of(bars.line().y())
                        .filter(y -> !Double.isNaN(y))
                        .distinct())
                .hasSize(100)
                .allMatch(y -> y >= 1 && y <= 1_000);
    }

    @Test
    void aLongRunHasNoMoreBarsThanItsPictureHasPixels() {
        XYChart chart = Charts.timeline(SampleRuns.flaky(20_000, 4));

        assertThat(chart.getSeriesCollection())
                .hasSize(3)
                .allSatisfy(bars -> assertThat(bars.getXData().length / 3).isLessThan(4 * 2 * Theme.WIDTH));
    }
}
