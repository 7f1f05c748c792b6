package batchbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The journal in the eyes of one run: what it has of these prompts, and where their new results go. */
final class Recovered implements Consumer<Result>, Closeable {
    /** A power failure loses no more than the rows of so long a time; a killed process loses none. */
    private static final Duration BETWEEN_FORCES = Duration.ofSeconds(1);

    private final JournalFile journal;
    private final List<JournalKey> keys;
    private final @Nullable Result[] results;
    private final Duration betweenForces;
    private Instant forced;

    private Recovered(
            JournalFile journal, List<JournalKey> keys, @Nullable Result[] results, Duration between, Instant now) {
        this.journal = journal;
        this.keys = keys;
        this.results = results;
        this.betweenForces = between;
        this.forced = now;
    }

    static Recovered open(Path file, Batch plan, List<Prompt> prompts, Instant now) {
        return of(JournalFile.open(file, plan.model().name(), prompts.size(), now), plan, prompts, now);
    }

    /** The same with a journal that is open; closed when it fails. */
    static Recovered of(JournalFile journal, Batch plan, List<Prompt> prompts, Instant now) {
        try {
            Model model = plan.model();
            List<JournalKey> keys = JournalKey.of(model, prompts);
            @Nullable Result[] found = new @Nullable Result[prompts.size()];
            for (int index = 0; index < found.length; index++) {
                found[index] = journal.find(keys.get(index), index, prompts.get(index), plan.deduplicates())
                        .orElse(null);
            }
            Duration between = Time.scaled(BETWEEN_FORCES, model.time().speed());
            Recovered recovered = new Recovered(journal, keys, found, between, now);
            recovered.complete(found);
            return recovered;
        } catch (RuntimeException | Error e) {
            // A model of the user's own may fail to tell its settings; the file must not stay locked for that.
            journal.close();
            throw e;
        }
    }

    /** What a journal has of these prompts, without opening it for a run; nothing when there is no such file yet. */
    static @Nullable Result[] peek(Path file, Batch plan, List<Prompt> prompts) {
        @Nullable Result[] found = new @Nullable Result[prompts.size()];
        if (!Files.isRegularFile(file)) {
            return found;
        }
        try {
            JournalContents contents = JournalDisk.read(file);
            List<JournalKey> keys = JournalKey.of(plan.model(), prompts);
            for (int index = 0; index < found.length; index++) {
                found[index] = contents.find(keys.get(index), index, prompts.get(index), plan.deduplicates())
                        .orElse(null);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** One place for each prompt; null where the journal has nothing. */
    @Nullable
    Result[] results() {
        return results;
    }

    /**
     * Adds those of these rows that the journal has not: because they share the line of an equal one, or come from a run
     * whose journal could not be written.
     */
    void complete(@Nullable Result[] rows) {
        for (int index = 0; index < rows.length; index++) {
            Result row = rows[index];
            if (row != null && !journal.holds(keys.get(index), row.outcome())) {
                journal.write(row, keys.get(index));
            }
        }
    }

    List<Session> sessions() {
        return journal.earlierSessions();
    }

    @Override
    public void accept(Result result) {
        journal.write(result, keys.get(result.index()));
        if (!result.attempts().isEmpty()) {
            Instant finished =
                    result.attempts().get(result.attempts().size() - 1).finished();
            if (finished.isAfter(forced.plus(betweenForces))) {
                journal.force();
                forced = finished;
            }
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
