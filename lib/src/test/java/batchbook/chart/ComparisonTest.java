package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Run;
import batchbook.SampleRuns;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Run ONE = SampleRuns.flaky(40, 1);
    private static final Run FOUR = SampleRuns.flaky(40, 4);
    private static final Run EIGHT = SampleRuns.flaky(40, 8);

    @Test
    void theSequentialRunIsOneWhereverItStands() {
        Comparison comparison = Comparison.of(List.of(FOUR, ONE, EIGHT));

        assertThat(comparison.baseline()).isEqualTo(1);
        assertThat(comparison.speedUp(1)).hasValue(1);
        assertThat(comparison.speedUp(0).orElseThrow())
                .isCloseTo(ONE.took().toNanos() / (double) FOUR.took().toNanos(), Assertions.within(1e-9));
        assertThat(comparison.leftOut()).isZero();
    }

    @Test
    void withoutASequentialRunTheFirstIsOne() {
        assertThat(Comparison.of(List.of(FOUR, EIGHT)).baseline()).isZero();
        assertThat(Comparison.of(List.of(EIGHT, FOUR)).baseline()).isZero();
    }

    @Test
    void aRunWithoutAnswersIsNoBaselineAndHasNoSpeedUp() {
        Comparison comparison = Comparison.of(List.of(SampleRuns.empty(), SampleRuns.refused(40, 1), FOUR, EIGHT));

        assertThat(comparison.baseline()).isEqualTo(2);
        assertThat(comparison.speedUp(0)).isEmpty();
        assertThat(comparison.speedUp(1)).isEmpty();
        assertThat(comparison.leftOut()).isEqualTo(2);
        assertThat(Comparison.of(List.of(SampleRuns.empty())).baseline()).isZero();
    }

    @Test
    void runsOfOtherPromptsHaveNoSpeedUp() {
        assertThat(Comparison.of(List.of(ONE, SampleRuns.flaky(41, 8))).speedUp(1))
                .isEmpty();
    }

    @Test
    void noRunIsRefused() {
        assertThatThrownBy(() -> Comparison.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
