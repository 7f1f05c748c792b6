package batchbook.chart;

import batchbook.Attempt;
import batchbook.Run;
import batchbook.chart.CountOverTime.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/**
 * Requests of the last minute over time, beside the limit. A run of less than two minutes has no such rate, it would be a
 * ramp: of that, how many requests were sent since the start.
 */
public final class RateChart {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private RateChart() {}

    public static XYChart of(Run run) {
        TimeAxis axis = TimeAxis.of(run);
        if (PaceFinding.isShort(run)) {
            CountOverTime total = CountOverTime.total(axis.sent());
            PaceChart.Words words = new PaceChart.Words(
                    "Requests since the start",
                    "requests sent",
                    PaceFinding.ofRate(run, axis, 0),
                    "sent since the start",
                    "limit of the minute, once known");
            return PaceChart.of(run, words, axis, total, allowed(run, axis));
        }
        CountOverTime lastMinute =
                CountOverTime.of(axis.sent(), request -> request.sent().plus(MINUTE));
        long most = lastMinute.afterSending().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        PaceChart.Words words = new PaceChart.Words(
                "Requests a minute",
                "requests in the last 60 s",
                PaceFinding.ofRate(run, axis, most),
                "sent in the last 60 s",
                "limit a minute, once known");
        return PaceChart.of(run, words, axis, lastMinute, limit(run, axis));
    }

    /** What a limit allows in all: as many again each minute after its first moment. */
    private static List<Moment> allowed(Run run, TimeAxis axis) {
        List<Moment> limits = limit(run, axis);
        List<Moment> allowed = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            Instant until = i + 1 < limits.size() ? limits.get(i + 1).at() : Instant.MAX;
            Instant began = RunParts.of(run, axis).last();
            long before = axis.sent().stream()
                    .filter(request -> request.sent().isBefore(began))
                    .count();
            for (Instant at = limits.get(i).at(); at.isBefore(until) && axis.covers(at); at = nextMinute(began, at)) {
                long minutes = 1 + Duration.between(began, at).toMinutes();
                new Moment(at, before + minutes * limits.get(i).value()).appendTo(allowed);
            }
        }
        return allowed;
    }

    private static Instant nextMinute(Instant began, Instant at) {
        return began.plus(MINUTE.multipliedBy(1 + Duration.between(began, at).toMinutes()));
    }

    /** A limit is learned from a refusal: one that a change names before any was refused had been known all along. */
    private static List<Moment> limit(Run run, TimeAxis axis) {
        Instant began = RunParts.of(run, axis).last();
        Optional<Instant> firstRefusal = axis.sent().stream()
                .filter(Refusals::isRefused)
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
