package batchbook.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreRightToWithinAHundredth() {
        SplittableRandom random = new SplittableRandom(3);
        // From microseconds to minutes.
        long[] nanos = random.doubles(20_000, 3.5, 11)
                .mapToLong(exponent -> Math.round(Math.pow(10, exponent)))
                .toArray();
        Latencies latencies = new Latencies();
        for (long one : nanos) {
            latencies.add(Duration.ofNanos(one));
        }
        Arrays.sort(nanos);

        for (double share : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 1}) {
            long exact = nanos[(int) Math.ceil(share * nanos.length) - 1];
            assertThat(latencies.percentile(share).toNanos()).as("%s", share).isCloseTo(exact, withinPercentage(1.0));
        }
        assertThat(latencies.sum())
                .isEqualTo(Duration.ofNanos(Arrays.stream(nanos).sum()));
        assertThat(latencies.mean()).isEqualTo(latencies.sum().dividedBy(20_000));
    }

    @Test
    void nothingAndNoTimeAreZeroAndNothingIsTooLong() {
        Latencies latencies = new Latencies();
        assertThat(latencies.percentile(0.5)).isZero();
        assertThat(latencies.mean()).isZero();

        latencies.add(Duration.ZERO);
        assertThat(latencies.percentile(1)).isZero();
        latencies.add(Duration.ofDays(3_000));
        assertThat(latencies.percentile(1)).isGreaterThan(Duration.ofDays(360));
        assertThat(latencies.sum()).isEqualTo(Duration.ofDays(3_000));
    }
}
