package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.PaceFigures.Figure;
import batchbook.PaceFigures.Scene;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The figures of docs/benchmarks.md hold, in virtual time, so that they are the same on every machine. */
class PaceFiguresTest {
    static final List<Scene> SCENES = PaceFigures.SCENES;

    @ParameterizedTest
    @FieldSource("SCENES")
    void nobodySaysTheLimitAndTheBatchComesNearTheIdeal(Scene scene) {
        int seeds = scene.prompts() > 1_000 ? 3 : 9;
        List<Figure> figures = IntStream.rangeClosed(1, seeds)
                .mapToObj(seed -> PaceFigures.measure(scene, seed))
                .sorted(Comparator.comparingDouble(Figure::share))
                .toList();

        assertThat(figures.get(seeds / 2).share())
                .as("median share of the ideal time")
                .isGreaterThan(scene.leastShare());
        for (Figure figure : figures) {
            assertThat(figure.answered()).as("nothing is lost").isEqualTo(scene.prompts());
            assertThat(figure.share()).isGreaterThan(scene.leastShare() - 0.02);
            assertThat(figure.refusedPerPrompt()).isLessThanOrEqualTo(scene.mostRefusedPerPrompt());
            assertThat(figure.mostOver()).as("over the limit of tokens").isLessThanOrEqualTo(0.02);
            assertThat(figure.worstEta()).as("error of the estimated time").isLessThanOrEqualTo(0.15);
        }
    }
}
