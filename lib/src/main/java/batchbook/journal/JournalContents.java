package batchbook.journal;

import batchbook.Attempt;
import batchbook.Outcome;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.foreign.SafeText;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All that a journal holds, as far as it can be read. */
public final class JournalContents {
    private static final Comparator<JournalLine.Row> ANSWERED_THEN_FIRST = Comparator.comparing(
                    (JournalLine.Row row) -> !row.result().ok())
            .thenComparingInt(row -> row.key().n());

    private final Map<String, Work> sessions = new LinkedHashMap<>();
    private final Map<JournalKey, JournalLine.Row> rows = new LinkedHashMap<>();
    private final Map<String, JobEntry> jobs = new LinkedHashMap<>();
    private @Nullable Map<String, JournalLine.Row> ofKey;
    private String model = "";
    private long length;
    private boolean terminated = true;
    private boolean torn;

    /** What is known of a session. */
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

        void until(Instant time) {
            ended = time.isAfter(ended) ? time : ended;
        }
    }

    void add(JournalLine line) {
        if (line instanceof JournalLine.Start start) {
            model = SafeText.line(start.model(), SafeText.NAME);
            sessions.put(start.session(), new Work(model, start.started()));
        } else if (line instanceof JournalLine.Row row) {
            JournalLine.Row known = withModel(row);
            if (rows.put(row.key(), known) != null) {
                // So that it stands where its last line stands.
                rows.remove(row.key());
                rows.put(row.key(), known);
            }
            work(row);
        } else if (line instanceof JournalLine.Renamed renamed) {
            rename(renamed);
        } else if (line instanceof JournalLine.Job job) {
            jobs.merge(job.entry().label(), job.entry(), JobEntry::then);
        }
        // Another header is what cat leaves between two journals.
    }

    /** Gives the rows of former settings the keys of those of today; false when there are none. */
    boolean rename(JournalLine.Renamed renamed) {
        BiFunction<JournalKey, Prompt, JournalKey> renaming =
                JournalKey.renaming(renamed.formerSettings(), renamed.settings());
        List<JournalLine.Row> before = List.copyOf(rows.values());
        boolean found = false;
        rows.clear();
        ofKey = null;
        for (JournalLine.Row row : before) {
            JournalKey key = renaming.apply(row.key(), row.result().prompt());
            found |= !key.equals(row.key());
            // Taken out first, as for a line that replaces an earlier one.
            rows.remove(key);
            rows.put(key, new JournalLine.Row(row.session(), key, row.result()));
        }
        return found;
    }

    /** A row names its model only when it is not that of its session. */
    private JournalLine.Row withModel(JournalLine.Row row) {
        Work work = sessions.get(row.session());
        return work == null || !row.result().model().isEmpty()
                ? row
                : new JournalLine.Row(row.session(), row.key(), row.result().from(work.model));
    }

    private void work(JournalLine.Row row) {
        Work work = sessions.get(row.session());
        for (Attempt attempt : row.result().attempts()) {
            if (work == null) {
                // The line of its start was deleted.
                work = new Work("", attempt.queued());
                sessions.put(row.session(), work);
            }
            work.until(attempt.finished());
        }
        if (work != null) {
            work.hasRows = true;
        }
    }

    void readUpTo(long end, boolean newline) {
        length = end;
        terminated = newline;
    }

    /** Half a line came after it. */
    void wasTorn() {
        torn = true;
    }

    boolean torn() {
        return torn;
    }

    /** The bytes that could be read, from the beginning of the file; 0 when it has no header. */
    long length() {
        return length;
    }

    /** Whether a newline ends what could be read. */
    boolean terminated() {
        return terminated;
    }

    /** Names of the models that rows are from, in the order of the file; of one without rows that of its last session. */
    public List<String> models() {
        List<String> named = rows.values().stream()
                .map(row -> row.result().model())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return named.isEmpty() ? List.of(model) : named;
    }

    /**
     * The finished rows in the order of their places in their lists; those of one place in the order of the file. A failure
     * that another model went on from is not among them.
     */
    public List<Result> results() {
        return new GoneOn(rows.values())
                .last().stream()
                        .map(JournalLine.Row::result)
                        .sorted(Comparator.comparingInt(Result::index))
                        .toList();
    }

    /** The jobs of many requests that it tells of, oldest first. */
    public List<JobEntry> jobs() {
        return List.copyOf(jobs.values());
    }

    /** From the start of each session to the last of its rows. A session without rows is left out. */
    public List<Session> sessions() {
        return sessions.values().stream()
                .filter(work -> work.hasRows)
                .map(work -> new Session(work.started, work.ended))
                .toList();
    }

    /** When the last session began, rows or not. */
    public Optional<Instant> lastStarted() {
        return sessions.values().stream().map(work -> work.started).reduce((one, later) -> later);
    }

    /** What is settled of each of these prompts, at its place; with the keys and the choice of {@link #find}. */
    List<Optional<Result>> find(List<JournalKey> keys, List<Prompt> prompts, boolean deduplicate) {
        return IntStream.range(0, prompts.size())
                .mapToObj(index -> find(keys.get(index), index, prompts.get(index), deduplicate))
                .toList();
    }

    /**
     * The outcome of that row, when it is settled.
     *
     * @param deduplicate whether a row without a line of its own may share the outcome of an equal prompt
     */
    Optional<Result> find(JournalKey key, int index, Prompt prompt, boolean deduplicate) {
        JournalLine.Row own = rows.get(key);
        if (own != null && own.result().settled()) {
            return Optional.of(own.result().resumedAs(index, prompt));
        }
        return deduplicate
                ? Optional.ofNullable(shared().get(key.key()))
                        .map(row -> row.result().sharedWith(index, prompt))
                : Optional.empty();
    }

    /** Whether the row has a line of its own, with this outcome. */
    boolean holds(JournalKey key, Outcome outcome) {
        return outcome.equals(outcome(key));
    }

    /** What the row's own line says; null when it has none. */
    @Nullable
    Outcome outcome(JournalKey key) {
        JournalLine.Row own = rows.get(key);
        return own == null ? null : own.result().outcome();
    }

    Collection<JournalLine.Row> rows() {
        return rows.values();
    }

    boolean hasSession(String session) {
        return sessions.containsKey(session);
    }

    /** For each key the row to share: an answered one before a failed one. */
    private Map<String, JournalLine.Row> shared() {
        if (ofKey == null) {
            ofKey = new HashMap<>();
            for (JournalLine.Row row : rows.values()) {
                if (row.result().settled()) {
                    ofKey.merge(
                            row.key().key(),
                            row,
                            (one, other) -> ANSWERED_THEN_FIRST.compare(one, other) <= 0 ? one : other);
                }
            }
        }
        return ofKey;
    }
}
