package batchbook.chart;

import batchbook.Attempt;
import batchbook.Run;
import batchbook.chart.CountOverTime.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/** Requests of the last minute over time, beside the limit. */
public final class RateChart {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private RateChart() {}

    public static XYChart of(Run run) {
        TimeAxis axis = TimeAxis.of(run);
        return PaceChart.of(
                run,
                new PaceChart.Words(
                        "Requests a minute",
                        "requests in the last 60 s",
                        "sent in the last 60 s",
                        "limit a minute, once known"),
                axis,
                CountOverTime.of(axis.sent(), request -> request.sent().plus(MINUTE)),
                limit(run, axis));
    }

    /** A limit is learned from a refusal: one that a change names before any was refused had been known all along. */
    private static List<Moment> limit(Run run, TimeAxis axis) {
        Instant began = RunParts.of(run, axis).last();
        Optional<Instant> firstRefusal = axis.sent().stream()
                .filter(PaceChart::refused)
                .map(Attempt::finished)
                .filter(at -> !at.isBefore(began))
                .min(Comparator.naturalOrder());
        return run.changes().stream()
                .filter(change -> change.perMinute().isPresent())
                .map(change -> new Moment(
                        firstRefusal.filter(at -> !at.isAfter(change.at())).isPresent() ? change.at() : began,
                        change.perMinute().getAsLong()))
                .toList();
    }
}
