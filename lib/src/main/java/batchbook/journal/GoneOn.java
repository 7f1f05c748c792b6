package batchbook.journal;

import batchbook.Attempt;
import batchbook.Result;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the failures that another model went on from ({@code run.retryFailed(model)}): they stand under the key of the
 * first model, and what came of them under that of the other, whose line repeats the requests before its own.
 */
final class GoneOn {
    private record Place(int index, String key) {}

    private final Collection<JournalLine.Row> rows;
    private final Set<Place> places = new HashSet<>();
    /** By the key of a failure the keys under which it goes on. */
    private final Map<String, Set<String>> wentOn = new HashMap<>();

    GoneOn(Collection<JournalLine.Row> rows) {
        this.rows = rows;
    }

    /** All rows but those failures. */
    List<JournalLine.Row> last() {
        Map<Attempt, JournalLine.Row> failedAt = new HashMap<>();
        for (JournalLine.Row row : rows) {
            Result result = row.result();
            if (!result.ok() && !result.attempts().isEmpty()) {
                failedAt.put(result.attempts().get(result.attempts().size() - 1), row);
            }
        }
        for (JournalLine.Row row : rows) {
            List<Attempt> attempts = row.result().attempts();
            for (Attempt attempt : attempts.subList(0, Math.max(0, attempts.size() - 1))) {
                JournalLine.Row failure = failedAt.get(attempt);
                if (failure != null && !failure.key().equals(row.key())) {
                    wentOn.computeIfAbsent(failure.key().key(), key -> new HashSet<>())
                            .add(row.key().key());
                }
            }
        }
        if (wentOn.isEmpty()) {
            return List.copyOf(rows);
        }
        rows.forEach(row -> places.add(new Place(row.result().index(), row.key().key())));
        return rows.stream().filter(row -> !wentOn(row)).toList();
    }

    /** Equal prompts share what came of it, so a row may have gone on without requests of its own. */
    private boolean wentOn(JournalLine.Row row) {
        return !row.result().ok()
                && wentOn.getOrDefault(row.key().key(), Set.of()).stream()
                        .anyMatch(key -> places.contains(new Place(row.result().index(), key)));
    }
}
