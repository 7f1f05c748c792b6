package batchbook.journal;

import batchbook.Attempt;
import batchbook.Result;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the failures that another model went on from ({@code run.retryFailed(model)}): they stand under the key of the
 * first model, and what came of them under that of the other, whose line repeats the requests before its own.
 *
 * <p>Of all rows it keeps only these in memory, and what failed while it looks.
 */
final class GoneOn implements Predicate<JournalLine.Row> {
    private record Place(int index, String key) {}

    private final Set<Place> places = new HashSet<>();
    /** By the key of a failure the keys under which it goes on. */
    private final Map<String, Set<String>> wentOn = new HashMap<>();

    /**
     * Looks at rows in passes.
     *
     * @param lines reads those of these numbers
     */
    GoneOn(RowIndex index, Function<IntPredicate, Stream<JournalLine.Row>> lines) {
        Map<Attempt, JournalKey> failedAt = new HashMap<>();
        lines.apply(row -> !index.has(row, RowIndex.ANSWERED)).forEach(row -> {
            List<Attempt> attempts = row.result().attempts();
            if (!attempts.isEmpty()) {
                failedAt.put(attempts.get(attempts.size() - 1), row.key());
            }
        });
        if (failedAt.isEmpty()) {
            return;
        }
        lines.apply(row -> index.has(row, RowIndex.SEVERAL)).forEach(row -> {
            List<Attempt> attempts = row.result().attempts();
            for (Attempt attempt : attempts.subList(0, attempts.size() - 1)) {
                JournalKey failure = failedAt.get(attempt);
                if (failure != null && !failure.equals(row.key())) {
                    wentOn.computeIfAbsent(failure.key(), key -> new HashSet<>())
                            .add(row.key().key());
                }
            }
        });
        if (!wentOn.isEmpty()) {
            Set<String> wanted = new HashSet<>();
            wentOn.values().forEach(wanted::addAll);
            lines.apply(row -> true)
                    .filter(row -> wanted.contains(row.key().key()))
                    .forEach(row ->
                            places.add(new Place(row.result().index(), row.key().key())));
        }
    }

    /** Equal prompts share what came of it, so a row may have gone on without requests of its own. */
    @Override
    public boolean test(JournalLine.Row row) {
        Result result = row.result();
        return !result.ok()
                && wentOn.getOrDefault(row.key().key(), Set.of()).stream()
                        .anyMatch(key -> places.contains(new Place(result.index(), key)));
    }
}
