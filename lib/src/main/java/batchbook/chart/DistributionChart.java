package batchbook.chart;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Result;
import batchbook.Run;
import batchbook.picture.Axis;
import batchbook.picture.CentredWords;
import batchbook.picture.LabelledLine;
import batchbook.picture.Numbers;
import batchbook.picture.Rectangles;
import batchbook.picture.Rectangles.Rectangle;
import batchbook.picture.SpanLabel;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import batchbook.picture.XYPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** Histogram of latency with percentiles. What failed stands at the bottom of each bar. */
public final class DistributionChart {
    /** The part of the axis in which the bar of what is above its limit stands. */
    private static final double APART = 0.2;

    private DistributionChart() {}

    public static XYChart of(Run run) {
        List<Result> sent = ChartData.sent(run);
        Bins bins = Bins.fromZero(latencies(sent, List.of(Ending.values())).toArray());
        XYChart chart = Theme.chart(
                new XYPicture(Theme.HEIGHT, new Texts(ChartData.subtitle(run), DistributionFinding.of(run, bins))),
                "Latency distribution",
                "latency, ms",
                "prompts");
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        double limit = bins.limit();
        double end = bins.above() > 0 ? limit / (1 - APART) : limit;
        int most = IntStream.of(bins.counts(latencies(sent, List.of(Ending.values()))))
                .max()
                .orElse(1);
        double top = Math.max(4, Axis.end(most * 1.22));
        stack(chart, bins, sent, (limit + end) / 2, top);
        Theme.fromZero(chart.getStyler(), top);
        end = percentiles(chart, sent.size(), run.metrics(), top, limit, end);
        if (sent.isEmpty()) {
            CentredWords.instead(chart, ChartData.whyEmpty(run));
        }
        if (bins.above() > 0) {
            chart.addAnnotation(new SpanLabel(above(bins, run), limit, end, 0.5 * top));
        }
        ticks(chart, limit);
        chart.getStyler().setXAxisMin(-1e-6 * end);
        chart.getStyler().setXAxisMax(end * (1 + 1e-6));
        return chart;
    }

    private static String above(Bins bins, Run run) {
        Duration slowest = LatencyFinding.sorted(ChartData.sent(run))
                .get(ChartData.sent(run).size() - 1);
        String limit = ChartData.duration(DistributionFinding.limit(bins));
        return ChartData.unbroken(Format.count(bins.above()) + " above") + " " + limit + ": "
                + ChartData.unbroken(bins.above() == 1 ? "" : "up to ") + ChartData.duration(slowest);
    }

    private static DoubleStream latencies(List<Result> rows, List<Ending> endings) {
        return rows.stream()
                .filter(row -> endings.contains(ChartData.ending(row)))
                .mapToDouble(row -> DurationValues.millis(row.latency()));
    }

    /** Each bar as high as all that it is of, drawn before those that cover its lower part. */
    private static void stack(XYChart chart, Bins bins, List<Result> sent, double apart, double top) {
        List<Ending> left = new ArrayList<>(List.of(Ending.values()));
        for (Ending ending : Ending.values()) {
            long own = latencies(sent, List.of(ending)).count();
            if (own > 0) {
                bars(chart, ending, bins, bins.counts(latencies(sent, left)), apart, top)
                        .setLabel(Format.count(own) + " " + ending.label);
            }
            left.remove(ending);
        }
    }

    /** XChart's own histogram has no numeric axis to put percentiles on. */
    private static XYSeries bars(XYChart chart, Ending ending, Bins bins, int[] counts, double apart, double top) {
        double step = bins.step();
        List<Rectangle> bars = IntStream.range(0, counts.length)
                .filter(bin -> counts[bin] > 0)
                .mapToObj(bin -> {
                    double middle = bin == bins.count() ? apart : (bin + 0.5) * step;
                    return new Rectangle(middle - 0.44 * step, middle + 0.44 * step, Theme.thick(counts[bin], top));
                })
                .toList();
        return Rectangles.add(chart, ending.label, bars, ending.colour);
    }

    /**
     * Marks them, those at the same place together, and returns the end of an axis that leaves room for the labels. The
     * higher the percentile, the lower its flag: so no line crosses the label of one to its left.
     */
    private static double percentiles(XYChart chart, int rows, Metrics metrics, double top, double limit, double end) {
        Map<Duration, List<String>> names = new LinkedHashMap<>();
        if (rows > 1) {
            names.computeIfAbsent(metrics.p50(), any -> new ArrayList<>()).add("p50");
            names.computeIfAbsent(metrics.p90(), any -> new ArrayList<>()).add("p90");
            names.computeIfAbsent(metrics.p99(), any -> new ArrayList<>()).add("p99");
        }
        double height = 0.97 * top;
        double longest = end;
        for (Map.Entry<Duration, List<String>> entry : names.entrySet()) {
            double at = DurationValues.millis(entry.getKey());
            if (at <= limit) {
                String label = String.join(", ", entry.getValue()) + "  " + Format.duration(entry.getKey());
                chart.addAnnotation(new LabelledLine(label, at, height));
                longest = Math.max(longest, at / (1 - (10 + Theme.boldWidth(label)) / Theme.PLOT_WIDTH));
                height -= 0.07 * top;
            }
        }
        return longest;
    }

    /** No number beyond the limit, where the axis is none. */
    private static void ticks(XYChart chart, double limit) {
        Numbers numbers = new Numbers(limit);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(tick -> numbers.upTo(limit, tick));
        chart.getStyler().setXAxisTickMarkSpacingHint(90);
    }
}
