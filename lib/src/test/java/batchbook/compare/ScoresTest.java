package batchbook.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final double NONE = Double.NaN;

    private static Scores of(double[]... rows) {
        return Scores.of(rows[0].length, List.of(rows));
    }

    @Test
    void aMeanIsOverRowsThatAllHaveAScoreIn() {
        Scores scores = of(new double[] {1, 5}, new double[] {3, 4}, new double[] {NONE, 100}, new double[] {-9, NONE});

        assertThat(scores.rows()).isEqualTo(2);
        assertThat(scores.mean(0)).hasValue(2);
        assertThat(scores.mean(1)).hasValue(4.5);
        assertThat(scores.winners()).containsExactly(1);
        assertThat(scores.wins(1)).isEqualTo(2);
        assertThat(scores.wins(0)).isZero();
        assertThat(scores.best(2)).containsExactly(1);
        assertThat(scores.best(3)).containsExactly(0);
        assertThat(Findings.winner(List.of("a", "b"), scores))
                .isEqualTo("Highest mean score: b, 4.5, over the 2 rows in which every run has a score.");
    }

    @Test
    void tiesAreTold() {
        Scores scores = of(new double[] {1, 1, 0}, new double[] {2, 2, 2}, new double[] {0.1, 0.1, -7});

        assertThat(scores.winners()).containsExactly(0, 1);
        assertThat(scores.wins(0)).isZero();
        assertThat(scores.ties(0)).isEqualTo(3);
        assertThat(scores.ties(2)).isEqualTo(1);
        assertThat(Findings.winner(List.of("a", "b", "c"), scores))
                .isEqualTo("Highest mean score: a and b, 1.03 each, over the 3 rows in which every run has a score.");
    }

    @Test
    void sumsInAnotherOrderTie() {
        double[] ups = {0.1, 0.2, 0.3, 1e9, 7.7};
        double[][] rows = new double[5][];
        for (int i = 0; i < 5; i++) {
            rows[i] = new double[] {ups[i], ups[4 - i]};
        }

        assertThat(of(rows).winners()).containsExactly(0, 1);
    }

    @Test
    void nobodyWinsWithoutARowInCommon() {
        Scores scores = of(new double[] {1, NONE}, new double[] {NONE, 1}, new double[] {NONE, NONE});

        assertThat(scores.winners()).isEmpty();
        assertThat(scores.mean(0)).isEmpty();
        assertThat(scores.wins(0)).isZero();
        assertThat(scores.best(2)).isEmpty();
        assertThat(Findings.winner(List.of("a", "b"), scores))
                .isEqualTo("There is no row in which every run has a score.");
    }

    @Test
    void infiniteAndLargeScoresAreTold() {
        Scores infinite = of(new double[] {Double.POSITIVE_INFINITY, 1}, new double[] {Double.NEGATIVE_INFINITY, 1});
        assertThat(infinite.best(0)).containsExactly(0);
        assertThat(infinite.best(1)).containsExactly(1);

        assertThat(Findings.winner(List.of("a"), of(new double[] {12_345.6})))
                .startsWith("Highest mean score: a, 12346, over the 1 row");
        assertThat(Findings.winner(List.of("a"), of(new double[] {Double.POSITIVE_INFINITY})))
                .contains("a, Infinity");
        assertThat(Findings.winner(List.of("a"), of(new double[] {0}))).contains("a, 0, over");
    }
}
