package batchbook.pace;

import batchbook.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the times in which prompts were ready and nothing was sent. */
public final class PauseLog {
    private final Deque<Pause> pauses = new ArrayDeque<>();
    private final int most;
    /** All of them by their cause, also those that are not kept. */
    private final Map<Cause, Duration> byCause = new LinkedHashMap<>();

    private Duration before = Duration.ZERO;
    private @Nullable Instant since;
    private Gate gate = Gate.until(Instant.MIN);

    /** Keeps so many of them, the latest. */
    PauseLog(int most) {
        this.most = most;
    }

    /** Nothing may go for this reason, or, with a gate that explains nothing, for none. */
    public void set(Instant now, Gate current) {
        boolean same = since != null && current.why().equals(gate.why());
        if (!same) {
            end(now);
            since = current.holds(now) ? now : null;
        }
        gate = current;
    }

    public void end(Instant now) {
        if (since != null && now.isAfter(since)) {
            pauses.add(new Pause(since, now, gate.cause().reason(), gate.why()));
            if (pauses.size() > most) {
                pauses.remove();
            }
            before = before.plus(Duration.between(since, now));
            byCause.merge(new Cause(gate.cause().reason(), gate.why()), Duration.between(since, now), Duration::plus);
        }
        since = null;
        gate = Gate.open(now);
    }

    /** What holds now; a gate that explains nothing when nothing does. */
    public Gate gate() {
        return gate;
    }

    /** For how long it was held until now, all pauses together. */
    public Duration total(Instant now) {
        return since == null ? before : before.plus(Duration.between(since, now));
    }

    /** For how long it was held until now, by the reason. */
    public Map<String, Duration> byReason(Instant now) {
        Map<String, Duration> all = new LinkedHashMap<>();
        byCause.forEach((cause, held) -> all.merge(cause.words(), held, Duration::plus));
        if (since != null) {
            all.merge(gate.why(), Duration.between(since, now), Duration::plus);
        }
        return all;
    }

    /** For how long it was held in all pauses that are over, by the cause. */
    public Map<Cause, Duration> byCause() {
        return new LinkedHashMap<>(byCause);
    }

    /** The latest of them, oldest first. */
    public List<Pause> pauses() {
        return List.copyOf(pauses);
    }
}
