package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class SawToothTest {
    @Test
    void eachLineFromTheFirstRoundOnBesideTheLimit() {
        XYChart chart = SawTooth.limit(3)
                .line("adding", List.of(1, 2, 3, 4, 2))
                .line("doubling", List.of(1, 2, 4, 2))
                .chart();

        assertThat(names(chart)).containsExactly("adding", "doubling", "limit");
        assertThat(chart.getSeries("doubling").getXData()).containsExactly(1, 2, 3, 4);
        assertThat(chart.getSeries("doubling").getYData()).containsExactly(1, 2, 4, 2);
        assertThat(chart.getSeries("limit").getXData()).containsExactly(1, 5);
        assertThat(chart.getSeries("limit").getYData()).containsExactly(3, 3);
        assertThat(chart.getTitle()).isEqualTo("The server takes 3 at once");
    }

    @Test
    void aLineMoreLeavesTheOthersAsTheyAre() {
        SawTooth one = SawTooth.limit(3).line("a", List.of(1, 2));
        one.line("b", List.of(1));
        assertThat(names(one.chart())).containsExactly("a", "limit");
    }

    private static List<String> names(XYChart chart) {
        return chart.getSeriesCollection().stream().map(XYSeries::getName).toList();
    }
}
