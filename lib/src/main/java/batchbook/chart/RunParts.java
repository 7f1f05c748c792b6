package batchbook.chart;

import batchbook.Attempt;
import batchbook.Run;
import batchbook.picture.LabelledLine;
import batchbook.picture.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** When the parts of a run began: one part, and one more for each time it was resumed. */
final class RunParts {
    private static final String LABEL = "resumed";

    private final TimeAxis axis;
    private final List<Instant> starts;

    private RunParts(TimeAxis axis, List<Instant> starts) {
        this.axis = axis;
        this.starts = List.copyOf(starts);
    }

    /** There is a gap where more time passed between two requests than the run worked. */
    static RunParts of(Run run, TimeAxis axis) {
        List<Instant> starts = new ArrayList<>(List.of(run.started()));
        Instant before = run.started();
        for (Attempt attempt : axis.sent()) {
            Duration passed = Duration.between(before, attempt.sent());
            Duration worked = run.elapsed(attempt.sent()).minus(run.elapsed(before));
            if (passed.compareTo(worked) > 0) {
                // The first one sent could have been sent when its part began.
                starts.add(attempt.queued());
            }
            before = attempt.sent();
        }
        return new RunParts(axis, starts);
    }

    /** When the last one began. */
    Instant last() {
        return starts.get(starts.size() - 1);
    }

    boolean resumed() {
        return starts.size() > 1;
    }

    /** An upright line where each but the first began. */
    void mark(XYChart chart, double height) {
        double room = Theme.boldWidth(LABEL) + 20;
        double labelEnds = 0;
        for (Instant start : starts.subList(1, starts.size())) {
            double at = axis.at(start);
            double pixels = at / axis.end() * Theme.PLOT_WIDTH;
            boolean fits = pixels >= labelEnds && pixels + room < Theme.PLOT_WIDTH;
            chart.addAnnotation(new LabelledLine(fits ? LABEL : "", at, height));
            labelEnds = fits ? pixels + room : labelEnds;
        }
    }
}
