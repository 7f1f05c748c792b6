package batchbook.journal;

import batchbook.Attempt;
import batchbook.Prompt;
import batchbook.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a journal says, in the plainest way: all of its rows in a map. */
final class MappedJournal {
    private static final class Work {
        final String model;
        final Instant started;
        Instant ended;
        boolean hasRows;

        Work(String model, Instant started) {
            this.model = model;
            this.started = started;
            this.ended = started;
        }
    }

    private final Map<String, Work> sessions = new LinkedHashMap<>();
    private final Map<JournalKey, JournalLine.Row> rows = new LinkedHashMap<>();
    private String model = "";

    void add(JournalLine line) {
        if (line instanceof JournalLine.Start start) {
            model = start.model();
            sessions.put(start.session(), new Work(model, start.started()));
        } else if (line instanceof JournalLine.Row row) {
            Work work = sessions.get(row.session());
            boolean told = work == null || !row.result().model().isEmpty();
            rows.remove(row.key());
            rows.put(
                    row.key(),
                    told
                            ? row
                            : new JournalLine.Row(
                                    row.session(), row.key(), row.result().from(work.model)));
            work(row);
        } else if (line instanceof JournalLine.Renamed renamed) {
            rename(renamed);
        }
    }

    void rename(JournalLine.Renamed renamed) {
        KeyHash before = KeyHash.under(renamed.formerSettings());
        KeyHash now = KeyHash.under(renamed.settings());
        List<JournalLine.Row> all = List.copyOf(rows.values());
        rows.clear();
        for (JournalLine.Row row : all) {
            Prompt prompt = row.result().prompt();
            boolean is = before.text(prompt).equals(row.key().key());
            JournalKey key = is ? new JournalKey(now.text(prompt), row.key().n()) : row.key();
            rows.remove(key);
            rows.put(key, new JournalLine.Row(row.session(), key, row.result()));
        }
    }

    private void work(JournalLine.Row row) {
        Work work = sessions.get(row.session());
        for (Attempt attempt : row.result().attempts()) {
            if (work == null) {
                work = new Work("", attempt.queued());
                sessions.put(row.session(), work);
            }
            work.ended = attempt.finished().isAfter(work.ended) ? attempt.finished() : work.ended;
        }
        if (work != null) {
            work.hasRows = true;
        }
    }

    List<String> models() {
        List<String> named = rows.values().stream()
                .map(row -> row.result().model())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return named.isEmpty() ? List.of(model) : named;
    }

    List<Session> sessions() {
        return sessions.values().stream()
                .filter(work -> work.hasRows)
                .map(work -> new Session(work.started, work.ended))
                .toList();
    }

    List<Result> results() {
        Map<Attempt, JournalKey> failedAt = new HashMap<>();
        for (JournalLine.Row row : rows.values()) {
            List<Attempt> attempts = row.result().attempts();
            if (!row.result().ok() && !attempts.isEmpty()) {
                failedAt.put(attempts.get(attempts.size() - 1), row.key());
            }
        }
        Map<String, Set<String>> wentOn = new HashMap<>();
        for (JournalLine.Row row : rows.values()) {
            List<Attempt> attempts = row.result().attempts();
            for (Attempt attempt : attempts.subList(0, Math.max(0, attempts.size() - 1))) {
                JournalKey failure = failedAt.get(attempt);
                if (failure != null && !failure.equals(row.key())) {
                    wentOn.computeIfAbsent(failure.key(), key -> new HashSet<>())
                            .add(row.key().key());
                }
            }
        }
        List<Result> results = new ArrayList<>();
        for (JournalLine.Row row : rows.values()) {
            Set<String> keys = wentOn.getOrDefault(row.key().key(), Set.of());
            boolean goesOn = rows.values().stream()
                    .anyMatch(other -> other.result().index() == row.result().index()
                            && keys.contains(other.key().key()));
            if (row.result().ok() || !goesOn) {
                results.add(row.result());
            }
        }
        results.sort(Comparator.comparingInt(Result::index));
        return results;
    }

    Optional<Result> find(JournalKey key, int index, Prompt prompt, boolean deduplicate) {
        JournalLine.Row own = rows.get(key);
        if (own != null && own.result().settled()) {
            return Optional.of(own.result().resumedAs(index, prompt));
        }
        return rows.values().stream()
                .filter(row -> deduplicate
                        && row.key().key().equals(key.key())
                        && row.result().settled())
                .min(Comparator.comparing((JournalLine.Row row) -> !row.result().ok())
                        .thenComparingInt(row -> row.key().n()))
                .map(row -> row.result().sharedWith(index, prompt));
    }
}
