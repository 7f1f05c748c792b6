package batchbook;

import batchbook.Snapshot.Figures;
import batchbook.Snapshot.Hold;
import batchbook.Snapshot.Spending;
import batchbook.Snapshot.Tempo;
import batchbook.Snapshot.Trouble;
import batchbook.journal.Session;
import batchbook.pace.Admission;
import batchbook.pace.Cause;
import batchbook.pace.Gate;
import batchbook.pace.Outlook;
import batchbook.pace.Workload;
import batchbook.report.Story;
import batchbook.report.Words;
import batchbook.thread.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells about a run: the user's {@link Progress} now and then, at most five times a second and once at the end, and
 * whoever asks in a {@link Run}.
 */
final class Reporter<R> {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");
    private static final Duration BETWEEN_SNAPSHOTS = Duration.ofMillis(200);

    private static final Time WALL_CLOCK = Time.real();
    private static final int FEW = 10;
    /** How many rows a snapshot of a stream has at most. */
    private static final int SOME_ROWS = 50;

    private final Options options;
    private final Results.Whole<R> whole;
    private final Instant started;
    private final double speed;
    private final Results results;
    private final TaskQueue queue;
    private final Admission admission;
    private final Stop stop;
    /** How long what is shown may be old. */
    final Duration between;

    private final Watchers watchers;
    private Instant due;
    private Deque<Result> unseen = new ArrayDeque<>();

    /** About a run that begins now. */
    Reporter(
            Options options,
            Results.Whole<R> whole,
            Workers workers,
            Results results,
            TaskQueue queue,
            Admission admission,
            Stop stop) {
        this.options = options;
        this.whole = whole;
        this.started = workers.now();
        this.speed = workers.speed();
        this.results = results;
        this.queue = queue;
        this.admission = admission;
        this.stop = stop;
        this.watchers = new Watchers(options.progress());
        this.due = started;
        // A person looks at the display in real time.
        this.between = Time.scaled(BETWEEN_SNAPSHOTS, speed);
    }

    void add(Result result) {
        unseen.add(result);
        if (unseen.size() > SOME_ROWS && !results.keepsAll()) {
            unseen.remove();
        }
    }

    /** Who watches a run: the progress of its plan, and those who came later. For any thread. */
    private static final class Watchers {
        private final List<Progress> all = new ArrayList<>();
        private @Nullable Snapshot newest;

        Watchers(Progress first) {
            all.add(first);
        }

        /** Those who are to be told of this. */
        synchronized List<Progress> toldOf(Snapshot snapshot) {
            newest = snapshot;
            return List.copyOf(all);
        }

        synchronized void remove(Progress watcher) {
            all.remove(watcher);
        }

        /** Not told by the run before it has seen what there is, so that nothing older follows on something newer. */
        void add(Progress watcher) {
            Snapshot seen = newest();
            if (seen != null) {
                watcher.update(seen);
            }
            Snapshot now = join(watcher);
            if (now != null && now.over() && (seen == null || !seen.over())) {
                watcher.update(now);
            }
        }

        private synchronized @Nullable Snapshot newest() {
            return newest;
        }

        private synchronized @Nullable Snapshot join(Progress watcher) {
            all.add(watcher);
            return newest;
        }
    }

    /** One more watches from now on; for any thread. It is told at once how far the run is, or what its end was. */
    void watch(Progress watcher) {
        watchers.add(watcher);
    }

    /** When the next snapshot may be shown. */
    Instant due() {
        return due;
    }

    /**
     * The run goes on.
     *
     * @param retried how often a failure was tried again, refusals for a limit aside
     * @param refused how many requests were refused for a limit
     */
    void show(Instant now, int active, int retried, int refused, Optional<String> stopped) {
        // One row that was tried again among the first few says little about the rest.
        double triesEach = 1 + (double) retried / (FEW + results.done() - results.resumed());
        Workload load = queue.load().times(triesEach);
        Optional<Duration> remaining =
                results.sizeKnown() ? admission.pace().outlook().remaining(now, load, active) : Optional.empty();
        int cap = admission.pace().outlook().concurrency();
        show(now, active, cap, results.trouble(refused), remaining, stopped, Optional.empty());
    }

    /** The run is over: always shown. */
    private void showLast(Instant now, Story story, Metrics metrics, Optional<String> stopped) {
        Figures figures = new Figures(Words.label(story, metrics), metrics);
        Trouble trouble = results.trouble(metrics.refused());
        show(now, 0, story.workers(), trouble, Optional.empty(), stopped, Optional.of(figures));
    }

    private void show(
            Instant now,
            int active,
            int workers,
            Trouble trouble,
            Optional<Duration> remaining,
            Optional<String> stopped,
            Optional<Figures> figures) {
        due = now.plus(between);
        boolean over = figures.isPresent();
        Snapshot snapshot = new Snapshot(
                now,
                WALL_CLOCK.now(),
                options.model.name(),
                workers,
                results.size(),
                results.sizeKnown(),
                results.answered(),
                results.failed(),
                over ? results.size() - results.done() : 0,
                results.answeredAfterRetry(),
                trouble,
                results.resumed(),
                active,
                queue.waiting(),
                queue.queued(),
                Session.took(sessions(now)),
                remaining,
                tempo(now),
                hold(now, active),
                admission.pauses().byReason(now),
                spending(),
                List.copyOf(unseen),
                over,
                stopped,
                figures);
        unseen = new ArrayDeque<>();
        watchers.toldOf(snapshot).forEach(watcher -> tell(watcher, snapshot));
    }

    private void tell(Progress watcher, Snapshot snapshot) {
        try {
            watcher.update(snapshot);
        } catch (RuntimeException | Error e) {
            // An interrupt that it swallowed before it failed is no fault of its own.
            if (!stop.toldBy(e) && !stop.wished()) {
                LOG.warn("the progress display failed and is switched off: {}", e.toString());
                watchers.remove(watcher);
            }
        }
    }

    private Tempo tempo(Instant now) {
        Outlook outlook = admission.pace().outlook();
        return new Tempo(
                outlook.inLastMinute(now),
                outlook.perMinute(),
                outlook.knowsALimit(),
                admission.pace().changes().last(),
                speed);
    }

    private Optional<Hold> hold(Instant now, int active) {
        Gate gate = admission.pauses().gate();
        if (!gate.holds(now)) {
            return backOff(now, active);
        }
        Optional<Instant> until = gate.opens().equals(Instant.MAX) ? Optional.empty() : Optional.of(gate.opens());
        return Optional.of(new Hold(gate.words(), until));
    }

    /** Nothing is under way, and all that is left waits for its next try. */
    private Optional<Hold> backOff(Instant now, int active) {
        boolean othersGo = active > 0 || queue.queued() > 0;
        if (othersGo || queue.waiting() == 0 || !queue.due().isAfter(now)) {
            return Optional.empty();
        }
        String words = queue.waiting() == 1
                ? "the last row failed and waits for its next try"
                : Format.count(queue.waiting()) + " rows failed and wait for their next try";
        return Optional.of(new Hold(words, Optional.of(queue.due())));
    }

    private Optional<Spending> spending() {
        int asked = results.done() - results.resumed();
        double soFar = admission.spent();
        double projected =
                asked == 0 || !results.sizeKnown() ? soFar : soFar * (results.size() - results.resumed()) / asked;
        return options.model.price().map(known -> new Spending(soFar, projected));
    }

    /** What has come so far; for any thread. */
    R soFar(Instant now, int mostInFlight) {
        Cause running = new Cause(Reason.STILL_RUNNING, "still running");
        Story story = story(now, mostInFlight, Optional.of(running), List.of(), List.of());
        return whole.of(story, mostInFlight, Map.of(), "not there yet", this::watch);
    }

    /**
     * The run is over: always shown.
     *
     * @param shown the same as a display tells it
     * @return all of it
     */
    R end(Instant now, int mostInFlight, Optional<Cause> stopped, Optional<String> shown) {
        List<Change> changes = admission.pace().changes().all();
        Story story =
                story(now, mostInFlight, stopped, changes, admission.pauses().pauses());
        R all = whole.of(
                story,
                mostInFlight,
                admission.pauses().byCause(),
                stopped.map(Cause::words).orElse(""),
                null);
        showLast(now, story, whole.metrics(all), shown);
        return all;
    }

    private Story story(
            Instant now, int mostInFlight, Optional<Cause> stopped, List<Change> changes, List<Pause> pauses) {
        return new Story(
                results.models(options.model.name()),
                // When the plan does not say how many at once, the most that were under way.
                options.workers().orElse(Math.max(1, mostInFlight)),
                sessions(now),
                speed,
                options.model.price(),
                options.model.answerType(),
                stopped,
                changes,
                pauses,
                Optional.of(new Story.Plan(options.workers(), options.budget)));
    }

    private List<Session> sessions(Instant now) {
        List<Session> all = new ArrayList<>(results.earlierSessions());
        all.add(new Session(started, now));
        return all;
    }
}
