package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.LimitFigures.Figure;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The figures of docs/benchmarks.md for servers that behave otherwise than expected, in virtual time. */
class LimitFiguresTest {
    static final List<Figure> FIGURES = LimitFigures.all();

    @ParameterizedTest
    @FieldSource("FIGURES")
    void everyLessonIsLearnedAndUnlearned(Figure figure) {
        assertThat(figure.met())
                .as("%s: %s, wanted %s", figure.what(), figure.measured(), figure.target())
                .isTrue();
    }
}
