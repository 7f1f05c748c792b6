package batchbook.chart;

import batchbook.Attempt;
import batchbook.Change;
import batchbook.Run;
import batchbook.chart.CountOverTime.Moment;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Requests under way over time, beside how many were allowed at once. */
public final class InFlightChart {
    private InFlightChart() {}

    public static XYChart of(Run run) {
        TimeAxis axis = TimeAxis.of(run);
        CountOverTime underWay = CountOverTime.of(axis.sent(), Attempt::finished);
        return PaceChart.of(
                run,
                new PaceChart.Words(
                        "Requests under way",
                        "requests at once",
                        PaceFinding.ofInFlight(run),
                        "under way",
                        "allowed at once"),
                axis,
                underWay,
                cap(run, axis, underWay));
    }

    /**
     * A run tells of each cut and of each step up after one, but of its slow start only each doubling: until the first
     * cut, at least as many were allowed as went out.
     */
    private static List<Moment> cap(Run run, TimeAxis axis, CountOverTime underWay) {
        Instant began = RunParts.of(run, axis).last();
        if (axis.sent().isEmpty()) {
            return List.of();
        }
        if (run.changes().isEmpty()) {
            return List.of(new Moment(began, run.workers()));
        }
        List<Moment> moments = new ArrayList<>();
        Deque<Change> changes = new ArrayDeque<>(run.changes());
        long cap = 0;
        for (int i = 0; i < axis.sent().size(); i++) {
            Instant sent = axis.sent().get(i).sent();
            while (!changes.isEmpty() && !changes.element().at().isAfter(sent)) {
                Change change = changes.remove();
                new Moment(change.at(), change.cap()).appendTo(moments);
                if (change.cap() < cap) {
                    changes.forEach(later -> new Moment(later.at(), later.cap()).appendTo(moments));
                    return moments;
                }
                cap = change.cap();
            }
            int count = underWay.afterSending().get(i);
            if (count > cap && !sent.isBefore(began)) {
                cap = count;
                new Moment(sent, cap).appendTo(moments);
            }
        }
        changes.forEach(later -> new Moment(later.at(), later.cap()).appendTo(moments));
        return moments;
    }
}
