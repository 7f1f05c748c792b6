package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingMinuteTest {

    @Test
    void aPlaceIsFreeAgainSixtySecondsAfterItWasTaken() {
        RollingMinute minute = new RollingMinute(2);
        minute.add(seconds(10), 1);
        minute.add(seconds(30), 1);

        assertThat(minute.fits(seconds(69.999999999), 1)).isFalse();
        assertThat(minute.delay(seconds(31.5), 1)).isEqualTo(seconds(38.5));
        assertThat(minute.delay(seconds(31.5), 2)).isEqualTo(seconds(58.5));
        assertThat(minute.fits(seconds(70), 1)).isTrue();
        assertThat(minute.delay(seconds(70), 1)).isZero();
    }

    @Test
    void whatNeverFitsIsToldToComeBackWhenTheClocksMinuteEnds() {
        assertThat(new RollingMinute(0).delay(seconds(75), 1)).isEqualTo(seconds(45));
        assertThat(new RollingMinute(10).delay(seconds(120), 11)).isEqualTo(seconds(60));
    }

    /** Against the plain definition: everything that came in the last 60 seconds, added up. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 40, 1000})
    void itDecidesLikeTheWholeHistoryEvenWhenMoreIsAddedThanFits(long limit) {
        Random random = new Random(limit);
        RollingMinute minute = new RollingMinute(limit);
        List<Duration> times = new ArrayList<>();
        List<Long> amounts = new ArrayList<>();
        Duration now = Duration.ZERO;
        for (int i = 0; i < 3000; i++) {
            now = now.plusMillis(random.nextInt(6000));
            long amount = random.nextInt(20);
            long sum = sumSince(now.minusSeconds(60), times, amounts);
            assertThat(minute.fits(now, amount)).isEqualTo(sum + amount <= limit);
            if (!minute.fits(now, amount) && amount <= limit) {
                Duration fitting = now.plus(minute.delay(now, amount));
                assertThat(sumSince(fitting.minusSeconds(60), times, amounts) + amount)
                        .isLessThanOrEqualTo(limit);
                assertThat(sumSince(fitting.minusSeconds(60).minusNanos(1), times, amounts) + amount)
                        .isGreaterThan(limit);
            }
            minute.add(now, amount);
            times.add(now);
            amounts.add(amount);
        }
    }

    private static long sumSince(Duration start, List<Duration> times, List<Long> amounts) {
        long sum = 0;
        for (int i = 0; i < times.size(); i++) {
            sum += times.get(i).compareTo(start) > 0 ? amounts.get(i) : 0;
        }
        return sum;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
