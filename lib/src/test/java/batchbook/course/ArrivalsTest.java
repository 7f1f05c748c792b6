package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals(2, 10);

    @Test
    void requestsAreCountedInQuartersOfASecond() {
        XYChart chart = arrivals.chart("three", List.of(0.1, 0.2, 1.99, 2.0, 7.0));

        assertThat(chart.getSeries("requests").getYData()).containsExactly(2, 0, 0, 0, 0, 0, 0, 1);
        assertThat(arrivals.peak(List.of(0.1, 0.2, 1.99))).isEqualTo(2);
    }

    @Test
    void theAxesAreTheSameWhateverCame() {
        XYChart chart = arrivals.chart("none", List.of());

        assertThat(chart.getStyler().getXAxisMax()).isEqualTo(2.0);
        assertThat(chart.getStyler().getYAxisMax()).isEqualTo(10.0);
    }
}
