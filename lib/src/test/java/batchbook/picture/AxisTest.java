package batchbook.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.1, 2",
        "2, 2",
        "2.1, 2.5",
        "2.6, 5",
        "5.1, 10",
        "9.99, 10",
        "0.3, 0.5",
        "0.1, 0.1",
        "221, 250",
        "1e-7, 1e-7",
        "7e9, 1e10"
    })
    void aStepIsTheNextRoundNumber(double least, double step) {
        assertThat(Axis.roundStep(least)).isCloseTo(step, org.assertj.core.data.Percentage.withPercentage(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3, Double.NaN})
    void aStepOfNothingIsOne(double least) {
        assertThat(Axis.roundStep(least)).isEqualTo(1);
    }

    @Test
    void anEndIsAboveTheHighestValueButNotFarAbove() {
        for (double highest = 0.001; highest < 1e7; highest *= 1.03) {
            assertThat(Axis.end(highest)).isBetween(highest * 1.06 * (1 - 1e-9), highest * 2);
        }
        assertThat(Axis.end(0)).isEqualTo(1);
        assertThat(Axis.end(4_780)).isEqualTo(6_000);
    }

    /** What a row costs is a few millionths of a dollar. */
    @ParameterizedTest
    @CsvSource({"0.00005, 0.00004, 0.00004", "4e-7, 1e-7, 0.0000001", "50, 12.5, 12.5", "5000, 1250, '1,250'"})
    void theNumbersBesideAnAxisTellItsTicksApart(double end, double tick, String words) {
        assertThat(new Numbers(end).of(tick)).isEqualTo(words);
    }
}
