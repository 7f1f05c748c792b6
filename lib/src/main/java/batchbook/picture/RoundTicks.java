package batchbook.picture;

import java.time.Instant;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series.DataType;

/**
 * Round numbers beside the axes of a chart of the user's own. Where the values are evenly spaced, such as 1, 2, 3..., XChart
 * puts its ticks at some of them, and that is 0, 7, 14...
 */
final class RoundTicks {
    private static final String NAME = RoundTicks.class.getName();

    private RoundTicks() {}

    /** With a series that is not drawn and whose value is not a number, so that they are not evenly spaced. */
    static void paint(Chart<?, ?> chart, Runnable painting) {
        if (!(chart instanceof XYChart lines) || lines.getSeriesCollection().isEmpty()) {
            painting.run();
            return;
        }
        try {
            uneven(lines).setEnabled(false);
            painting.run();
        } finally {
            lines.removeSeries(NAME);
        }
    }

    private static XYSeries uneven(XYChart chart) {
        boolean dates = chart.getSeriesCollection().iterator().next().getxAxisDataType() == DataType.Date;
        return chart.addSeries(NAME, List.of(dates ? Instant.EPOCH : Double.NaN), List.of(Double.NaN));
    }
}
