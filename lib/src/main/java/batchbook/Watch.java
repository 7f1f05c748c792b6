package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the results of one run as they come, and tells the user's {@link Progress} about them now and then. */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final Duration BETWEEN_SNAPSHOTS = Duration.ofMillis(200);

    private final Batch plan;
    private final int total;
    private final Instant started;
    private Progress progress;
    private Instant due;

    private int answered;
    private int failed;
    private int answeredAfterRetry;
    private List<Result> unseen = new ArrayList<>();

    Watch(Batch plan, int total, Instant started, Progress progress) {
        this.plan = plan;
        this.total = total;
        this.started = started;
        this.progress = progress;
        this.due = started;
    }

    void count(Result result) {
        unseen.add(result);
        if (!result.ok()) {
            failed++;
            return;
        }
        answered++;
        if (result.retried()) {
            answeredAfterRetry++;
        }
    }

    /** Prompts with a result. */
    int done() {
        return answered + failed;
    }

    /** When the next snapshot may be shown. */
    Instant due() {
        return due;
    }

    /** The run goes on. */
    void show(Instant now, int active, int waiting, int queued, Optional<String> stopped) {
        due = now.plus(BETWEEN_SNAPSHOTS);
        show(snapshot(now, active, waiting, queued, 0, false, stopped));
    }

    /** The run is over: always shown. */
    void showLast(Instant now, Optional<String> stopped) {
        show(snapshot(now, 0, 0, 0, total - done(), true, stopped));
    }

    private Snapshot snapshot(
            Instant now, int active, int waiting, int queued, int notRun, boolean over, Optional<String> stopped) {
        Duration elapsed = Duration.between(started, now);
        Optional<Duration> remaining = over || done() == 0
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(total - done()).dividedBy(done()));
        return new Snapshot(
                plan.model().name(),
                plan.workers(),
                total,
                answered,
                failed,
                notRun,
                answeredAfterRetry,
                active,
                waiting,
                queued,
                elapsed,
                remaining,
                unseen,
                over,
                stopped);
    }

    private void show(Snapshot snapshot) {
        unseen = new ArrayList<>();
        try {
            progress.update(snapshot);
        } catch (RuntimeException e) {
            LOG.warn("the progress display failed and is switched off: {}", e.toString());
            progress = Progress.none();
        }
    }
}
