package batchbook.journal;

import batchbook.Model;
import batchbook.Prompt;
import batchbook.Result;
import java.io.Closeable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The journal in the eyes of a run whose prompts come one after another and are not kept. For one thread at a time.
 *
 * <p>In memory it has where the rows of the journal are, some 50 bytes each, the keys of the prompts that came, some 30
 * bytes each, and the last {@value KeptLines#MOST_BYTES} bytes of lines. Rows that another program takes from the file come
 * back from these. A file that lost more is left as it is, and the run ends with an {@link UncheckedIOException} that says
 * so, at the next row, within a second, or at {@link #check}.
 *
 * <pre>{@code
 * try (StreamJournal journal = StreamJournal.open(file, model, true, Optional::of, now)) {
 *     if (journal.next(index, prompt).isEmpty()) {
 *         journal.accept(asked(index, prompt));
 *     }
 *     journal.check();
 * }
 * }</pre>
 */
public final class StreamJournal implements ResultLog, Closeable {
    /** Taken and given back before the first row, as {@link JournalFile#reserve} says: a thousand usual rows. */
    private static final int ROOM = 1 << 20;

    /** A row that is asked: how it is found again, and what there was of it. */
    private record Asked(JournalKey key, Optional<Result> turnedDown) {}

    private final JournalFile file;
    private final Model model;
    private final boolean deduplicate;
    private final Function<Result, Optional<Result>> keeps;
    private final KeyCounter keys;
    private final RegularForce force;
    private final Map<Integer, Asked> asked = new HashMap<>();
    private boolean hasRoom;

    private StreamJournal(
            JournalFile file, Model model, boolean deduplicate, Function<Result, Optional<Result>> keeps, Instant now) {
        this.file = file;
        this.model = model;
        this.deduplicate = deduplicate;
        this.keeps = keeps;
        this.keys = new KeyCounter(model);
        this.force = new RegularForce(file, model.time(), now);
    }

    /**
     * Opens the journal, which is made when it is not there, and locks it until it is closed.
     *
     * @param deduplicate whether a prompt without a line of its own may share the outcome of an equal one
     * @param keeps what a result of the journal counts as today; empty for one whose row is asked again
     * @throws IllegalArgumentException when the model has no name, there is no such directory, or it is no plain file
     * @throws IllegalStateException when it is in use, or not a journal that this version can read and write; the file is
     *     then as it was
     * @throws UncheckedIOException when it cannot be read or written
     */
    public static StreamJournal open(
            Path file, Model model, boolean deduplicate, Function<Result, Optional<Result>> keeps, Instant now) {
        JournalModel.requireNamed(model);
        return of(JournalFile.open(file, model.name(), 0, now), model, deduplicate, keeps, now);
    }

    /** With a journal that is open; closed when it fails. */
    static StreamJournal of(
            JournalFile file, Model model, boolean deduplicate, Function<Result, Optional<Result>> keeps, Instant now) {
        try {
            JournalModel.renamings(model).forEach(file::rename);
            file.lookAfterAll();
            return new StreamJournal(file, model, deduplicate, keeps, now);
        } catch (RuntimeException | Error e) {
            // A model of the user's own may fail to tell its settings; the file must not stay locked for that.
            file.close();
            throw e;
        }
    }

    /** The jobs that it knows of, oldest first. */
    public List<JobEntry> jobs() {
        return file.earlier().jobs();
    }

    /**
     * What there is of the next prompt, from an earlier run or from an equal prompt of this one; empty when it is to be
     * asked, and its result is then awaited by {@link #accept}. It is the next one of its key whenever it is called, so it
     * must be called once for each prompt, in the same order in each run.
     *
     * @param index its place in what is asked, never one twice
     * @throws IllegalStateException when it is to be asked, and the file can only be read
     * @throws UncheckedIOException when it shares the outcome of another one, and that cannot be written
     */
    public Optional<Result> next(int index, Prompt prompt) {
        JournalKey key = keys.next(prompt);
        Optional<JournalContents.Found> row = file.find(key, index, prompt, deduplicate);
        file.writeRenamings();
        // An early version wrote no costs.
        Optional<Result> found = row.map(one -> one.result().priced(model.price()));
        Optional<Result> kept = found.flatMap(keeps);
        if (kept.isPresent()) {
            boolean own = row.filter(JournalContents.Found::own).isPresent();
            complete(kept.get(), own ? found : Optional.empty(), key);
        } else if (file.isReadOnly()) {
            throw new IllegalStateException(
                    "the journal " + file.name() + " can only be read, and lacks prompt " + index
                            + ": it was not sent, and nothing after it. Copy it to where you may write and name the copy, or ask"
                            + " for the right to write to it.");
        } else {
            asked.put(index, new Asked(key, found));
            makeRoom();
        }
        return kept;
    }

    /** Gives it a line of its own, when it shares that of an equal one, or counts as something else today. */
    private void complete(Result row, Optional<Result> own, JournalKey key) {
        if (!file.isReadOnly() && RunJournal.isNew(row, own)) {
            file.write(row, key);
        }
    }

    private void makeRoom() {
        if (!hasRoom) {
            file.reserve(ROOM);
            hasRoom = true;
        }
    }

    /** What there was of a row that {@link #next} gave to be asked, until its result is accepted. */
    public Optional<Result> turnedDown(int index) {
        Asked row = asked.get(index);
        return row == null ? Optional.empty() : row.turnedDown();
    }

    /**
     * Writes the result of a prompt that {@link #next} gave to be asked. When this returns, the row outlives the process.
     *
     * @throws IllegalArgumentException when that prompt was not given, its result was accepted already, or is not settled
     * @throws UncheckedIOException when it cannot be written; the file is then as it was before
     */
    @Override
    public void accept(Result result) {
        Asked row = asked.get(result.index());
        if (row == null) {
            throw new IllegalArgumentException("nobody asked for row " + result.index());
        }
        file.write(result, row.key());
        asked.remove(result.index());
        force.after(result);
    }

    @Override
    public void check() {
        file.check(true);
    }

    @Override
    public void close() {
        file.close();
    }
}
