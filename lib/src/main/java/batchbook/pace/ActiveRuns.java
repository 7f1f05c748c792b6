package batchbook.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The runs that ask with one account at the same time: rule 6 of {@link Pace}.
 *
 * <p>They take turns: who sent last lets another one that waits for a limit go first. And each counts on the others in
 * its estimate: of what another has to ask, as much as it can before this one is through, request for request.
 */
final class ActiveRuns {
    /** For so long a run leaves a slot to another one that waits: enough for a loop to wake, if it has a use for it. */
    private static final Duration TURN = Duration.ofMillis(20);

    /** Each with the limits that its user stated. */
    private final Map<Object, List<WindowLimit>> stated = new LinkedHashMap<>();
    /** How much each still has to do. */
    private final Map<Object, Workload> remaining = new HashMap<>();
    /** Those that a limit lets wait. */
    private final Set<Object> waiting = new HashSet<>();

    private @Nullable Object lastSender;

    void begins(Object run, List<WindowLimit> itsLimits) {
        stated.put(run, itsLimits);
    }

    void ends(Object run) {
        stated.remove(run);
        remaining.remove(run);
        waiting.remove(run);
    }

    void forEachStated(Consumer<WindowLimit> action) {
        stated.values().forEach(limits -> limits.forEach(action));
    }

    /** A request of this run went. */
    void sent(Object run) {
        lastSender = run;
    }

    /** Whether a limit lets this run wait. */
    void waits(Object run, boolean forALimit) {
        if (forALimit) {
            waiting.add(run);
        } else {
            waiting.remove(run);
        }
    }

    /** When this run may send again if another one waits too: not twice in a row, but no longer than for a moment. */
    Instant turn(Object run, Instant lastSent) {
        boolean others = run.equals(lastSender) && waiting.stream().anyMatch(other -> !other.equals(run));
        return others ? lastSent.plus(TURN) : Instant.MIN;
    }

    /** So much of a run is still to be asked. */
    void remains(Object run, Workload load) {
        remaining.put(run, load);
    }

    /** What other runs ask before the last of so much is, when all take turns. */
    Workload others(Object run, Workload load) {
        return remaining.entrySet().stream()
                .filter(other -> !other.getKey().equals(run))
                .map(other -> other.getValue()
                        .times(Math.min(
                                1,
                                load.requests() / Math.max(1, other.getValue().requests()))))
                .reduce(Workload.NONE, Workload::plus);
    }
}
