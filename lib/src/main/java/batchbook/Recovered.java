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
        Model model = plan.model();
        JournalFile journal = JournalFile.open(file, model.name(), prompts.size(), now);
        List<JournalKey> keys = JournalKey.of(model, prompts);
        @Nullable Result[] found = new @Nullable Result[prompts.size()];
        for (int index = 0; index < found.length; index++) {
            found[index] = journal.find(keys.get(index), index, prompts.get(index), plan.deduplicates())
                    .orElse(null);
        }
        Duration between = Time.scaled(BETWEEN_FORCES, model.time().speed());
        return new Recovered(journal, keys, found, between, now);
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
