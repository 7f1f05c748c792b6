package batchbook;

import batchbook.Snapshot.Hold;
import batchbook.Snapshot.Spending;
import batchbook.Snapshot.Tempo;
import batchbook.pace.BudgetTracker;
import batchbook.pace.Gate;
import batchbook.pace.Outlook;
import batchbook.pace.Pace;
import batchbook.pace.PauseLog;
import batchbook.pace.Workload;
import batchbook.text.Format;
import batchbook.thread.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user's {@link Progress} about a run now and then: at most five times a second, and once at the end. */
final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final Duration BETWEEN_SNAPSHOTS = Duration.ofMillis(200);

    private static final int FEW = 10;

    private final String model;
    private final Optional<Price> price;
    private final Results results;
    private final TaskQueue queue;
    private final Pace pace;
    private final BudgetTracker budget;
    private final PauseLog pauses;
    private final double speed;
    private final Duration between;
    private final Stop stop;
    private Progress progress;
    private Instant due;
    private List<Result> unseen = new ArrayList<>();

    Reporter(
            Model model,
            Results results,
            TaskQueue queue,
            Pace pace,
            BudgetTracker budget,
            PauseLog pauses,
            Progress progress,
            Instant started,
            double speed,
            Stop stop) {
        this.model = model.name();
        this.price = model.price();
        this.results = results;
        this.queue = queue;
        this.pace = pace;
        this.budget = budget;
        this.pauses = pauses;
        this.progress = progress;
        this.due = started;
        this.speed = speed;
        this.stop = stop;
        // A person looks at the display in real time.
        this.between = Time.scaled(BETWEEN_SNAPSHOTS, speed);
    }

    void add(Result result) {
        unseen.add(result);
    }

    /** When the next snapshot may be shown. */
    Instant due() {
        return due;
    }

    /**
     * The run goes on.
     *
     * @param retried how often a failure was tried again, refusals for a limit aside
     */
    void show(Instant now, Duration elapsed, int active, int retried, Optional<String> stopped) {
        // One row that was tried again among the first few says little about the rest.
        double triesEach = 1 + (double) retried / (FEW + results.done() - results.resumed());
        Workload load = queue.load().times(triesEach);
        show(now, elapsed, active, pace.cap(), pace.outlook().remaining(now, load, active), false, stopped);
    }

    /** The run is over: always shown. */
    void showLast(Instant now, Duration elapsed, int workers, Optional<String> stopped) {
        show(now, elapsed, 0, workers, Optional.empty(), true, stopped);
    }

    private void show(
            Instant now,
            Duration elapsed,
            int active,
            int workers,
            Optional<Duration> remaining,
            boolean over,
            Optional<String> stopped) {
        due = now.plus(between);
        Snapshot snapshot = new Snapshot(
                now,
                model,
                workers,
                results.size(),
                results.answered(),
                results.failed(),
                over ? results.size() - results.done() : 0,
                results.answeredAfterRetry(),
                results.resumed(),
                active,
                queue.waiting(),
                queue.queued(),
                elapsed,
                remaining,
                tempo(now),
                hold(now, active),
                pauses.byReason(now),
                spending(),
                unseen,
                over,
                stopped);
        unseen = new ArrayList<>();
        try {
            progress.update(snapshot);
        } catch (RuntimeException | Error e) {
            // An interrupt that it swallowed before it failed is no fault of its own.
            if (!stop.toldBy(e) && !stop.wished()) {
                LOG.warn("the progress display failed and is switched off: {}", e.toString());
                progress = Progress.none();
            }
        }
    }

    private Tempo tempo(Instant now) {
        Outlook outlook = pace.outlook();
        return new Tempo(
                outlook.inLastMinute(now),
                outlook.perMinute(),
                outlook.knowsALimit(),
                pace.changes().last(),
                speed);
    }

    private Optional<Hold> hold(Instant now, int active) {
        Gate gate = pauses.gate();
        if (!gate.holds(now)) {
            return backOff(now, active);
        }
        Optional<Instant> until = gate.opens().equals(Instant.MAX) ? Optional.empty() : Optional.of(gate.opens());
        return Optional.of(new Hold(gate.words(), until));
    }

    /** Nothing is under way, and all that is left waits for its next try. */
    private Optional<Hold> backOff(Instant now, int active) {
        if (active > 0
                || queue.waiting() == 0
                || queue.queued() > 0
                || !queue.due().isAfter(now)) {
            return Optional.empty();
        }
        String words = queue.waiting() == 1
                ? "the last row failed and waits for its next try"
                : Format.count(queue.waiting()) + " rows failed and wait for their next try";
        return Optional.of(new Hold(words, Optional.of(queue.due())));
    }

    private Optional<Spending> spending() {
        int asked = results.done() - results.resumed();
        double soFar = budget.spent();
        double projected = asked == 0 ? soFar : soFar * (results.size() - results.resumed()) / asked;
        return price.map(known -> new Spending(soFar, projected));
    }
}
