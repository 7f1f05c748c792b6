package batchbook;

import batchbook.journal.Session;
import batchbook.pace.Cause;
import java.util.List;
import java.util.Optional;

/**
 * All there is to know about a run beside its results.
 *
 * @param workers how many requests were allowed at once; without a stated number, the most that were under way
 * @param sessions the stretches of work, oldest first; never empty
 * @param speed how many times faster than real time its clock went
 * @param stopped why it ended before its last prompt
 */
record Story(
        String model,
        int workers,
        List<Session> sessions,
        double speed,
        Optional<Price> price,
        Optional<Cause> stopped,
        List<Change> changes,
        List<Pause> pauses) {
    Story {
        sessions = List.copyOf(sessions);
        changes = List.copyOf(changes);
        pauses = List.copyOf(pauses);
    }

    /** The one that changes and pauses are of. */
    Session lastSession() {
        return sessions.get(sessions.size() - 1);
    }
}
