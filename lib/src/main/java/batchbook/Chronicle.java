package batchbook;

import batchbook.journal.Session;
import batchbook.pace.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what a loop has into the {@link Run} that users get. */
final class Chronicle {
    private final Batch plan;
    private final Results results;
    private final List<Session> earlier;
    private final Instant started;
    private final double speed;

    Chronicle(Batch plan, Results results, List<Session> earlier, Instant started, double speed) {
        this.plan = plan;
        this.results = results;
        this.earlier = List.copyOf(earlier);
        this.started = started;
        this.speed = speed;
    }

    /** How long the run has worked, with what was worked on it before. */
    Duration elapsed(Instant now) {
        return Session.took(sessions(now));
    }

    /** How many requests were allowed at once; when the plan does not say it, the most that were under way. */
    int workers(int mostInFlight) {
        return plan.workers().orElse(Math.max(1, mostInFlight));
    }

    Run run(
            Instant now,
            int mostInFlight,
            Optional<Cause> stopped,
            Outcome missing,
            List<Change> changes,
            List<Pause> pauses) {
        Model model = plan.model();
        Story story = new Story(
                model.name(), workers(mostInFlight), sessions(now), speed, model.price(), stopped, changes, pauses);
        return new Run(story, results.all(missing), plan);
    }

    private List<Session> sessions(Instant now) {
        List<Session> all = new ArrayList<>(earlier);
        all.add(new Session(started, now));
        return all;
    }
}
