package batchbook.chart;

import batchbook.Format;
import batchbook.Run;
import batchbook.chart.Refusals.Cross;
import batchbook.picture.CentredWords;
import batchbook.picture.ChartImage;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import batchbook.picture.XYPicture;
import java.awt.BasicStroke;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Every request as a bar in the lane of its worker; of very many requests, how many lanes were busy. */
public final class TimelineChart {
    private static final int LABELLED_LANES = 16;
    private static final int MOST_LANES = 64;
    /** More bars in a lane would be narrower than four pixels. */
    private static final double MOST_BARS_IN_A_LANE = Theme.PLOT_WIDTH / 4;

    private TimelineChart() {}

    public static XYChart of(Run run) {
        TimeAxis axis = TimeAxis.of(run);
        List<SentRequest> all = SentRequest.of(run);
        int lanes = 1 + all.stream().mapToInt(one -> one.request().lane()).max().orElse(0);
        boolean many = lanes > MOST_LANES || all.size() > MOST_BARS_IN_A_LANE * lanes;
        int plotHeight = many ? 260 : Math.max(90, Math.min(26 * lanes, 460));
        Texts texts = new Texts(ChartData.subtitle(run), TimelineFinding.of(run, axis, many));
        XYChart chart = Theme.chart(
                new XYPicture(plotHeight + 180, texts),
                many ? "Busy workers" : "Requests by worker",
                axis.title(),
                many ? "requests under way" : "worker");
        axis.set(chart.getStyler());
        if (many) {
            BusyLanes.draw(chart, axis, all);
        } else {
            bars(chart, axis, all, lanes, plotHeight);
        }
        double top = many ? chart.getStyler().getYAxisMax() : lanes + 0.7;
        Refusals.mark(
                chart,
                all.stream()
                        .filter(SentRequest::refused)
                        .map(one -> new Cross(
                                axis.at(one.request().sent()),
                                many ? 0.97 * top : 1 + one.request().lane()))
                        .toList(),
                axis.end(),
                top);
        if (all.isEmpty()) {
            CentredWords.instead(chart, ChartData.whyEmpty(run));
        }
        return chart;
    }

    private static void bars(XYChart chart, TimeAxis axis, List<SentRequest> all, int lanes, int plotHeight) {
        chart.getStyler().setPlotGridVerticalLinesVisible(true);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        chart.getStyler()
                .setYAxisTickMarkSpacingHint(lanes > LABELLED_LANES ? 40 : (int) (0.85 * plotHeight / (lanes + 0.7)));
        chart.getStyler().setYAxisTickLabelsFormattingFunction(tick -> label(tick, lanes));
        double gap = 0.6 * axis.end() / Theme.PLOT_WIDTH;
        float thickness = (float) Math.max(1.5, Math.min(16, 0.62 * plotHeight / lanes));
        Map<Ending, TimelineBars> bars = new EnumMap<>(Ending.class);
        for (SentRequest one : all) {
            if (one.refused()) {
                continue;
            }
            // A failure that comes in milliseconds must be seen in a run of minutes.
            double least = one.ending() == Ending.FAILURE ? 4 * gap : gap;
            double from = axis.at(one.request().sent());
            bars.computeIfAbsent(one.ending(), ending -> new TimelineBars(lanes, ChartImage.SCALE * plotHeight))
                    .add(
                            one.request().lane(),
                            from,
                            Math.max(from + least, axis.at(one.request().finished()) - gap));
        }
        bars.forEach((ending, line) -> add(chart, ending, line.line(), thickness));
        // From 0, so that the ticks fall on whole lanes.
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(lanes + 0.7);
    }

    private static String label(double tick, int lanes) {
        double lane = Math.rint(tick);
        if (lane >= 1 && lane <= lanes && Math.abs(tick - lane) < 1e-6) {
            return "#" + Format.count((long) lane);
        }
        // XChart leaves all labels out when those of both ends are the same.
        return tick < 1 ? " " : "  ";
    }

    private static void add(XYChart chart, Ending ending, TimelineBars.Line bars, float thickness) {
        XYSeries series = chart.addSeries(SentRequest.name(ending), bars.x(), bars.y());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(ending.colour);
        series.setLineStyle(new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }
}
