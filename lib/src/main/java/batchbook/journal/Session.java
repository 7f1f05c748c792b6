package batchbook.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One stretch of work on a run: a run that was resumed has several, with gaps between them that nobody worked. */
public record Session(Instant started, Instant ended) {
    public Duration took() {
        return Duration.between(started, ended);
    }

    public static Duration took(List<Session> sessions) {
        return sessions.stream().map(Session::took).reduce(Duration.ZERO, Duration::plus);
    }

    /** Time that was worked until then, without the gaps. */
    public static Duration worked(List<Session> sessions, Instant until) {
        Duration worked = Duration.ZERO;
        for (Session session : sessions) {
            if (!session.started.isAfter(until)) {
                Instant end = session.ended.isBefore(until) ? session.ended : until;
                worked = worked.plus(Duration.between(session.started, end));
            }
        }
        return worked;
    }
}
